package org.firstprinciples.mathfoundations.optimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.util.List;
import java.util.SplittableRandom;

class MomentumTest {

    /// The two memories.
    interface Memory {
        Vector sum(double beta, Vector v, Vector g);

        Vector average(double beta, Vector m, Vector g);

        Vector corrected(double beta, Vector m, int k);
    }

    Memory subject() {
        return new Memory() {
            @Override
            public Vector sum(double beta, Vector v, Vector g) {
                return new Momentum(beta).sum(v, g);
            }

            @Override
            public Vector average(double beta, Vector m, Vector g) {
                return new Momentum(beta).average(m, g);
            }

            @Override
            public Vector corrected(double beta, Vector m, int k) {
                return new Momentum(beta).corrected(m, k);
            }
        };
    }

    /// `v = Σ βᵏ⁻ⁱgᵢ`, `m = (1 − β)v`, and the corrected mean `Σ βᵏ⁻ⁱgᵢ / Σ βᵏ⁻ⁱ`: all exact but the last division.
    @Claim({"OP-15", "OP-30", "OP-31"})
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void aMemoryIsAWeightedSum(
            @ForAll @IntRange(min = 0, max = 3) int quarters,
            @ForAll @IntRange(min = 1, max = 10) int k,
            @ForAll long seed) {
        double beta = quarters / 4.0;
        double[] g = new SplittableRandom(seed).ints(k, -64, 65).asDoubleStream().toArray();
        Vector v = Vector.zeros(1);
        Vector m = Vector.zeros(1);
        for (double gradient : g) {
            v = subject().sum(beta, v, Vector.of(gradient));
            m = subject().average(beta, m, Vector.of(gradient));
        }
        double sum = 0;
        double weights = 0;
        for (int i = 0; i < k; i++) {
            double weight = 1;
            for (int j = i + 1; j < k; j++) {
                weight *= beta;
            }
            sum += weight * g[i];
            weights += weight;
        }
        assertThat(v.get(0)).isEqualTo(sum);
        assertThat(m.get(0)).isEqualTo((1 - beta) * sum);
        assertThat(subject().corrected(beta, m, k).get(0))
                .isCloseTo(sum / weights, within(4 * Math.ulp(sum / weights)));
    }

    /// With one rate the two are one trajectory; with a rate that changes, `ηv` and `Σ βᵏ⁻ⁱηᵢgᵢ` differ.
    @Claim({"OP-15", "OP-30"})
    @Property(tries = 1, edgeCases = EdgeCasesMode.NONE)
    void conventionsAgreeForOneRateOnly() {
        Vector g = Vector.of(1.0);
        Vector v = Vector.zeros(1);
        for (double expected : List.of(1.0, 1.5, 1.75, 1.875)) {
            v = subject().sum(0.5, v, g);
            assertThat(v.get(0)).isEqualTo(expected);
        }
        assertThat(subject().average(0.5, Vector.of(0.75), g).get(0)).isEqualTo(0.875);
        Vector outside = subject().sum(0.5, subject().sum(0.5, Vector.zeros(1), g), g).times(0.5);
        Vector inside =
                subject().sum(0.5, subject().sum(0.5, Vector.zeros(1), g.times(1)), g.times(0.5));
        assertThat(outside.get(0)).isEqualTo(0.75);
        assertThat(inside.get(0)).isEqualTo(1.0);
    }

    abstract static class Wrong extends MomentumTest implements Memory {
        @Override
        Memory subject() {
            return this;
        }

        @Override
        public Vector sum(double beta, Vector v, Vector g) {
            return new Momentum(beta).sum(v, g);
        }

        @Override
        public Vector average(double beta, Vector m, Vector g) {
            return new Momentum(beta).average(m, g);
        }

        @Override
        public Vector corrected(double beta, Vector m, int k) {
            return new Momentum(beta).corrected(m, k);
        }
    }

    @Mutant("OP-31") // 1 − βᵏ⁻¹
    static class CorrectsTooLate extends Wrong {
        @Override
        public Vector corrected(double beta, Vector m, int k) {
            return k == 1 ? m : super.corrected(beta, m, k - 1);
        }
    }

    @Mutant("OP-30") // β and 1 − β exchanged
    static class ExchangesTheWeights extends Wrong {
        @Override
        public Vector average(double beta, Vector m, Vector gradient) {
            return new Momentum(1 - beta).average(m, gradient);
        }
    }

    @Mutant("OP-15") // the new gradient fades, too
    static class FadesTheNewest extends Wrong {
        @Override
        public Vector sum(double beta, Vector v, Vector g) {
            return v.plus(g).times(beta);
        }
    }
}
