package org.firstprinciples.curriculum.exercises;

import java.util.LinkedHashMap;
import java.util.Map;

/// What a student reached.
///
/// @param student the name of the student's folder
/// @param verdicts one for each exercise, in their order
public record Score(String student, Map<Solution, Verdict> verdicts) {

    /// Copies the verdicts.
    public Score {
        verdicts = new LinkedHashMap<>(verdicts);
    }

    /// The stars of the exercises that are solved.
    public int stars() {
        return verdicts.entrySet().stream()
                .filter(v -> v.getValue().isSolved())
                .mapToInt(v -> v.getKey().stars())
                .sum();
    }

    /// The stars of all exercises.
    public int possible() {
        return verdicts.keySet().stream().mapToInt(Solution::stars).sum();
    }
}
