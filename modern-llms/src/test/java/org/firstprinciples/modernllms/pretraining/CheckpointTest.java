package org.firstprinciples.modernllms.pretraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Kernels;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Parallel;
import org.firstprinciples.mathfoundations.linearalgebra.storage.SafeTensors;
import org.firstprinciples.neuralnetworks.backpropagation.descent.Optimizer;
import org.firstprinciples.neuralnetworks.backpropagation.descent.StochasticGradientDescent;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Parameters;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Buffer;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Parameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

class CheckpointTest {

    @TempDir private Path folder;

    private static TinyRun run(long steps) {
        return new TinyRun(TinyRun.engine(Kernels.scalar(), 1), steps);
    }

    /// Saves a run in a folder.
    interface Saving {
        void save(Training training, Path folder) throws IOException;
    }

    Saving subject() {
        return Training::save;
    }

    /// Interrupted after each set of steps: the losses of all steps and the bits at the end are the same.
    @Claim("PT-15")
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 0b1010, 0b11111, 0b10001})
    void aResumedRunHasTheBitsOfAnUninterruptedOne(int interruptions) throws IOException {
        TinyRun straight = run(6);
        TinyRun interrupted = run(6);
        for (int step = 0; step < 6; step++) {
            assertThat(interrupted.training().advance()).isEqualTo(straight.training().advance());
            if ((interruptions >> step & 1) == 1) {
                subject().save(interrupted.training(), folder);
                interrupted = run(6);
                interrupted.training().resume(folder);
                assertThat(interrupted.training().step()).isEqualTo(step + 1);
            }
        }
        assertThat(interrupted.hash()).isEqualTo(straight.hash());
    }

    /// Saves, and then changes the file of the optimizer's state.
    private static Saving changing(
            BiFunction<String, Tensor, Tensor> tensors, UnaryOperator<Map<String, String>> data) {
        return (training, folder) -> {
            training.save(folder);
            Path file = folder.resolve("state-%d.safetensors".formatted(training.step()));
            SafeTensors saved = SafeTensors.read(file);
            Map<String, Tensor> changed = new LinkedHashMap<>();
            for (String name : saved.names()) {
                changed.put(name, tensors.apply(name, saved.tensor(name)));
            }
            SafeTensors.write(file, changed, data.apply(new LinkedHashMap<>(saved.metadata())));
        };
    }

    private static Saving without(String moment) {
        return changing(
                (name, tensor) -> name.startsWith(moment) ? Tensor.zeros(tensor.shape()) : tensor,
                data -> data);
    }

    @Mutant("PT-15")
    static class ForgetsTheFirstMoments extends CheckpointTest {
        @Override
        Saving subject() {
            return without("first.");
        }
    }

    @Mutant("PT-15")
    static class ForgetsTheSecondMoments extends CheckpointTest {
        @Override
        Saving subject() {
            return without("second.");
        }
    }

    @Mutant("PT-15") // the bias correction begins anew
    static class ForgetsTheOptimizersSteps extends CheckpointTest {
        @Override
        Saving subject() {
            return changing(
                    (name, tensor) -> tensor,
                    data -> {
                        data.put("optimizerSteps", "0");
                        return data;
                    });
        }
    }

    @Mutant("PT-15") // batches, dropout and schedule begin anew
    static class ForgetsTheStep extends CheckpointTest {
        @Override
        Saving subject() {
            return (training, folder) -> {
                training.save(folder);
                long step = training.step();
                for (String kind : new String[] {"weights", "state"}) {
                    Files.move(
                            folder.resolve("%s-%d.safetensors".formatted(kind, step)),
                            folder.resolve(kind + "-0.safetensors"),
                            StandardCopyOption.REPLACE_EXISTING);
                }
                Files.writeString(folder.resolve("latest"), "0");
            };
        }
    }

    private void save() throws IOException {
        TinyRun run = run(10);
        run.training().advance();
        run.training().save(folder);
    }

    @Test
    void onlyTheNewestCheckpointIsKept() throws IOException {
        TinyRun run = run(10);
        for (int step = 0; step < 3; step++) {
            run.training().advance();
            run.training().save(folder);
        }
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "latest", "state-3.safetensors", "weights-3.safetensors");
        }
    }

    @Test
    void aFolderWithoutACheckpointIsNamed() throws IOException {
        assertThat(Checkpoint.step(folder)).isEmpty();
        assertThatIOException()
                .isThrownBy(() -> run(10).training().resume(folder))
                .withMessage(folder + ": there is no checkpoint in this folder");
    }

    @Test
    void aTruncatedFileChangesNothing() throws IOException {
        save();
        Path weights = folder.resolve("weights-1.safetensors");
        byte[] bytes = Files.readAllBytes(weights);
        for (int length : new int[] {0, 5, 100, bytes.length - 1}) {
            Files.write(weights, Arrays.copyOf(bytes, length));
            TinyRun run = run(10);
            String before = run.hash();
            assertThatIOException()
                    .isThrownBy(() -> run.training().resume(folder))
                    .withMessageContaining("weights-1.safetensors");
            assertThat(run.hash()).isEqualTo(before);
        }
    }

    /// A model with a part that is learned, one that is frozen, and one that is counted along.
    private record Parts(Parameter learned, Parameter frozen, Buffer counted) {

        static Parts filled(float learned, float frozen, float counted) {
            Shape shape = Shape.of(2);
            return new Parts(
                    Parameter.of(Tensor.of(shape, learned, learned)),
                    Parameter.of(Tensor.of(shape, frozen, frozen)).frozen(),
                    Buffer.filled(shape, counted));
        }

        Optimizer optimizer() {
            return StochasticGradientDescent.momentum(
                    Parameters.of(this), Parallel.sequential(), 0.5);
        }
    }

    @Test
    void allWeightsOfTheModelAreSaved() throws IOException {
        Parts saved = Parts.filled(1, 2, 3);
        Optimizer optimizer = saved.optimizer();
        saved.learned().gradient()[0] = 1;
        optimizer.step(0.5);
        Checkpoint.write(folder, 9, saved, optimizer, Map.of());
        Parts read = Parts.filled(4, 5, 6);
        Optimizer resumed = read.optimizer();
        assertThat(Checkpoint.read(folder, read, resumed, Map.of())).isEqualTo(9);
        assertThat(read.learned().values()).containsExactly(0.5f, 1);
        assertThat(read.frozen().values()).containsExactly(2, 2);
        assertThat(read.counted().values()).containsExactly(3, 3);
        assertThat(resumed.state()).isEqualTo(optimizer.state());
    }

    /// The state is good and the weights are not: neither is read.
    @Test
    void weightsThatAreNotFiniteChangeNothing() throws IOException {
        Parts saved = Parts.filled(1, 2, Float.NaN);
        Optimizer optimizer = saved.optimizer();
        saved.learned().gradient()[0] = 1;
        optimizer.step(0.5);
        Checkpoint.write(folder, 9, saved, optimizer, Map.of());
        Parts read = Parts.filled(4, 5, 6);
        Optimizer resumed = read.optimizer();
        Optimizer.State before = resumed.state();
        assertThatIOException()
                .isThrownBy(() -> Checkpoint.read(folder, read, resumed, Map.of()))
                .withMessage(
                        folder.resolve("weights-9.safetensors")
                                + ": counted must be finite, element 0 is NaN");
        assertThat(read.learned().values()).containsExactly(4, 4);
        assertThat(resumed.state()).isEqualTo(before);
    }

    @Test
    void otherSettingsAreNamed() throws IOException {
        save();
        assertThatIOException()
                .isThrownBy(() -> run(11).training().resume(folder))
                .withMessage(
                        folder
                                + ": this checkpoint was made with other settings: steps is 10"
                                + " there, 11 here");
    }

    @Test
    void aLyingPointerIsNamed() throws IOException {
        save();
        Path latest = folder.resolve("latest");
        Files.writeString(latest, "../../etc\n");
        assertThatIOException()
                .isThrownBy(() -> Checkpoint.step(folder))
                .withMessage(latest + ": the number of a step is needed, got '../../etc'");
        Files.writeString(latest, "1".repeat(1000));
        assertThatIOException()
                .isThrownBy(() -> Checkpoint.step(folder))
                .withMessage(latest + ": the number of a step is needed, got 1000 bytes");
    }
}
