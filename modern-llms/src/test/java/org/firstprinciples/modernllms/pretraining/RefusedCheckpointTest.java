package org.firstprinciples.modernllms.pretraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Kernels;
import org.firstprinciples.mathfoundations.linearalgebra.storage.Sha256;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;
import org.firstprinciples.transformers.gpt.GptConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Whatever does not belong together is refused with both values, and the run that asked stays as it was.
class RefusedCheckpointTest {

    private static final Engine ENGINE = TinyRun.engine(Kernels.scalar(), 1);
    private static final String NORM = "finalNorm.scale";

    @TempDir private Path folder;
    private Forgery forgery;

    @BeforeEach
    void aRunIsSavedAfterThreeSteps() throws IOException {
        save(new TinyRun(ENGINE, 10), folder);
        forgery = new Forgery(folder, 3);
    }

    private static void save(TinyRun run, Path folder) throws IOException {
        try (Training training = run.training()) {
            for (int step = 0; step < 3; step++) {
                training.advance();
            }
            training.save(folder);
        }
    }

    private void isRefused(TinyRun run, String message) throws IOException {
        String before = run.hash();
        try (Training training = run.training()) {
            assertThatIOException().isThrownBy(() -> training.resume(folder)).withMessage(message);
            assertThat(training.step()).isZero();
        }
        assertThat(run.hash()).isEqualTo(before);
    }

    private void isRefused(String message) throws IOException {
        isRefused(new TinyRun(ENGINE, 10), message);
    }

    private String byAnotherRun(String difference) {
        return folder + ": this checkpoint was made by another run: " + difference;
    }

    @Test
    void moreLayers() throws IOException {
        isRefused(
                new TinyRun(ENGINE, new GptConfig(13, 8, 2, 2, 16, true, 0.1), 10, TinyRun.text()),
                byAnotherRun("model.blocks is list of 1 there, list of 2 here"));
    }

    /// The shapes of all weights are the same.
    @Test
    void otherHeads() throws IOException {
        isRefused(
                new TinyRun(ENGINE, new GptConfig(13, 8, 1, 4, 16, true, 0.1), 10, TinyRun.text()),
                byAnotherRun("model.blocks.0.attention.heads is 2 there, 4 here"));
    }

    @Test
    void anotherText() throws IOException {
        int[] other = TinyRun.text();
        other[199] = (other[199] + 1) % 13;
        isRefused(
                new TinyRun(ENGINE, TinyRun.SIZES, 10, other),
                byAnotherRun(
                        "settings.textSha256 is %s there, %s here"
                                .formatted(Sha256.of(TinyRun.text()), Sha256.of(other))));
    }

    @Test
    void anotherConfiguration() throws IOException {
        isRefused(new TinyRun(ENGINE, 11), byAnotherRun("settings.steps is 10 there, 11 here"));
    }

    @Test
    void aSettingThatThisRunDoesNotKnow() throws IOException {
        forgery.metadata(data -> data.put("settings.labelSmoothing", "0.1"));
        isRefused(byAnotherRun("settings.labelSmoothing is 0.1 there, nothing here"));
    }

    @Test
    void aSettingThatThatRunDidNotKnow() throws IOException {
        forgery.metadata(data -> data.remove("settings.clip"));
        isRefused(byAnotherRun("settings.clip is nothing there, 1.0 here"));
    }

    /// Two runs with the same settings, which differ in where they came from.
    @Test
    void weightsOfOneRunWithTheStateOfAnother() throws IOException {
        Path other = folder.resolve("other");
        Files.createDirectories(other);
        TinyRun run = new TinyRun(ENGINE, 10);
        run.model().tokens().table().values()[0] += 1;
        save(run, other);
        Path weights = other.resolve("weights-3.safetensors");
        String expected = Sha256.of(forgery.weights());
        Files.copy(weights, forgery.weights(), StandardCopyOption.REPLACE_EXISTING);
        isRefused(notTheSavedOne(forgery.weights(), Sha256.of(weights), expected));
    }

    @Test
    void oneDamagedByteAnywhere() throws IOException {
        for (Path file : new Path[] {forgery.weights(), forgery.state()}) {
            byte[] bytes = Files.readAllBytes(file);
            String expected = Sha256.of(file);
            for (int at = 0; at < bytes.length; at += bytes.length / 9) {
                bytes[at] ^= 4;
                Files.write(file, bytes);
                isRefused(notTheSavedOne(file, Sha256.of(file), expected));
                bytes[at] ^= 4;
            }
            Files.write(file, bytes);
        }
    }

    private static String notTheSavedOne(Path file, String found, String expected) {
        return "%s: this is not the file that was saved, it is damaged or of another run: its SHA-256 is %s, that of the saved one %s"
                .formatted(file, found, expected);
    }

    @Test
    void aStepBeyondTheLast() throws IOException {
        forgery.latest(11);
        isRefused(folder + ": this checkpoint is of step 11, the last step is 10");
    }

    @Test
    void aStateOfAnotherStep() throws IOException {
        forgery.metadata(data -> data.put("step", "2"));
        isRefused(forgery.state() + ": the state of step 3 is needed, got that of step 2");
        forgery.metadata(data -> data.remove("step"));
        isRefused(forgery.state() + ": the state of step 3 is needed, got that of step null");
    }

    @Test
    void aCountOfStepsThatIsNone() throws IOException {
        forgery.metadata(data -> data.put("optimizerSteps", "-1"));
        isRefused(forgery.state() + ": a number is needed as optimizerSteps, got -1");
    }

    @Test
    void weightsThatAreNotFinite() throws IOException {
        forgery.weights(weights -> weights.merge(NORM, nan(), (old, nan) -> nan));
        isRefused(forgery.weights() + ": " + NORM + " must be finite, element 5 is NaN");
    }

    @Test
    void meansThatAreNotFinite() throws IOException {
        forgery.tensors(tensors -> tensors.merge("second." + NORM, nan(), (old, nan) -> nan));
        isRefused(forgery.state() + ": second." + NORM + " must be finite, element 5 is NaN");
    }

    private static Tensor nan() {
        float[] values = new float[16];
        values[5] = Float.NaN;
        return Tensor.of(Shape.of(16), values);
    }

    @Test
    void tensorsThatNothingNeeds() throws IOException {
        forgery.weights(weights -> weights.put("blocks.1.extra", Tensor.zeros(Shape.of(2))));
        isRefused(forgery.weights() + ": nothing needs its tensors [blocks.1.extra]");
        forgery.weights(weights -> weights.remove("blocks.1.extra"));
        forgery.tensors(tensors -> tensors.put("third.x", Tensor.zeros(Shape.of(2))));
        isRefused(forgery.state() + ": nothing needs its tensors [third.x]");
    }

    @Test
    void aTensorOfAnotherShape() throws IOException {
        forgery.weights(weights -> weights.put(NORM, Tensor.zeros(Shape.of(17))));
        isRefused(
                forgery.weights()
                        + ": finalNorm.scale has shape (17) in the source, the model needs (16)");
    }

    /// What the tests above refuse is what they changed, not that files were written again.
    @Test
    void theForgerItselfChangesNothing() throws IOException {
        forgery.weights(weights -> {});
        forgery.tensors(tensors -> {});
        try (Training training = new TinyRun(ENGINE, 10).training()) {
            training.resume(folder);
            assertThat(training.step()).isEqualTo(3);
        }
        assertThat(Checkpoint.step(folder)).contains(3L);
    }
}
