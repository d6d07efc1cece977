package org.firstprinciples.modernllms.pretraining;

import static org.assertj.core.api.Assertions.assertThat;

import org.firstprinciples.curriculum.source.TextFile;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Kernels;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Workers;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.Vocabulary;
import org.firstprinciples.transformers.gpt.Decoding;
import org.firstprinciples.transformers.gpt.Generation;
import org.firstprinciples.transformers.gpt.Gpt;
import org.firstprinciples.transformers.gpt.GptConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

/// The example of the README: it runs, and it is what the README shows.
class ReadmeTest {

    @TempDir private Path folder;

    @Test
    void theExampleTrainsAndWrites() throws IOException {
        String text = "to be, or not to be, that is the question. ".repeat(8);
        // the README's example
        Vocabulary vocabulary = Vocabulary.of(text);
        Gpt model = Gpt.initialize(new GptConfig(vocabulary.size(), 32, 2, 2, 32, false, 0.0), 1);
        Engine engine = Engine.of(Kernels.fastest(), Workers.of(2));
        TrainingConfig config =
                new TrainingConfig(1, 200, 8, 32, 1e-2, 1e-3, 20, 0.9, 0.99, 0.1, 1.0);
        Training training =
                new Training(model, model::logits, engine, config, vocabulary.encode(text));
        while (!training.finished()) {
            training.advance();
        }
        training.save(folder); // weights-200.safetensors, and what a resumed run needs
        Generation generation = new Generation(model, engine, new Decoding.TopP(0.9, 0.7), 1);
        String written = vocabulary.decode(generation.generate(vocabulary.encode("to be"), 60));
        // end of the README's example
        assertThat(written).startsWith("to be, or not to be");
    }

    @Test
    void theReadmeShowsTheExample() throws IOException {
        String source =
                TextFile.read(
                        Path.of("src/test/java")
                                .resolve(getClass().getName().replace('.', '/') + ".java"));
        String mark = "// the README's example\n";
        int begin = source.indexOf(mark) + mark.length();
        int end = source.indexOf("        // end of the README's example", begin);
        String example = source.substring(begin, end).replace("\n        ", "\n").strip();
        assertThat(TextFile.read(Path.of("..", "README.md"))).contains(example);
    }
}
