package org.firstprinciples.transformers.gpt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

class DecodingTest {

    private static final float[] LOGITS = {2f, 1f, 0f}; // softmax: 0.6652, 0.2447, 0.0900

    /// Makes probabilities and tokens of logits.
    interface Sampler {
        double[] probabilities(Decoding decoding, float... logits);

        default int draw(Decoding decoding, double uniform, float... logits) {
            return decoding.draw(uniform, logits);
        }
    }

    Sampler subject() {
        return Decoding::probabilities;
    }

    private double[] probabilities(Decoding decoding, float... logits) {
        return subject().probabilities(decoding, logits);
    }

    /// Multiples of ½ up to 8, so that ties are common.
    @Provide
    Arbitrary<float[]> logits() {
        return Arbitraries.integers()
                .between(-16, 16)
                .map(i -> i / 2f)
                .array(Float[].class)
                .ofMinSize(1)
                .ofMaxSize(12)
                .map(DecodingTest::unboxed);
    }

    private static float[] unboxed(Float[] numbers) {
        float[] floats = new float[numbers.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = numbers[i];
        }
        return floats;
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void probabilitiesAddUpToOne(
            @ForAll("logits") float[] logits,
            @ForAll @DoubleRange(min = 0.1, max = 3) double temperature,
            @ForAll @IntRange(min = 1, max = 15) int k,
            @ForAll @DoubleRange(min = 0.01, max = 1) double p) {
        for (Decoding decoding :
                List.of(
                        new Decoding.Greedy(),
                        new Decoding.Temperature(temperature),
                        new Decoding.TopK(k, temperature),
                        new Decoding.TopP(p, temperature))) {
            assertThat(Arrays.stream(decoding.probabilities(logits)).sum())
                    .isCloseTo(1, within(4 * logits.length * Math.ulp(1.0)));
        }
    }

    /// Multiples of ½ again, some of them masked, one at least not.
    @Provide
    Arbitrary<float[]> masked() {
        return Combinators.combine(logits(), Arbitraries.longs())
                .as((logits, mask) -> {
                    float[] z = logits.clone();
                    for (int i = 1; i < z.length; i++) {
                        if ((mask >> i & 3) == 0) {
                            z[i] = Float.NEGATIVE_INFINITY;
                        }
                    }
                    return z;
                });
    }

    private static double entropy(double[] p) {
        return -Arrays.stream(p).filter(x -> x > 0).map(x -> x * Math.log(x)).sum();
    }

    private static List<Integer> support(double[] p) {
        return IntStream.range(0, p.length).filter(i -> p[i] > 0).boxed().toList();
    }

    /// The ids from the most to the least likely, among equals the smaller id first.
    private static List<Integer> ranking(float... logits) {
        return IntStream.range(0, logits.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -logits[i]))
                .toList();
    }

    @Claim("GP-07")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void temperatureRaisesProbabilitiesToAPower(
            @ForAll("masked") float[] logits,
            @ForAll @DoubleRange(min = 0.1, max = 5) double temperature,
            @ForAll @DoubleRange(min = 1, max = 4) double warmer) {
        double[] one = probabilities(new Decoding.Temperature(1), logits);
        double[] cold = probabilities(new Decoding.Temperature(temperature), logits);
        double total = Arrays.stream(one).map(p -> Math.pow(p, 1 / temperature)).sum();
        for (int i = 0; i < one.length; i++) {
            assertThat(cold[i])
                    .isCloseTo(Math.pow(one[i], 1 / temperature) / total, within(1e-13 * 16));
            for (int j = 0; j < one.length; j++) {
                if (logits[i] > logits[j]) {
                    assertThat(cold[i]).isGreaterThanOrEqualTo(cold[j]);
                }
            }
        }
        assertThat(entropy(probabilities(new Decoding.Temperature(temperature * warmer), logits)))
                .isGreaterThanOrEqualTo(entropy(cold) - 1e-13 * logits.length);
    }

    @Claim("GP-08")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void topKKeepsTheLargestAndTheirRatios(
            @ForAll("masked") float[] logits, @ForAll @IntRange(min = 1, max = 15) int k) {
        double[] all = new Decoding.Temperature(1).probabilities(logits);
        double[] kept = probabilities(new Decoding.TopK(k, 1), logits);
        List<Integer> best =
                ranking(logits).subList(0, Math.min(k, logits.length)).stream()
                        .filter(i -> all[i] > 0)
                        .sorted()
                        .toList();
        assertThat(support(kept)).isEqualTo(best);
        double mass = best.stream().mapToDouble(i -> all[i]).sum();
        for (int i : best) {
            assertThat(kept[i]).isCloseTo(all[i] / mass, within(1e-14));
        }
        assertThat(probabilities(new Decoding.TopK(1, 1), logits))
                .isEqualTo(new Decoding.Greedy().probabilities(logits));
    }

