package org.firstprinciples.modernllms.pretraining;

import org.firstprinciples.mathfoundations.linearalgebra.kernels.Kernels;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Parameters;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Workers;
import org.firstprinciples.transformers.gpt.Gpt;
import org.firstprinciples.transformers.gpt.GptConfig;

import java.io.IOException;
import java.nio.file.Path;

/// A training run so small that it can be repeated on every kind of kernel, interpreted, and killed.
final class TinyRun {

    static final GptConfig SIZES = new GptConfig(13, 8, 1, 2, 16, true, 0.1);

    private final Gpt model;
    private final Training training;

    TinyRun(Engine engine, long steps) {
        this(engine, SIZES, steps, text());
    }

    TinyRun(Engine engine, GptConfig sizes, long steps, int... text) {
        this.model = Gpt.initialize(sizes, 7);
        TrainingConfig config =
                new TrainingConfig(7, steps, 3, 8, 1e-2, 1e-3, 2, 0.9, 0.99, 0.1, 1.0);
        this.training = new Training(model, model::logits, engine, config, text);
    }

    static Engine engine(Kernels kernels, int threads) {
        return Engine.of(kernels, Workers.of(threads));
    }

    static int[] text() {
        int[] text = new int[200];
        for (int i = 0; i < text.length; i++) {
            text[i] = i * i * 7 % 13;
        }
        return text;
    }

    Training training() {
        return training;
    }

    Gpt model() {
        return model;
    }

    /// Does all steps that are left.
    TinyRun finish() {
        while (!training.finished()) {
            training.advance();
        }
        return this;
    }

    /// A hash of the bits of all parameters.
    String hash() {
        long hash = 1;
        for (Parameters.Entry entry : Parameters.of(model)) {
            for (float value : entry.parameter().values()) {
                hash = 31 * hash + Float.floatToIntBits(value);
            }
        }
        return Long.toHexString(hash);
    }

    /// `hash <steps>` prints the hash of a run; `resume <folder> <steps>` continues the run of a
    /// folder, saves after every step, and prints the hash at the end.
    public static void main(String[] arguments) throws IOException {
        switch (arguments[0]) {
            case "hash" ->
                    System.out.println(
                            new TinyRun(engine(Kernels.scalar(), 1), Long.parseLong(arguments[1]))
                                    .finish()
                                    .hash());
            case "resume" -> {
                Path folder = Path.of(arguments[1]);
                TinyRun run =
                        new TinyRun(engine(Kernels.scalar(), 1), Long.parseLong(arguments[2]));
                if (Checkpoint.step(folder).isPresent()) {
                    run.training().resume(folder);
                }
                while (!run.training().finished()) {
                    run.training().advance();
                    run.training().save(folder);
                }
                System.out.println(run.hash());
            }
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }
}
