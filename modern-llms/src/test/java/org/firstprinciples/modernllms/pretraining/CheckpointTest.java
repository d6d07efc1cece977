package org.firstprinciples.modernllms.pretraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Kernels;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Parallel;
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
import java.util.Map;
import java.util.function.Consumer;

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

    /// Saves, and then changes the optimizer's state.
    private static Saving changing(
            Consumer<Map<String, Tensor>> tensors, Consumer<Map<String, String>> data) {
        return (training, folder) -> {
            training.save(folder);
            Forgery forgery = new Forgery(folder, training.step());
            forgery.tensors(tensors);
            forgery.metadata(data);
        };
    }

    private static Saving without(String moment) {
        return changing(
                tensors ->
                        tensors.replaceAll((name, tensor) ->
                                name.startsWith(moment) ? Tensor.zeros(tensor.shape()) : tensor),
                data -> {});
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
            return changing(tensors -> {}, data -> data.put("optimizerSteps", "0"));
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
                            folder.resolve("%s-%s.safetensors".formatted(kind, step)),
                            folder.resolve(kind + "-0.safetensors"),
                            StandardCopyOption.REPLACE_EXISTING);
                }
                Forgery forgery = new Forgery(folder, 0);
                forgery.metadata(data -> data.put("step", "0"));
            };
        }
    }

    private void save() throws IOException {
        TinyRun run = run(10);
        run.training().advance();
        run.training().save(folder);
    }

    /// Files that look like those of a checkpoint stay, if no run wrote them here.
    @Test
    void onlyTheNewestCheckpointIsKeptAndWhatIsNotOfTheRunStays() throws IOException {
        String[] others = {
            "weights-best.safetensors",
            "state-of-the-art.safetensors.zip",
            "weights-3.safetensors",
            "weights-7.safetensors",
            "weights-2.safetensors.bak",
            "state-2.safetensors.%s.tmp"
                    .formatted(ProcessHandle.current().parent().orElseThrow().pid())
        };
        for (String other : others) {
            Files.writeString(folder.resolve(other), other);
        }
        TinyRun run = run(10);
        for (int step = 0; step < 3; step++) {
            run.training().advance();
            run.training().save(folder);
        }
        assertThat(folder.toFile().list())
                .contains(others)
                .contains("latest", "lock", "state-3b.safetensors", "weights-3b.safetensors")
                .hasSize(others.length + 4);
        Checkpoint.remove(folder);
        assertThat(folder.toFile().list())
                .contains(others)
                .contains("lock")
                .hasSize(others.length + 1);
        assertThat(Checkpoint.step(folder)).isEmpty();
    }

    @Test
    void filesInTheWayAreNamedAndNotReplaced() throws IOException {
        for (String name : new String[] {"weights-1.safetensors", "state-1b.safetensors"}) {
            Files.writeString(folder.resolve(name), name);
        }
        assertThatIOException()
                .isThrownBy(this::save)
                .withMessage(
                        folder
                                + ": cannot be saved: there are files of step 1 that no run here"
                                + " has written; move them to another folder");
        assertThat(folder.toFile().list())
                .containsExactlyInAnyOrder("lock", "weights-1.safetensors", "state-1b.safetensors");
    }

    /// Otherwise the end of the process in between would leave old weights with a new state.
    @Test
    void aStepThatIsSavedAgainDoesNotReplaceItsFiles() throws IOException {
        TinyRun run = run(10);
        run.training().advance();
        for (String version : new String[] {"1", "1b", "1"}) {
            run.training().save(folder);
            assertThat(folder.toFile().list())
                    .containsExactlyInAnyOrder(
                            "latest",
                            "lock",
                            "state-%s.safetensors".formatted(version),
                            "weights-%s.safetensors".formatted(version));
        }
        assertThat(Checkpoint.step(folder)).contains(1L);
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

    /// What could not be resumed is not saved over what can.
    @Test
    void numbersThatAreNotFiniteAreNotSaved() throws IOException {
        Parts saved = Parts.filled(1, 2, 3);
        Optimizer optimizer = saved.optimizer();
        Checkpoint.write(folder, 8, saved, optimizer, Map.of());
        saved.counted().values()[1] = Float.NaN;
        assertThatIOException()
                .isThrownBy(() -> Checkpoint.write(folder, 9, saved, optimizer, Map.of()))
                .withMessage(
                        folder + ": cannot be saved: counted must be finite, element 1 is NaN");
        assertThat(Checkpoint.step(folder)).contains(8L);
    }

    @Test
    void aLyingPointerIsNamed() throws IOException {
        save();
        Path latest = folder.resolve("latest");
        String needed = ": the number of a step and the SHA-256 of its state are needed, got ";
        Files.writeString(latest, "../../etc\n");
        assertThatIOException()
                .isThrownBy(() -> Checkpoint.step(folder))
                .withMessage(latest + needed + "'../../etc'");
        Files.writeString(latest, "1".repeat(1000));
        assertThatIOException()
                .isThrownBy(() -> Checkpoint.step(folder))
                .withMessage(latest + needed + "'1000 bytes'");
        Path saving = Files.writeString(folder.resolve("saving"), "../x 1");
        assertThatIOException()
                .isThrownBy(() -> Checkpoint.remove(folder))
                .withMessage(
                        saving
                                + ": the steps that a save writes and replaces are needed, got"
                                + " '../x 1'");
    }
}
