package org.firstprinciples.curriculum.exercises;

import java.util.stream.Collectors;

/// What the claims say of an attempt at an exercise.
///
/// @param kind solved, or why not
/// @param claim the first claim that failed; empty if none was asked
/// @param detail the counterexample and the message, or the reason; one line
public record Verdict(Kind kind, String claim, String detail) {

    private static final int LONGEST = 400;

    /// Solved, or why not.
    public enum Kind {
        /// Every test of every claim passed.
        SOLVED,
        /// The body still throws [org.firstprinciples.curriculum.ExerciseNotSolved].
        NOT_SOLVED,
        /// The body calls the body of another exercise, which is not written yet.
        WAITS,
        /// A test of a claim failed.
        FAILED,
        /// No answer came: too slow, or the program was ended.
        STOPPED,
        /// There is no body, it does not compile, or it calls what an exercise may not call.
        REFUSED
    }

    /// Brings texts into one line without control characters, and shortens them.
    public Verdict {
        claim = line(claim);
        detail = line(detail);
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
    public static Verdict solved() {
        return new Verdict(Kind.SOLVED, "", "");
    }

    /// Not run at all, for this reason.
    public static Verdict refused(String reason) {
        return new Verdict(Kind.REFUSED, "", reason);
    }

    /// Run without an answer, for this reason.
    public static Verdict stopped(String reason) {
        return new Verdict(Kind.STOPPED, "", reason);
    }

    /// Whether the stars are earned.
    public boolean isSolved() {
        return kind == Kind.SOLVED;
    }

    /// One line, from which [#parse] reads it.
    public String toLine() {
        return kind + "\t" + claim + "\t" + detail;
    }

    /// Reads what [#toLine] wrote.
    ///
    /// @throws IllegalArgumentException if it is something else
    public static Verdict parse(String line) {
        String[] fields = line.split("\t", -1);
        if (fields.length != 3) {
            throw new IllegalArgumentException("no verdict: " + line);
        }
        return new Verdict(Kind.valueOf(fields[0]), fields[1], fields[2]);
    }

    /// For people.
    @Override
    public String toString() {
        return switch (kind) {
            case SOLVED -> "solved";
            case NOT_SOLVED -> "not solved yet";
            case WAITS -> "no mistake found, but %s waits for %s".formatted(claim, detail);
            case FAILED -> "fails " + claim + ": " + detail;
            case STOPPED -> "stopped: " + detail;
            case REFUSED -> "not graded: " + detail;
        };
    }
}
