package org.firstprinciples.curriculum.exercises;

import static org.assertj.core.api.Assertions.assertThat;

import org.firstprinciples.curriculum.exercises.Verdict.Kind;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A right body is never called wrong, whatever the student's other bodies do.
class BlameTest {

    private static final String SUM = "sum";
    private static final String MEAN = "mean";
    private static final String DEVIATION = "deviation";

    private final Map<String, Kind> written = new LinkedHashMap<>();
    private final Map<String, List<List<String>>> tests = new LinkedHashMap<>(); // what each calls
    private final List<Set<String>> asked = new ArrayList<>();

    private void exercise(String id, Kind kind, List<List<String>> called) {
        written.put(id, kind);
        tests.put(id, called);
    }

    private static Task task(String id) {
        return new Task(id, 1, 5, id + "()", "A.java", List.of("A-01"), List.of(), List.of("t"));
    }

    /// A test stops at a missing body, or else fails or hangs at a wrong one.
    private Verdict verdict(String id, Set<String> missing) {
        if (written.get(id) == Kind.NOT_SOLVED) {
            return Verdict.notSolved();
        }
        Verdict verdict = Verdict.solved(List.of("A-01"));
        for (List<String> calls : tests.getOrDefault(id, List.of())) {
            for (String called : calls) {
                Kind kind = written.getOrDefault(called, Kind.SOLVED);
                if (!called.equals(id) && (missing.contains(called) || kind == Kind.NOT_SOLVED)) {
                    verdict = of(Kind.WAITS, called);
                    break;
                }
                if (kind == Kind.FAILED) {
                    return of(Kind.FAILED, id + " by " + called);
                }
                if (kind == Kind.STOPPED) {
                    return Verdict.stopped("no answer");
                }
            }
        }
        return verdict;
    }

    private static Verdict of(Kind kind, String detail) {
        return new Verdict(kind, "A-01", detail, List.of(), List.of("t"));
    }

    private Map<String, String> blamed() {
        Map<Task, Verdict> verdicts = new LinkedHashMap<>();
        written.keySet().forEach(id -> verdicts.put(task(id), verdict(id, Set.of())));
        Map<String, String> blamed = new LinkedHashMap<>();
        Blame.assign(
                        verdicts,
                        (tasks, missing) -> {
                            asked.add(missing);
                            Map<String, Verdict> again = new LinkedHashMap<>();
                            tasks.forEach(t -> again.put(t.id(), verdict(t.id(), missing)));
                            return again;
                        })
                .forEach((task, verdict) ->
                        blamed.put(task.id(), verdict.kind() + " " + verdict.detail()));
        return blamed;
    }

    @Test
    void aRightOneWaitsForAWrongOneThatItCalls() {
        exercise(SUM, Kind.FAILED, List.of(List.of(SUM)));
        exercise(MEAN, Kind.SOLVED, List.of(List.of(MEAN, SUM)));
        assertThat(blamed())
                .containsEntry(SUM, "FAILED sum by sum")
                .containsEntry(MEAN, "WAITS sum");
    }

    @Test
    void theOrderDoesNotMatter() {
        exercise(SUM, Kind.SOLVED, List.of(List.of(SUM), List.of(SUM, MEAN)));
        exercise(MEAN, Kind.FAILED, List.of(List.of(MEAN)));
        assertThat(blamed())
                .containsEntry(SUM, "WAITS mean")
                .containsEntry(MEAN, "FAILED mean by mean");
    }

    @Test
    void bothAreWrong() {
        exercise(SUM, Kind.FAILED, List.of(List.of(SUM)));
        exercise(MEAN, Kind.FAILED, List.of(List.of(MEAN)));
        assertThat(blamed())
                .containsEntry(SUM, "FAILED sum by sum")
                .containsEntry(MEAN, "FAILED mean by mean");
    }

    @Test
    void whatNoTestTellsApartIsSaidOfBoth() {
        exercise(SUM, Kind.SOLVED, List.of(List.of(SUM, MEAN)));
        exercise(MEAN, Kind.FAILED, List.of(List.of(SUM, MEAN)));
        assertThat(blamed())
                .containsEntry(SUM, "SHARED this and mean, one of which is wrong: sum by mean")
                .containsEntry(MEAN, "SHARED this and sum, one of which is wrong: mean by mean");
    }

    @Test
    void whoHangsInAnotherBodyWaitsForIt() {
        exercise(SUM, Kind.STOPPED, List.of(List.of(SUM)));
        exercise(MEAN, Kind.SOLVED, List.of(List.of(MEAN, SUM)));
        assertThat(blamed())
                .containsEntry(SUM, "STOPPED no answer")
                .containsEntry(MEAN, "WAITS sum");
    }

    @Test
    void aWrongOneAmongOthersThatFailIsFound() {
        exercise(SUM, Kind.FAILED, List.of(List.of(SUM)));
        exercise(MEAN, Kind.SOLVED, List.of(List.of(MEAN, SUM)));
        exercise(DEVIATION, Kind.SOLVED, List.of(List.of(DEVIATION, SUM)));
        assertThat(blamed()).containsEntry(MEAN, "WAITS sum").containsEntry(DEVIATION, "WAITS sum");
        assertThat(asked).containsExactly(Set.of(SUM, MEAN, DEVIATION), Set.of(SUM));
    }

    @Test
    void nothingIsAskedAgainWhereOneAloneFailsOrNoneIsWritten() {
        exercise(SUM, Kind.NOT_SOLVED, List.of(List.of(SUM)));
        exercise(MEAN, Kind.FAILED, List.of(List.of(MEAN)));
        assertThat(blamed()).containsEntry(MEAN, "FAILED mean by mean");
        exercise(MEAN, Kind.NOT_SOLVED, List.of(List.of(MEAN)));
        assertThat(blamed()).containsValues("NOT_SOLVED ");
        assertThat(asked).isEmpty();
    }
}
