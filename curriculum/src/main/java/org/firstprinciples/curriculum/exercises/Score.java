package org.firstprinciples.curriculum.exercises;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a student reached.
///
/// @param student the name of the student's folder, or the id on the roster
/// @param note why nothing was graded; empty if something was
/// @param verdicts one for each exercise, in their order
public record Score(String student, String note, Map<Task, Verdict> verdicts) {

    /// Copies the verdicts.
    public Score {
        verdicts = new LinkedHashMap<>(verdicts);
    }

    /// Of a student who handed in nothing that could be graded.
    static Score ofNothing(String student, String note, List<Task> tasks) {
        Map<Task, Verdict> verdicts = new LinkedHashMap<>();
        tasks.forEach(t -> verdicts.put(t, Verdict.refused(note)));
        return new Score(student, note, verdicts);
    }

    /// The stars of the exercises that are solved.
    public int stars() {
        return verdicts.entrySet().stream()
                .filter(v -> v.getValue().isSolved())
                .mapToInt(v -> v.getKey().stars())
                .sum();
    }

    /// The credit for all exercises.
    public double credit() {
        return verdicts.entrySet().stream()
                .mapToDouble(v -> credit(v.getKey(), v.getValue()))
                .sum();
    }

    /// The stars of an exercise, times the part of its claims that hold.
    static double credit(Task task, Verdict verdict) {
        return task.stars() * (double) verdict.held().size() / task.claims().size();
    }

    /// The stars of all exercises.
    public int possible() {
        return verdicts.keySet().stream().mapToInt(Task::stars).sum();
    }
}
