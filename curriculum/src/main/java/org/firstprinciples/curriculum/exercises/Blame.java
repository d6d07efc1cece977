package org.firstprinciples.curriculum.exercises;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Whose mistake a failure is, where all other exercises are the student's own and may be wrong as well. What failed is
/// asked again while other bodies are missing. What fails even then is wrong by itself; what stops at a missing body
/// may be right.
final class Blame {

    private Blame() {}

    /// Asks again.
    interface Question {

        /// The verdicts on these exercises, by id, each with those of the others missing.
        Map<String, Verdict> verdicts(List<Task> tasks, Set<String> missing);
    }

    /// The verdicts with each mistake at the exercise that made it, as far as that can be told.
    static Map<Task, Verdict> assign(Map<Task, Verdict> verdicts, Question question) {
        List<Task> failing = new ArrayList<>();
        Set<String> suspects = new TreeSet<>(); // of the others nothing is written, or it holds
        verdicts.forEach((task, verdict) -> {
            switch (verdict.kind()) {
                case FAILED, STOPPED -> {
                    failing.add(verdict.failed().isEmpty() ? task : task.by(verdict.failed()));
                    suspects.add(task.id());
                }
                case WAITS, SHARED -> suspects.add(task.id());
                case SOLVED, NOT_SOLVED, REFUSED -> {}
            }
        });
        if (failing.isEmpty() || suspects.size() < 2) {
            return verdicts;
        }
        Map<String, Verdict> alone = question.verdicts(failing, suspects);
        Map<String, Verdict> wrong = new TreeMap<>(alone);
        wrong.values().removeIf(v -> !isWrong(v));
        List<Task> open = failing.stream().filter(t -> !wrong.containsKey(t.id())).toList();
        Map<String, Verdict> beside =
                open.isEmpty() || wrong.isEmpty()
                        ? Map.of()
                        : question.verdicts(open, wrong.keySet());
        Map<Task, Verdict> blamed = new LinkedHashMap<>();
        verdicts.forEach((task, verdict) -> {
            Verdict byItself = alone.get(task.id());
            Verdict withoutTheWrong = beside.get(task.id());
            if (byItself == null) {
                blamed.put(task, verdict);
            } else if (isWrong(byItself)) {
                blamed.put(task, byItself);
            } else if (withoutTheWrong != null && !isWrong(withoutTheWrong)) {
                blamed.put(
                        task,
                        verdict.waitingFor(named(withoutTheWrong, wrong.keySet(), task.id())));
            } else {
                blamed.put(task, verdict.sharedWith(named(byItself, suspects, task.id())));
            }
        });
        return blamed;
    }

    private static boolean isWrong(Verdict verdict) {
        return switch (verdict.kind()) {
            case FAILED, STOPPED -> true;
            case SOLVED, NOT_SOLVED, WAITS, SHARED, REFUSED -> false;
        };
    }

    /// The missing exercise that was called, or else the first that could have been.
    private static String named(Verdict verdict, Set<String> missing, String self) {
        return verdict.kind() == Verdict.Kind.WAITS
                ? verdict.detail()
                : missing.stream().filter(m -> !m.equals(self)).findFirst().orElseThrow();
    }
}