    @Claim("GP-09")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void topPKeepsTheSmallestSetThatReachesP(
            @ForAll("masked") float[] logits,
            @ForAll @DoubleRange(min = 0.01, max = 0.99) double p) {
        double[] all = new Decoding.Temperature(1).probabilities(logits);
        List<Integer> kept = support(probabilities(new Decoding.TopP(p, 1), logits));
        double rounding = 16 * Math.ulp(1.0);
        double mass = kept.stream().mapToDouble(i -> all[i]).sum();
        double smallest = kept.stream().mapToDouble(i -> all[i]).min().orElseThrow();
        assertThat(kept).isSubsetOf(ranking(logits).subList(0, kept.size()));
        assertThat(mass).isGreaterThanOrEqualTo(p - rounding);
        assertThat(mass - smallest).isLessThan(p + rounding);
        assertThat(support(probabilities(new Decoding.TopP(Math.min(1, p * 1.5), 1), logits)))
                .containsAll(kept);
        // 1 keeps all that can come, though their sum may stay below 1 in floating point
        assertThat(support(probabilities(new Decoding.TopP(1, 1), logits))).isEqualTo(support(all));
    }

    /// Inverse of the cumulated probability on a grid: each token comes as often as it should, to within one.
    @Claim(value = "GP-10", open = "Gumbel-max")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void aGridOfDrawsHasTheProbabilities(
            @ForAll("masked") float[] logits,
            @ForAll @DoubleRange(min = 0.3, max = 3) double temperature) {
        for (Decoding decoding :
                List.of(
                        new Decoding.Temperature(temperature),
                        new Decoding.TopK(3, temperature),
                        new Decoding.TopP(0.8, temperature))) {
            double[] p = decoding.probabilities(logits);
            int n = 1000;
            int[] counts = new int[logits.length];
            for (int draw = 0; draw < n; draw++) {
                counts[subject().draw(decoding, (draw + 0.5) / n, logits)]++;
            }
            for (int i = 0; i < p.length; i++) {
                assertThat((double) counts[i]).isCloseTo(n * p[i], within(1 + 1e-9));
            }
            assertThat(p[subject().draw(decoding, 0, logits)]).isPositive();
            assertThat(p[subject().draw(decoding, Math.nextDown(1.0), logits)]).isPositive();
        }
    }

    /// Temperature first: it changes which tokens reach `p`.
    @Claim(value = "GP-10", open = "Gumbel-max")
    @Test
    void temperatureComesBeforeTheSet() {
        assertThat(support(probabilities(new Decoding.TopP(0.7, 1), LOGITS))).containsExactly(0, 1);
        assertThat(support(probabilities(new Decoding.TopP(0.7, 0.5), LOGITS))).containsExactly(0);
    }

    /// The document's example.
    @Test
    void threeTokensByHand() {
        assertThat(probabilities(new Decoding.Temperature(1), LOGITS))
                .containsExactly(new double[] {0.6652, 0.2447, 0.0900}, within(5e-5));
        assertThat(probabilities(new Decoding.Temperature(0.5), LOGITS))
                .containsExactly(new double[] {0.8668, 0.1173, 0.0159}, within(5e-5));
        assertThat(probabilities(new Decoding.TopK(2, 1), LOGITS))
                .containsExactly(new double[] {0.7311, 0.2689, 0}, within(5e-5));
        assertThat(probabilities(new Decoding.TopP(0.9, 1), LOGITS))
                .containsExactly(new double[] {0.7311, 0.2689, 0}, within(5e-5));
    }

    @Mutant("GP-07") // z·τ
    static class MultipliesByTheTemperature extends DecodingTest {
        @Override
        Sampler subject() {
            return (decoding, logits) ->
                    decoding instanceof Decoding.Temperature(double t)
                            ? new Decoding.Temperature(1 / t).probabilities(logits)
                            : decoding.probabilities(logits);
        }
    }

    @Mutant("GP-08") // those that equal the k-th stay too
    static class KeepsTies extends DecodingTest {
        @Override
        Sampler subject() {
            return (decoding, logits) -> {
                if (!(decoding instanceof Decoding.TopK(int k, double t))) {
                    return decoding.probabilities(logits);
                }
                int wanted = Math.min(k, logits.length);
                float least = logits[ranking(logits).get(wanted - 1)];
                float[] z = logits.clone();
                for (int i = 0; i < z.length; i++) {
                    z[i] = z[i] >= least ? z[i] : Float.NEGATIVE_INFINITY;
                }
                return new Decoding.Temperature(t).probabilities(z);
            };
        }
    }

    @Mutant("GP-08") // dropped logits become 0, which is a probability like any other
    static class DropsToZero extends DecodingTest {
        @Override
        Sampler subject() {
            return (decoding, logits) -> {
                if (!(decoding instanceof Decoding.TopK(int k, double t))) {
                    return decoding.probabilities(logits);
                }
                float[] z = new float[logits.length];
                for (int i : ranking(logits).subList(0, Math.min(k, logits.length))) {
                    z[i] = logits[i];
                }
                return new Decoding.Temperature(t).probabilities(z);
            };
        }
    }

