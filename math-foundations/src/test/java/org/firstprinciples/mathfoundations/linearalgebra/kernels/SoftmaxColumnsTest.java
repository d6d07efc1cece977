package org.firstprinciples.mathfoundations.linearalgebra.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;

class SoftmaxColumnsTest {

    private static final int QUERIES = Kernels.QUERIES;
    private static final int KEYS = Kernels.KEYS;

    @Property(tries = 500)
    void everyWidthGivesTheBitsOfTheSpecification(
            @ForAll("widths") int bits, @ForAll("calls") ColumnsCall c) {
        assertThat(c.after(ColumnsCall.forward(Kernels.simd(bits))).bits())
                .isEqualTo(c.after(ColumnsCall.forward(Kernels.scalar())).bits());
        assertThat(c.after(ColumnsCall.gradient(Kernels.simd(bits))).bits())
                .isEqualTo(c.after(ColumnsCall.gradient(Kernels.scalar())).bits());
    }

    @Provide
    Arbitrary<Integer> widths() {
        return Arbitraries.of(Widths.all());
    }

    @Provide
    Arbitrary<ColumnsCall> calls() {
        Arbitrary<Integer> offsets = Arbitraries.integers().between(0, 3);
        return Combinators.combine(
                        Arbitraries.oneOf(
                                Arbitraries.of(0, 1, KEYS),
                                Arbitraries.integers().between(0, KEYS)),
                        Arbitraries.oneOf(
                                Arbitraries.of(0, 1, 4, 16, QUERIES),
                                Arbitraries.integers().between(0, QUERIES)),
                        Arbitraries.oneOf(
                                Arbitraries.integers().between(-QUERIES - 2, KEYS + 2),
                                Arbitraries.just(GemmShape.UNBOUNDED)),
                        offsets,
                        offsets,
                        Arbitraries.of(Values.class),
                        Arbitraries.longs())
                .as(ColumnsCall::new);
    }

    /// A query that sees no key keeps what it has; a key that is not seen is not read, and weighs 0.
    @Property(tries = 300)
    void maskedKeysAreSkipped(@ForAll("calls") ColumnsCall c) {
        assertThat(skipsMaskedKeys(ColumnsCall.forward(Kernels.scalar()), c)).isTrue();
        assertThat(skipsMaskedKeys(ColumnsCall.gradient(Kernels.scalar()), c)).isTrue();
    }

    private static boolean skipsMaskedKeys(ColumnsCall.Subject subject, ColumnsCall c) {
        ColumnsCall.State clean = c.after(subject);
        ColumnsCall.State poisoned = c.state();
        for (int i = 0; i < c.queries(); i++) {
            for (int j = c.seen(i); j < KEYS; j++) {
                poisoned.s()[j * QUERIES + i] = Float.NaN;
                poisoned.d()[j * QUERIES + i] = Float.NaN;
            }
        }
        subject.run(c, poisoned);
        ColumnsCall.State before = c.state();
        boolean holds =
                Arrays.equals(Values.bits(clean.m()), Values.bits(poisoned.m()))
                        && Arrays.equals(Values.bits(clean.l()), Values.bits(poisoned.l()))
                        && Arrays.equals(Values.bits(clean.f()), Values.bits(poisoned.f()));
        for (int i = 0; i < c.queries(); i++) {
            for (int j = 0; j < c.keys(); j++) {
                int at = j * QUERIES + i;
                holds &= same(clean.s()[at], poisoned.s()[at]);
                holds &= j < c.seen(i) || same(0f, clean.s()[at]);
            }
            if (c.seen(i) == 0) {
                holds &=
                        same(clean.m()[c.mo() + i], before.m()[c.mo() + i])
                                && same(clean.l()[c.lo() + i], before.l()[c.lo() + i]);
            }
        }
        return holds;
    }

    private static boolean same(float x, float y) {
        return Float.floatToIntBits(x) == Float.floatToIntBits(y);
    }

    /// Up to one block of keys there is nothing to carry: the plain two passes, bit for bit.
    @Property(tries = 200)
    void oneBlockIsTheSoftmaxInTwoPasses(
            @ForAll @IntRange(min = 1, max = KEYS) int keys, @ForAll long seed) {
        ColumnsCall c = new ColumnsCall(keys, 1, keys, 0, 0, Values.ORDINARY, seed);
        ColumnsCall.State x = c.state();
        float max = Float.NEGATIVE_INFINITY;
        for (int j = 0; j < keys; j++) {
            max = Math.max(max, x.s()[j * QUERIES] * ColumnsCall.SCALE);
        }
        float sum = 0;
        for (int j = 0; j < keys; j++) {
            sum += FloatFunctions.exp(x.s()[j * QUERIES] * ColumnsCall.SCALE - max);
        }
        ColumnsCall.State after = c.after(ColumnsCall.forward(Kernels.scalar()));
        assertThat(after.m()[0]).isEqualTo(max);
        assertThat(after.l()[0]).isEqualTo(sum);
        assertThat(after.f()[0]).isZero();
    }

    @Property(tries = 60)
    void blockAfterBlockIsTheSoftmaxOfTheWholeRow(
            @ForAll @IntRange(max = 300) int position,
            @ForAll @IntRange(min = 1, max = QUERIES) int queries,
            @ForAll long seed) {
        for (Kernels kernels : Widths.kernels().toList()) {
            assertThat(error(ColumnsCall.forward(kernels), position, queries, new Random(seed)))
                    .isLessThan(0x1p-24 * (position + 200));
        }
    }

