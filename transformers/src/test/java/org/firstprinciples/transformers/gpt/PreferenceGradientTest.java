package org.firstprinciples.transformers.gpt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.firstprinciples.mathfoundations.probability.Philox;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Embedding;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Scope;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.Batch;
import org.firstprinciples.neuralnetworks.generators.Engines;
import org.firstprinciples.transformers.gpt.PreferenceTest.Dpo;
import org.junit.jupiter.api.Test;

/// The loss of [PreferenceTest] and its gradient against the definition in double.
class PreferenceGradientTest {

    /// Oracle: central differences of the loss in double, for a policy that is one table of logits `(V,V)`.
    @Test
    void theGradientIsThatOfTheDefinition() {
        Embedding policy = Embedding.normal(5, 5, 1, Scope.of(Philox.of(1)));
        Embedding reference = Embedding.normal(5, 5, 1, Scope.of(Philox.of(2)));
        Dpo dpo = new Dpo(policy::lookup, reference::lookup, Engines.FASTEST);
        Tape tape = new Tape(Engines.FASTEST, Mode.gradients());
        Variable loss = dpo.loss(tape, PreferenceTest.PAIR);
        tape.backward(loss);
        requireEqual(policy, reference, loss.item());
    }

    /// Checks a loss, and the gradient that it left in the policy, against the definition and its central differences.
    private static void requireEqual(Embedding policy, Embedding reference, double loss) {
        double[] table = widen(policy);
        double[] fixed = widen(reference);
        assertThat(loss).isCloseTo(value(table, fixed), within(1e-6));
        double h = 0x1p-17;
        for (int i = 0; i < table.length; i++) {
            double[] up = table.clone();
            double[] down = table.clone();
            up[i] += h;
            down[i] -= h;
            double derivative = (value(up, fixed) - value(down, fixed)) / (2 * h);
            assertThat((double) policy.table().gradient()[i]).isCloseTo(derivative, within(2e-6));
        }
    }

    private static double[] widen(Embedding table) {
        float[] values = table.table().values();
        double[] wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }

    private static double value(double[] policy, double[] reference) {
        double loss = 0;
        for (int row = 0; row < 2; row++) {
            double margin = preference(policy, row) - preference(reference, row);
            loss -= Math.log(1 / (1 + Math.exp(-PreferenceTest.BETA * margin))) / 2;
        }
        return loss;
    }

    private static double preference(double[] table, int row) {
        return answer(table, PreferenceTest.PAIR.chosen().rows(row, row + 1))
                - answer(table, PreferenceTest.PAIR.rejected().rows(row, row + 1));
    }

    private static double answer(double[] table, Batch one) {
        double sum = 0;
        for (int t = 0; t < 3; t++) {
            if (one.targets().id(t) >= 0) {
                double total = 0;
                for (int v = 0; v < 5; v++) {
                    total += Math.exp(table[one.inputs().id(t) * 5 + v]);
                }
                sum += table[one.inputs().id(t) * 5 + one.targets().id(t)] - Math.log(total);
            }
        }
        return sum;
    }
}
