package org.firstprinciples.notebooksequivalents;

import org.firstprinciples.mathfoundations.linearalgebra.kernels.Kernels;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Workers;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/// What a run can be told.
///
/// @param mode how much of the notebook is run
/// @param seed of everything random
/// @param threads that share the work; they change the time, never a result
/// @param steps of training, if not as many as the mode takes
/// @param kernels the loops; they change the time, never a result
/// @param root the book's folder
public record Options(
        Mode mode, long seed, int threads, OptionalLong steps, Kernels kernels, Path root) {

    /// How much of a notebook is run.
    public enum Mode {
        /// Small enough for a test: seconds.
        FAST,
        /// What the notebook is about: minutes.
        FULL;

        /// As a user types it.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final long MAX_STEPS = 1_000_000;

    /// The options by name: what may be said, and what it means to say nothing.
    enum Option {
        MODE("fast or full", "full"),
        SEED("a whole number from %s to %s".formatted(Long.MIN_VALUE, Long.MAX_VALUE), "1"),
        THREADS("a whole number from 1 to %s, or auto".formatted(Workers.MAX_THREADS), "auto"),
        STEPS("a whole number from 1 to %s, or auto".formatted(MAX_STEPS), "auto"),
        KERNELS("auto, scalar, 128, 256 or 512", "auto"),
        ROOT("a folder", "");

        private final String allowed;
        private final String silence;

        Option(String allowed, String silence) {
            this.allowed = allowed;
            this.silence = silence;
        }

        /// As a user types it after `-D`.
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// What may be said.
        String allowed() {
            return allowed;
        }

        private IllegalArgumentException refusal(String value) {
            return new IllegalArgumentException(
                    "-D%s=%s: expected %s".formatted(word(), value, allowed));
        }

        private long number(String value, long least, long most) {
            try {
                long number = Long.parseLong(value);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException e) {
                throw refusal(value);
            }
            throw refusal(value);
        }
    }

    /// The options of these texts by name; one that is missing, empty or `auto` takes its default.
    ///
    /// @throws IllegalArgumentException for the first bad one: its name, its value, and what is allowed
    public static Options parse(Map<String, String> texts) {
        String steps = text(texts, Option.STEPS);
        return new Options(
                mode(text(texts, Option.MODE)),
                Option.SEED.number(text(texts, Option.SEED), Long.MIN_VALUE, Long.MAX_VALUE),
                threads(text(texts, Option.THREADS)),
                steps.equals("auto")
                        ? OptionalLong.empty()
                        : OptionalLong.of(Option.STEPS.number(steps, 1, MAX_STEPS)),
                kernels(text(texts, Option.KERNELS)),
                Path.of(text(texts, Option.ROOT)).toAbsolutePath());
    }

    private static String text(Map<String, String> texts, Option option) {
        String text = texts.getOrDefault(option.word(), "").strip();
        return text.isEmpty() ? option.silence : text;
    }

    private static Mode mode(String text) {
        return Arrays.stream(Mode.values())
                .filter(mode -> mode.word().equals(text))
                .findFirst()
                .orElseThrow(() -> Option.MODE.refusal(text));
    }

    private static int threads(String text) {
        return text.equals("auto")
                ? Math.min(Runtime.getRuntime().availableProcessors(), Workers.MAX_THREADS)
                : (int) Option.THREADS.number(text, 1, Workers.MAX_THREADS);
    }

    private static Kernels kernels(String text) {
        try {
            return switch (text) {
                case "auto" -> Kernels.fastest();
                case "scalar" -> Kernels.scalar();
                case "128", "256", "512" -> Kernels.simd(Integer.parseInt(text));
                default -> throw Option.KERNELS.refusal(text);
            };
        } catch (IllegalStateException e) {
            throw new IllegalArgumentException(
                    "-Dkernels=%s: %s".formatted(text, e.getMessage()), e);
        }
    }
}
