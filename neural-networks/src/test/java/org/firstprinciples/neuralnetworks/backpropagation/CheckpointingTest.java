package org.firstprinciples.neuralnetworks.backpropagation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.probability.Philox;
import org.firstprinciples.neuralnetworks.backpropagation.Checkpointing.Chain;
import org.firstprinciples.neuralnetworks.backpropagation.Checkpointing.Pullback;

class CheckpointingTest {

    Pullback optimal(Chain chain, double[] start, double[] adjoint, int c) {
        return Checkpointing.optimal(chain, start, adjoint, c);
    }

    Pullback uniform(Chain chain, double[] start, double[] adjoint) {
        return Checkpointing.uniform(chain, start, adjoint);
    }

    /// Steps of tanh with random weights and dropout, both drawn from the number of the step: replayed, they are the same.
    record Steps(int length, Philox random) implements Chain {

        private double weight(int i, int j) {
            double kept = random.split("dropout").uniform(i, j) < 0.25 ? 0 : 4 / 3.0;
            return random.split("weights").normal(i, j) * kept;
        }

        @Override
        public double[] forward(int i, double[] state) {
            double[] next = new double[state.length];
            for (int j = 0; j < state.length; j++) {
                next[j] = StrictMath.tanh(weight(i, j) * state[j] + state[(j + 1) % state.length]);
            }
            return next;
        }

        @Override
        public double[] backward(int i, double[] state, double[] adjoint) {
            double[] next = forward(i, state);
            double[] back = new double[state.length];
            for (int j = 0; j < state.length; j++) {
                double z = adjoint[j] * (1 - next[j] * next[j]);
                back[j] += weight(i, j) * z;
                back[(j + 1) % state.length] += z;
            }
            return back;
        }
    }

    /// The same bits, whatever was stored; as many steps and states as the formulas say.
    @Claim({"BP-11", "BP-19"})
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void memoryChangesNoBit(
            @ForAll @IntRange(min = 0, max = 60) int l,
            @ForAll @IntRange(min = 1, max = 6) int c,
            @ForAll long seed) {
        Chain chain = new Steps(l, Philox.of(seed));
        double[] start = {0.3, -0.7, 1.1};
        double[] adjoint = {1, 2, -1};
        Pullback all = Checkpointing.storeAll(chain, start, adjoint);
        Pullback few = optimal(chain, start, adjoint, c);
        Pullback segments = uniform(chain, start, adjoint);
        assertThat(few.adjoint()).isEqualTo(all.adjoint());
        assertThat(segments.adjoint()).isEqualTo(all.adjoint());
        int root = (int) Math.ceil(Math.sqrt(l));
        assertThat(all.forwardSteps()).isEqualTo(Math.max(0, l - 1));
        assertThat(all.mostStored()).isEqualTo(Math.max(1, l));
        assertThat(segments.mostStored()).isLessThanOrEqualTo(Math.max(1, 2 * root));
        assertThat(segments.forwardSteps()).isLessThanOrEqualTo(2L * Math.max(0, l));
        assertThat(few.mostStored()).isLessThanOrEqualTo(c);
        assertThat(few.forwardSteps()).isEqualTo(Checkpointing.fewestSteps(l, c));
    }

    /// 36 steps: all states; segments of six; and the fewest steps for some numbers of states.
    @Claim("BP-11")
    @Example
    void theWorkedExample() {
        Chain chain = new Steps(36, Philox.of(1));
        double[] start = {0.3, -0.7, 1.1};
        double[] adjoint = {1, 2, -1};
        Pullback all = Checkpointing.storeAll(chain, start, adjoint);
        assertThat(all.mostStored()).isEqualTo(36);
        assertThat(all.forwardSteps()).isEqualTo(35);
        Pullback segments = uniform(chain, start, adjoint);
        assertThat(segments.mostStored()).isEqualTo(11);
        assertThat(segments.forwardSteps()).isEqualTo(60);
        assertThat(Checkpointing.fewestSteps(36, 11)).isEqualTo(59);
        assertThat(Checkpointing.fewestSteps(36, 10)).isEqualTo(60);
        assertThat(Checkpointing.fewestSteps(36, 3)).isEqualTo(110);
        assertThat(Checkpointing.fewestSteps(36, 1)).isEqualTo(630);
    }

    /// The formula is the recursion: `t(l,c) = min_m m + t(l−m,c−1) + t(m,c)`.
    @Claim("BP-19")
    @Example
    void theFewestSteps() {
        long[][] t = new long[60][7];
        for (int c = 1; c <= 6; c++) {
            for (int l = 0; l < 60; l++) {
                t[l][c] = l <= 1 ? 0 : c == 1 ? l * (l - 1) / 2 : Long.MAX_VALUE;
                for (int m = 1; c > 1 && m < l; m++) {
                    t[l][c] = Math.min(t[l][c], m + t[l - m][c - 1] + t[m][c]);
                }
                assertThat(Checkpointing.fewestSteps(l, c)).isEqualTo(t[l][c]);
            }
        }
        long[] two = {0, 1, 2, 4, 6, 8, 11, 14};
        for (int l = 1; l <= 8; l++) {
            assertThat(Checkpointing.fewestSteps(l, 2)).isEqualTo(two[l - 1]);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Checkpointing.fewestSteps(3, 0))
                .withMessage("l ≥ 0 and c ≥ 1 are needed, got 3 and 0");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> optimal(new Steps(2, Philox.of(1)), new double[1], new double[1], 0));
    }

    @Mutant({"BP-11", "BP-19"}) // draws anew when a step is replayed
    static class StaleRandomness extends CheckpointingTest {
        @Override
        Pullback optimal(Chain chain, double[] start, double[] adjoint, int c) {
            Pullback right = Checkpointing.optimal(chain, start, adjoint, c);
            Chain other = new Steps(chain.length(), Philox.of(99));
            return new Pullback(
                    Checkpointing.optimal(other, start, adjoint, c).adjoint(),
                    right.forwardSteps(),
                    right.mostStored());
        }
    }

    @Mutant("BP-11") // stores everything
    static class StoresAll extends CheckpointingTest {
        @Override
        Pullback uniform(Chain chain, double[] start, double[] adjoint) {
            return Checkpointing.storeAll(chain, start, adjoint);
        }
    }
}
