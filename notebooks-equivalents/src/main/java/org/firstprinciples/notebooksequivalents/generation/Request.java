package org.firstprinciples.notebooksequivalents.generation;

import org.firstprinciples.mathfoundations.linearalgebra.kernels.Kernels;
import org.firstprinciples.notebooksequivalents.Options;
import org.firstprinciples.transformers.gpt.Decoding;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/// What writing can be told.
///
/// @param folder of the model
/// @param prompt what the text begins with
/// @param decoding how a token is chosen
/// @param seed of the draws
/// @param length how many characters are written after the prompt
/// @param threads that share the work; they change the time, never the text
/// @param kernels the loops; they change the time, never the text
record Request(
        Path folder,
        String prompt,
        Decoding decoding,
        long seed,
        int length,
        int threads,
        Kernels kernels) {

    private static final int MAX_LENGTH = 1_000_000;

    /// The options by name: what may be said, and what it means to say nothing.
    enum Option {
        GENERATE("the folder of a model", ""),
        PROMPT("a text of characters that the model knows; without it, a line break", "\n"),
        TEMPERATURE("a number above 0, or 0 to take the likeliest each time", "0.8"),
        TOP_K("a whole number from 1, or auto for all", "auto"),
        TOP_P("a number above 0 and up to 1, or auto for all", "auto"),
        LENGTH("a whole number from 1 to " + MAX_LENGTH, "500"),
        SEED("a whole number", "1"),
        THREADS("a whole number, or auto", "auto"),
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
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /// What may be said.
        String allowed() {
            return allowed;
        }

        private String of(Map<String, String> texts) {
            String text = texts.getOrDefault(word(), "");
            return text.isEmpty() ? silence : text;
        }

        private boolean isAuto(Map<String, String> texts) {
            return of(texts).strip().equals("auto");
        }

        private IllegalArgumentException refusal(Map<String, String> texts) {
            return new IllegalArgumentException(
                    "-D%s=%s: expected %s".formatted(word(), of(texts), allowed));
        }

        private double number(Map<String, String> texts, double least, double most) {
            try {
                double number = Double.parseDouble(of(texts).strip());
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException e) {
                throw refusal(texts);
            }
            throw refusal(texts);
        }

        private int whole(Map<String, String> texts, int most) {
            double number = number(texts, 1, most);
            if (number != Math.rint(number)) {
                throw refusal(texts);
            }
            return (int) number;
        }
    }

    /// The request of these texts by name; one that is missing or empty takes its default.
    ///
    /// @throws IllegalArgumentException for the first bad one: its name, its value, and what is allowed
    static Request parse(Map<String, String> texts) {
        Options machine = Options.parse(texts);
        return new Request(
                machine.root().resolve(Option.GENERATE.of(texts)).normalize(),
                Option.PROMPT.of(texts),
                decoding(texts),
                machine.seed(),
                Option.LENGTH.whole(texts, MAX_LENGTH),
                machine.threads(),
                machine.kernels());
    }

    private static Decoding decoding(Map<String, String> texts) {
        double temperature = Option.TEMPERATURE.number(texts, 0, Double.MAX_VALUE);
        boolean topK = !Option.TOP_K.isAuto(texts);
        boolean topP = !Option.TOP_P.isAuto(texts);
        if (topK && topP || temperature == 0 && (topK || topP)) {
            throw new IllegalArgumentException(
                    "-Dtop-k, -Dtop-p and -Dtemperature=0 are three ways to choose: expected one of them, got -Dtop-k=%s -Dtop-p=%s -Dtemperature=%s"
                            .formatted(
                                    Option.TOP_K.of(texts),
                                    Option.TOP_P.of(texts),
                                    Option.TEMPERATURE.of(texts)));
        }
        if (temperature == 0) {
            return new Decoding.Greedy();
        }
        if (topK) {
            return new Decoding.TopK(Option.TOP_K.whole(texts, Integer.MAX_VALUE), temperature);
        }
        return topP
                ? new Decoding.TopP(Option.TOP_P.number(texts, Double.MIN_VALUE, 1), temperature)
                : new Decoding.Temperature(temperature);
    }
}