    @Mutant("GP-08") // the kept probabilities do not add up to 1
    static class DoesNotRenormalize extends DecodingTest {
        @Override
        Sampler subject() {
            return (decoding, logits) -> {
                double[] p = decoding.probabilities(logits);
                double[] all = new Decoding.Temperature(1).probabilities(logits);
                for (int i = 0; i < p.length; i++) {
                    p[i] = p[i] > 0 ? all[i] : 0;
                }
                return p;
            };
        }
    }

    @Mutant("GP-09") // the token that crosses p is left out
    static class StopsBeforeP extends DecodingTest {
        @Override
        Sampler subject() {
            return (decoding, logits) -> {
                if (!(decoding instanceof Decoding.TopP(double mass, double t))) {
                    return decoding.probabilities(logits);
                }
                double[] p = new Decoding.Temperature(t).probabilities(logits);
                double[] kept = new double[p.length];
                double sum = 0;
                for (int i : ranking(logits)) {
                    sum += p[i];
                    if (sum > mass && sum > p[i]) {
                        break;
                    }
                    kept[i] = p[i];
                }
                return kept;
            };
        }
    }

    @Mutant("GP-09") // every token with more than 1 − p
    static class ComparesWithOneMinusP extends DecodingTest {
        @Override
        Sampler subject() {
            return (decoding, logits) -> {
                if (!(decoding instanceof Decoding.TopP(double mass, double t))) {
                    return decoding.probabilities(logits);
                }
                double[] p = new Decoding.Temperature(t).probabilities(logits);
                int best = ranking(logits).getFirst();
                for (int i = 0; i < p.length; i++) {
                    p[i] = i == best || p[i] > 1 - mass ? p[i] : 0;
                }
                return p;
            };
        }
    }

    @Mutant("GP-10") // at 0 the first token comes, even if it cannot
    static class DrawsTheImpossible extends DecodingTest {
        @Override
        Sampler subject() {
            return new Sampler() {
                @Override
                public double[] probabilities(Decoding decoding, float... logits) {
                    return decoding.probabilities(logits);
                }

                @Override
                public int draw(Decoding decoding, double uniform, float... logits) {
                    double[] p = decoding.probabilities(logits);
                    double sum = 0;
                    for (int i = 0; i < p.length; i++) {
                        sum += p[i];
                        if (uniform <= sum) {
                            return i;
                        }
                    }
                    return p.length - 1;
                }
            };
        }
    }

    @Mutant("GP-10") // the best token comes too often
    static class FavorsTheBest extends DecodingTest {
        @Override
        Sampler subject() {
            return new Sampler() {
                @Override
                public double[] probabilities(Decoding decoding, float... logits) {
                    return decoding.probabilities(logits);
                }

                @Override
                public int draw(Decoding decoding, double uniform, float... logits) {
                    return uniform < 0.02
                            ? ranking(logits).getFirst()
                            : decoding.draw(uniform, logits);
                }
            };
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void aDrawNeverHasProbabilityZero(
            @ForAll("logits") float[] logits,
            @ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double uniform) {
        for (Decoding decoding : List.of(new Decoding.TopK(2, 0.7), new Decoding.TopP(0.5, 1.3))) {
            assertThat(decoding.probabilities(logits)[decoding.draw(uniform, logits)]).isPositive();
        }
    }

    @Test
    void theDrawInvertsTheCumulatedProbability() {
        Decoding decoding = new Decoding.Temperature(1);
        assertThat(decoding.draw(0, LOGITS)).isZero();
        assertThat(decoding.draw(0.6651, LOGITS)).isZero();
        assertThat(decoding.draw(0.6653, LOGITS)).isEqualTo(1);
        assertThat(decoding.draw(0.9098, LOGITS)).isEqualTo(1);
        assertThat(decoding.draw(0.9101, LOGITS)).isEqualTo(2);
        assertThat(decoding.draw(Math.nextDown(1.0), LOGITS)).isEqualTo(2);
    }

    @Test
    void temperatureGoesFromTheBestTokenToUniform() {
        assertThat(new Decoding.Temperature(1e-3).probabilities(LOGITS)).containsExactly(1, 0, 0);
        assertThat(new Decoding.Temperature(1e9).probabilities(LOGITS)[2])
                .isCloseTo(1.0 / 3, within(1e-8));
        assertThat(new Decoding.Greedy().probabilities(1f, 3f, 3f)).containsExactly(0, 1, 0);
    }

    @Test
    void maskedLogitsAreNeverDrawn() {
        float[] masked = {Float.NEGATIVE_INFINITY, 0f, Float.NEGATIVE_INFINITY};
        assertThat(new Decoding.Temperature(1).probabilities(masked)).containsExactly(0, 1, 0);
    }

    @Test
    void badInputIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Decoding.Temperature(0))
                .withMessage("temperature must be positive and finite, got 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Decoding.TopK(0, 1))
                .withMessage("k must be at least 1, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Decoding.TopP(1.5, 1))
                .withMessage("p must be in (0,1], got 1.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Decoding.Greedy().draw(0, 1f, Float.NaN))
                .withMessageContaining("none NaN or +∞, got [1.0, NaN]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Decoding.Greedy().draw(0))
                .withMessageContaining("at least one logit");
    }
}
