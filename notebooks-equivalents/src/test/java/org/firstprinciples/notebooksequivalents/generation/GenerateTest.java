package org.firstprinciples.notebooksequivalents.generation;

import static org.assertj.core.api.Assertions.assertThat;

import org.firstprinciples.mathfoundations.linearalgebra.kernels.Kernels;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Workers;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.Vocabulary;
import org.firstprinciples.notebooksequivalents.terminal.Terminal;
import org.firstprinciples.transformers.gpt.Decoding;
import org.firstprinciples.transformers.gpt.Generation;
import org.firstprinciples.transformers.gpt.Gpt;
import org.firstprinciples.transformers.gpt.GptConfig;
import org.firstprinciples.transformers.gpt.Predictor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

class GenerateTest {

    private static final Vocabulary VOCABULARY = Vocabulary.of("\n abcdeé😀");
    private static final GptConfig CONFIG = new GptConfig(9, 8, 2, 2, 8, true, 0.1);

    private final Gpt model = Gpt.initialize(CONFIG, 5);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    @TempDir private Path folder;

    @BeforeEach
    void aModelIsSaved() throws IOException {
        float[] table = model.tokens().table().values();
        for (int i = 0; i < table.length; i++) {
            table[i] *= 50; // so that it has preferences
        }
        new SavedModel(CONFIG, model, VOCABULARY).write(folder);
    }

    private int run(String... options) {
        out.reset();
        errors.reset();
        String[] arguments =
                Stream.concat(Stream.of("--generate=" + folder), Arrays.stream(options))
                        .toArray(String[]::new);
        return Generate.run(
                Terminal.log(new PrintStream(out, true, StandardCharsets.UTF_8)),
                new PrintStream(errors, true, StandardCharsets.UTF_8),
                arguments);
    }

    private String written(String prompt, Decoding decoding, long seed, int length) {
        try (Workers workers = Workers.of(1)) {
            Predictor reading = Predictor.rereading(model, Engine.of(Kernels.scalar(), workers));
            int[] text =
                    new Generation(reading, decoding, seed)
                            .generate(VOCABULARY.encode(prompt), length);
            return VOCABULARY.decode(text) + System.lineSeparator();
        }
    }