    /// The largest relative error of `Σ p·v`, for causal queries that begin at `position`, with `v = 1 + j mod 3`.
    private static double error(
            ColumnsCall.Subject subject, int position, int queries, Random random) {
        int T = position + queries;
        float[][] scores = new float[T][]; // (T,queries)
        for (int j = 0; j < T; j++) {
            scores[j] = Values.ORDINARY.array(random, queries);
        }
        float[] output = new float[queries];
        float[] m = new float[queries];
        float[] l = new float[queries];
        float[] f = new float[QUERIES];
        Arrays.fill(m, Float.NEGATIVE_INFINITY);
        for (int k0 = 0; k0 < T; k0 += KEYS) {
            int keys = Math.min(KEYS, T - k0);
            float[] s = new float[KEYS * QUERIES];
            for (int j = 0; j < keys; j++) {
                System.arraycopy(scores[k0 + j], 0, s, j * QUERIES, queries);
            }
            ColumnsCall c =
                    new ColumnsCall(keys, queries, position - k0 + 1, 0, 0, Values.ORDINARY, 0);
            subject.run(c, new ColumnsCall.State(s, s, m, l, f));
            for (int i = 0; i < queries; i++) {
                output[i] *= f[i];
                for (int j = 0; j < c.seen(i); j++) {
                    output[i] = Math.fma(s[j * QUERIES + i], 1 + (k0 + j) % 3, output[i]);
                }
            }
        }
        double worst = 0;
        for (int i = 0; i < queries; i++) {
            double sum = 0;
            double weighted = 0;
            for (int j = 0; j <= position + i; j++) {
                double e = StrictMath.exp((double) scores[j][i] * ColumnsCall.SCALE - m[i]);
                sum += e;
                weighted += e * (1 + j % 3);
            }
            double expected = weighted / sum;
            worst = Math.max(worst, Math.abs(output[i] / l[i] - expected) / expected);
        }
        return worst;
    }

    @Property(tries = 100)
    void theGradientIsThatOfTheDefinition(@ForAll("calls") ColumnsCall drawn) {
        ColumnsCall c =
                new ColumnsCall(
                        drawn.keys(),
                        drawn.queries(),
                        drawn.visible(),
                        drawn.mo(),
                        drawn.lo(),
                        Values.ORDINARY,
                        drawn.seed());
        ColumnsCall.State x = c.state();
        Arrays.fill(x.m(), 2f);
        Arrays.fill(x.l(), 0.25f);
        double[] s = new double[x.s().length];
        double[] d = new double[x.d().length];
        Arrays.setAll(s, at -> x.s()[at]);
        Arrays.setAll(d, at -> x.d()[at]);
        ColumnsCall.gradient(Kernels.scalar()).run(c, x);
        for (int i = 0; i < c.queries(); i++) {
            for (int j = 0; j < c.seen(i); j++) {
                int at = j * QUERIES + i;
                double p = StrictMath.exp(s[at] * ColumnsCall.SCALE - 2) / 4;
                double derivative = p * (d[at] - x.f()[i]) * ColumnsCall.SCALE;
                double size = p * (Math.abs(d[at]) + Math.abs(x.f()[i]));
                double u = 0x1p-24 * (8 + 2 * Math.abs(s[at]));
                assertThat((double) x.s()[at]).isCloseTo(p, within(u * p + 0x1p-120));
                assertThat((double) x.d()[at]).isCloseTo(derivative, within(u * size + 0x1p-120));
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void wrongSoftmaxesAreRejected(String name, ColumnsCall.Subject wrong) {
        boolean skips =
                Stream.of(-40, -3, 0, 5, 40)
                        .allMatch(visible ->
                                skipsMaskedKeys(
                                        wrong,
                                        new ColumnsCall(40, 9, visible, 1, 2, Values.ORDINARY, 4)));
        double error = error(wrong, 150, 8, new Random(3));
        assertThat(skips && error < 0x1p-24 * 350).isFalse();
    }

    static Stream<Arguments> wrongSoftmaxesAreRejected() {
        ColumnsCall.Subject right = ColumnsCall.forward(Kernels.scalar());
        return Stream.of(
                Arguments.of(
                        "what was summed before is not rescaled",
                        (ColumnsCall.Subject)
                                (c, x) -> {
                                    float[] before = x.l().clone();
                                    right.run(c, x);
                                    for (int i = 0; i < c.queries(); i++) {
                                        x.l()[c.lo() + i] += before[c.lo() + i] * (1 - x.f()[i]);
                                    }
                                }),
                Arguments.of(
                        "the factor is forgotten",
                        (ColumnsCall.Subject)
                                (c, x) -> {
                                    right.run(c, x);
                                    Arrays.fill(x.f(), 1f);
                                }),
                Arguments.of(
                        "masked keys are weighted by 0",
                        (ColumnsCall.Subject)
                                (c, x) -> {
                                    float[] before = x.s().clone();
                                    right.run(c, x);
                                    for (int i = 0; i < c.queries(); i++) {
                                        for (int j = c.seen(i); j < c.keys(); j++) {
                                            x.l()[c.lo() + i] += 0 * before[j * QUERIES + i];
                                        }
                                    }
                                }),
                Arguments.of(
                        "a block without visible keys forgets",
                        (ColumnsCall.Subject)
                                (c, x) -> {
                                    right.run(c, x);
                                    for (int i = 0; i < c.queries(); i++) {
                                        if (c.seen(i) == 0) {
                                            x.l()[c.lo() + i] = 0f;
                                        }
                                    }
                                }),
                Arguments.of(
                        "one key too many",
                        (ColumnsCall.Subject)
                                (c, x) ->
                                        right.run(
                                                new ColumnsCall(
                                                        c.keys(),
                                                        c.queries(),
                                                        c.visible() + 1,
                                                        c.mo(),
                                                        c.lo(),
                                                        c.values(),
                                                        c.seed()),
                                                x)));
    }
}
