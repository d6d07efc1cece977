package org.firstprinciples.curriculum.exercises;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the claims say of an attempt at an exercise.
///
/// @param kind solved, or why not
/// @param claim the first claim that failed; empty if none was asked
/// @param detail what failed, for which values; or the reason; one line
/// @param held the claims that hold
/// @param failed the tests that failed, class and method
public record Verdict(
        Kind kind, String claim, String detail, List<String> held, List<String> failed) {

    private static final int LONGEST = 600;

    /// Solved, or why not.
    public enum Kind {
        /// Every test of every claim passed.
        SOLVED,
        /// The body still throws [org.firstprinciples.curriculum.ExerciseNotSolved].
        NOT_SOLVED,
        /// What failed calls the body of another exercise, which is missing or wrong.
        WAITS,
        /// A test failed that also calls another exercise, and which of the two is wrong cannot be told.
        SHARED,
        /// A test of a claim failed.
        FAILED,
        /// No answer came: too slow, or the program was ended.
        STOPPED,
        /// There is no body, it does not compile, or it calls what an exercise may not call.
        REFUSED
    }

    /// Brings texts into one line without control characters, shortens them, and copies the lists.
    public Verdict {
        claim = line(claim);
        detail = line(detail);
        held = List.copyOf(held);
        failed = List.copyOf(failed);
    }

    private static String line(String text) {
        String line =
                text.codePoints()
                        .map(c -> Character.isISOControl(c) ? ' ' : c)
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining())
                        .strip()
                        .replaceAll(" +", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + " …";
    }

    /// Every claim holds.
    public static Verdict solved(List<String> claims) {
        return new Verdict(Kind.SOLVED, "", "", claims, List.of());
    }

    /// Nothing is written yet.
    public static Verdict notSolved() {
        return new Verdict(Kind.NOT_SOLVED, "", "", List.of(), List.of());
    }

    /// Not run at all, for this reason.
    public static Verdict refused(String reason) {
        return new Verdict(Kind.REFUSED, "", reason, List.of(), List.of());
    }

    /// Run without an answer, for this reason.
    public static Verdict stopped(String reason) {
        return new Verdict(Kind.STOPPED, "", reason, List.of(), List.of());
    }

    /// Nothing is wrong with the body as far as one can tell while another exercise is not solved.
    Verdict waitingFor(String exercise) {
        return new Verdict(Kind.WAITS, claim, exercise, held, failed);
    }

    /// The mistake is in the body, or in that of another exercise.
    Verdict sharedWith(String exercise) {
        return new Verdict(
                Kind.SHARED,
                claim,
                "this and %s, one of which is wrong: %s".formatted(exercise, detail),
                held,
                failed);
    }

    /// Whether the stars are earned.
    public boolean isSolved() {
        return kind == Kind.SOLVED;
    }

    /// One line, from which [#parse] reads it.
    public String toLine() {
        return String.join(
                "\t",
                kind.toString(),
                claim,
                detail,
                String.join(" ", held),
                String.join(" ", failed));
    }

    /// Reads what [#toLine] wrote.
    ///
    /// @throws IllegalArgumentException if it is something else
    public static Verdict parse(String line) {
        String[] fields = line.split("\t", -1);
        if (fields.length != 5) {
            throw new IllegalArgumentException("no verdict: " + line);
        }
        return new Verdict(
                Kind.valueOf(fields[0]), fields[1], fields[2], words(fields[3]), words(fields[4]));
    }

    private static List<String> words(String text) {
        return Stream.of(text.split(" ", -1)).filter(w -> !w.isEmpty()).toList();
    }

    /// For people.
    @Override
    public String toString() {
        return switch (kind) {
            case SOLVED -> "solved";
            case NOT_SOLVED -> "not solved yet";
            case WAITS ->
                    "no mistake found, but %s also calls %s, which does not hold yet; mend that first"
                            .formatted(claim.isEmpty() ? "what did not end" : claim, detail);
            case SHARED ->
                    "cannot be told apart: %s calls %s"
                            .formatted(claim.isEmpty() ? "what did not end" : claim, detail);
            case FAILED -> "fails " + claim + " " + detail;
            case STOPPED -> "stopped: " + detail;
            case REFUSED -> "not graded: " + detail;
        };
    }
}