    private void assertWritten(String expected) {
        assertThat(errors.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(expected);
    }

    /// What the model in memory writes that reads its whole text for every character.
    @Test
    void whatIsWrittenIsWhatTheModelWrites() {
        assertThat(run("--prompt=é 😀", "--length=30")).isEqualTo(Generate.DONE);
        assertWritten(written("é 😀", new Decoding.Temperature(0.8), 1, 30));
        run("--prompt=ab", "--temperature=1.5", "--seed=-7", "--length=20", "--threads=1");
        assertWritten(written("ab", new Decoding.Temperature(1.5), -7, 20));
        run("--prompt=ab", "--top-k=3", "--length=20", "--kernels=scalar");
        assertWritten(written("ab", new Decoding.TopK(3, 0.8), 1, 20));
        run("--prompt=ab", "--top-p=0.4", "--temperature=2", "--length=20");
        assertWritten(written("ab", new Decoding.TopP(0.4, 2), 1, 20));
        run("--prompt=ab", "--temperature=0", "--length=20");
        assertWritten(written("ab", new Decoding.Greedy(), 1, 20));
        run("--prompt=", "--top-k=", "--top-p=auto", "--temperature=", "--length=");
        assertWritten(written("\n", new Decoding.Temperature(0.8), 1, 500));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
"""
--prompt=abX       | -Dprompt=abX: character 'X' (U+0058) at position 2 is not among the 9 of the vocabulary
--temperature=hot  | -Dtemperature=hot: expected a number above 0, or 0 to take the likeliest each time
--temperature=-1   | -Dtemperature=-1: expected a number above 0, or 0 to take the likeliest each time
--temperature=NaN  | -Dtemperature=NaN: expected a number above 0, or 0 to take the likeliest each time
--top-k=0          | -Dtop-k=0: expected a whole number from 1, or auto for all
--top-k=1.5        | -Dtop-k=1.5: expected a whole number from 1, or auto for all
--top-p=1.01       | -Dtop-p=1.01: expected a number above 0 and up to 1, or auto for all
--top-p=0          | -Dtop-p=0: expected a number above 0 and up to 1, or auto for all
--length=0         | -Dlength=0: expected a whole number from 1 to 1000000
--seed=first       | -Dseed=first: expected a whole number from -9223372036854775808 to 9223372036854775807
""")
    void whatIsOutOfRangeIsOneLine(String option, String message) {
        assertThat(run(option)).isEqualTo(Generate.MISUSED);
        assertThat(errors.toString(StandardCharsets.UTF_8).lines()).containsExactly(message);
        assertThat(out.size()).isZero();
    }

    @Test
    void onlyOneWayToChooseIsTaken() {
        String message =
                "-Dtop-k, -Dtop-p and -Dtemperature=0 are three ways to choose: expected one of"
                        + " them, got ";
        for (String[] options :
                new String[][] {
                    {"--top-k=2", "--top-p=0.5"},
                    {"--top-k=2", "--temperature=0"},
                    {"--top-p=0.5", "--temperature=0"}
                }) {
            assertThat(run(options)).isEqualTo(Generate.MISUSED);
            assertThat(errors.toString(StandardCharsets.UTF_8)).startsWith(message);
        }
    }

    @Test
    void aFolderWithoutAModelIsNamed() throws IOException {
        Files.delete(folder.resolve("config.json"));
        assertThat(run()).isEqualTo(Generate.FAILED);
        assertThat(errors.toString(StandardCharsets.UTF_8))
                .startsWith(
                        folder
                                + ": there is no model in this folder, config.json is missing; a"
                                + " run of");
    }

    /// Each change, and a part of what is said of it.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
"""
config.json       | "layers" : 2       | "layers" : 3              | 2768 weights are needed for GptConfig
config.json       | "layers" : 2       | "layers" : 2147483647     | 1872605740336 weights are needed for
config.json       | "vocabulary" : 9   | "vocabulary" : 10         | 1904 weights are needed for GptConfig
config.json       | "width" : 8        | "width" : 2147483646      | 1.106804642726061E20 weights are needed for
config.json       | "heads" : 2        | "heads" : 3               | width must be a multiple of heads: width=8 heads=3
config.json       | "width"            | "breadth"                 | 'width'
config.json       | "bias"             | "bias" : true, "bios"     | bios
config.json       | "context" : 8,     |                           | context
config.json       | {                  | [                         | damaged
vocabulary.json   | "a" : 2            | "ab" : 2                  | ab
vocabulary.json   | "a" : 2            | "a" : 3                   | [a=3]
vocabulary.json   | "a" : 2,           |                           | [b=3, c=4, d=5, e=6, é=7, 😀=8]
vocabulary.json   | "b" : 3            | "b" : null                | [b=null]
""")
    void filesThatDoNotBelongTogetherAreRefused(
            String name, String from, @Nullable String to, String said) throws IOException {
        Path file = folder.resolve(name);
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to == null ? "" : to));
        assertThat(run()).isEqualTo(Generate.FAILED);
        assertThat(errors.toString(StandardCharsets.UTF_8).lines().toList().getFirst())
                .startsWith(folder.toString())
                .contains(said);
        assertThat(out.size()).isZero();
    }

    @Test
    void helpSaysWhatCanBeSaid() {
        assertThat(run("--generate=help")).isEqualTo(Generate.MISUSED); // given twice
        assertThat(
                        Generate.run(
                                Terminal.log(new PrintStream(out, true, StandardCharsets.UTF_8)),
                                System.err,
                                "--generate=help"))
                .isEqualTo(Generate.DONE);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("-Dtop-k=", "a number above 0 and up to 1")
                .doesNotContain("-Droot");
    }
}
