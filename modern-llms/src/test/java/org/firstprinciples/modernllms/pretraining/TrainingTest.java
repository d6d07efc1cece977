package org.firstprinciples.modernllms.pretraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import org.firstprinciples.neuralnetworks.backpropagation.tokens.Windows;
import org.firstprinciples.neuralnetworks.generators.Engines;
import org.junit.jupiter.api.Test;

class TrainingTest {

    @Test
    void theLossFalls() {
        TinyRun run = new TinyRun(Engines.FASTEST, 60);
        double first = run.training().advance().loss();
        double last = 0;
        while (!run.training().finished()) {
            last = run.training().advance().loss();
        }
        assertThat(first).isCloseTo(Math.log(13), within(0.2));
        assertThat(last).isLessThan(first - 0.5);
        assertThatIllegalStateException()
                .isThrownBy(run.training()::advance)
                .withMessage("all 60 steps are done");
    }

    /// Cutting a text into batches of other sizes changes only the rounding of the mean.
    @Test
    void evaluationDoesNotDependOnTheBatch() {
        TinyRun run = new TinyRun(Engines.FASTEST, 20).finish();
        int[] text = new int[100];
        for (int i = 0; i < text.length; i++) {
            text[i] = i * 5 % 13;
        }
        double one =
                Evaluation.crossEntropy(
                        run.model()::logits, Engines.FASTEST, Windows.of(8, 1, text));
        double many =
                Evaluation.crossEntropy(
                        run.model()::logits, Engines.FASTEST, Windows.of(8, 5, text));
        assertThat(many).isCloseTo(one, within(1e-6));
    }
}
