package org.firstprinciples.mathfoundations.linearalgebra.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class RowLoopTest {

    @Property(tries = 3000)
    void everyWidthGivesTheBitsOfTheSpecification(
            @ForAll RowLoop.Method method, @ForAll("widths") int bits, @ForAll("calls") RowCall c) {
        RowCall call = Widths.isNative(bits) || c.n() <= Widths.EMULATED ? c : cut(c);
        assertThat(call.bitsAfter(method, Kernels.simd(bits)))
                .isEqualTo(call.bitsAfter(method, Kernels.scalar()));
    }

    private static RowCall cut(RowCall c) {
        return new RowCall(Widths.EMULATED, c.xo(), c.yo(), c.zo(), c.values(), c.seed());
    }

    @Provide
    Arbitrary<Integer> widths() {
        return Arbitraries.of(Widths.all());
    }

    @Provide
    Arbitrary<RowCall> calls() {
        Arbitrary<Integer> sizes =
                Arbitraries.oneOf(
                        Arbitraries.of(0, 1, 15, 16, 17, 31, 32, 33, 48, 63, 64, 65),
                        Arbitraries.integers().between(0, 300));
        Arbitrary<Integer> offsets = Arbitraries.integers().between(0, 17);
        return Combinators.combine(
                        sizes,
                        offsets,
                        offsets,
                        offsets,
                        Arbitraries.of(Values.class),
                        Arbitraries.longs())
                .as(RowCall::new);
    }

    /// The tests can fail: each of these differs from the specification in one rounding, one order or one
    /// special value, and is rejected.
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void wrongLoopsAreRejected(String name, RowLoop.Method method, RowLoop wrong) {
        assertThat(RowCall.some())
                .anySatisfy(call ->
                        assertThat(call.bitsAfter(wrong, Kernels.scalar()))
                                .isNotEqualTo(call.bitsAfter(method, Kernels.scalar())));
    }

    static Stream<Arguments> wrongLoopsAreRejected() {
        return Stream.of(
                wrong(
                        "one chain instead of 16 lanes",
                        RowLoop.Method.SUM,
                        (k, n, x, xo, y, yo, z, zo) -> {
                            float sum = 0;
                            for (int i = 0; i < n; i++) {
                                sum += x[xo + i];
                            }
                            z[zo] = sum;
                        }),
                wrong(
                        "lanes begin at -0",
                        RowLoop.Method.SUM,
                        (k, n, x, xo, y, yo, z, zo) -> z[zo] = n == 0 ? -0f : k.sum(n, x, xo)),
                wrong(
                        "eight lanes",
                        RowLoop.Method.SUM,
                        (k, n, x, xo, y, yo, z, zo) -> {
                            float[] lanes = new float[16];
                            for (int i = 0; i < n; i++) {
                                lanes[i % 8] += x[xo + i];
                            }
                            z[zo] = ScalarRows.fold(lanes);
                        }),
                wrong(
                        "neighbors folded first",
                        RowLoop.Method.SUM,
                        (k, n, x, xo, y, yo, z, zo) -> {
                            float[] lanes = new float[16];
                            for (int i = 0; i < n; i++) {
                                lanes[i % 16] += x[xo + i];
                            }
                            for (int step = 1; step < 16; step *= 2) {
                                for (int i = 0; i < 16; i += 2 * step) {
                                    lanes[i] += lanes[i + step];
                                }
                            }
                            z[zo] = lanes[0];
                        }),
                wrong(
                        "products rounded before they are added",
                        RowLoop.Method.DOT,
                        (k, n, x, xo, y, yo, z, zo) -> {
                            float[] lanes = new float[16];
                            for (int i = 0; i < n; i++) {
                                lanes[i % 16] += x[xo + i] * y[yo + i];
                            }
                            z[zo] = ScalarRows.fold(lanes);
                        }),
                wrong(
                        "the tail is lost",
                        RowLoop.Method.DOT,
                        (k, n, x, xo, y, yo, z, zo) -> z[zo] = k.dot(n - n % 16, x, xo, y, yo)),
                wrong(
                        "NaN is not the largest",
                        RowLoop.Method.MAX,
                        (k, n, x, xo, y, yo, z, zo) -> {
                            float max = Float.NEGATIVE_INFINITY;
                            for (int i = 0; i < n; i++) {
                                max = x[xo + i] > max ? x[xo + i] : max;
                            }
                            z[zo] = max;
                        }),
                wrong(
                        "two roundings",
                        RowLoop.Method.AXPY,
                        (k, n, x, xo, y, yo, z, zo) -> {
                            for (int i = 0; i < n; i++) {
                                z[zo + i] += y[yo] * x[xo + i];
                            }
                        }),
                wrong(
                        "one rounding too few",
                        RowLoop.Method.STANDARDIZE,
                        (k, n, x, xo, y, yo, z, zo) -> {
                            for (int i = 0; i < n; i++) {
                                z[zo + i] = Math.fma(x[xo + i], y[yo + 1], -(y[yo] * y[yo + 1]));
                            }
                        }),
                wrong(
                        "writes one element too many",
                        RowLoop.Method.SCALE,
                        (k, n, x, xo, y, yo, z, zo) -> k.scale(n + 1, y[yo], z, zo)),
                wrong(
                        "rows from the last to the first",
                        RowLoop.Method.ADD_ROWS,
                        (k, n, x, xo, y, yo, z, zo) -> {
                            int columns = Math.max(0, n / 3 - n % 3);
                            for (int row = 2; row >= 0; row--) {
                                k.addRows(1, columns, n / 3, x, xo + row * (n / 3), z, zo);
                            }
                        }),
                wrong(
                        "scaled and shifted in one rounding",
                        RowLoop.Method.LAYER_NORM,
                        (k, n, x, xo, y, yo, z, zo) -> {
                            float[] ones = new float[n / 2];
                            Arrays.fill(ones, 1f);
                            k.layerNorm(
                                    2,
                                    n / 2,
                                    1e-5f,
                                    x,
                                    xo,
                                    ones,
                                    RowLoop.NONE,
                                    z,
                                    zo,
                                    z,
                                    zo + n,
                                    y,
                                    yo + n);
                            for (int i = 0; i < 2 * ones.length; i++) {
                                int j = i % ones.length;
                                z[zo + i] = Math.fma(z[zo + i], x[j], y[j]);
                            }
                        }),
                wrong(
                        "no epsilon",
                        RowLoop.Method.LAYER_NORM_WITHOUT_SHIFT,
                        (k, n, x, xo, y, yo, z, zo) -> {
                            k.layerNorm(
                                    2,
                                    n / 2,
                                    0f,
                                    x,
                                    xo,
                                    y,
                                    RowLoop.NONE,
                                    z,
                                    zo,
                                    z,
                                    zo + n,
                                    y,
                                    yo + n);
                        }),
                wrong(
                        "the gradient is not scaled",
                        RowLoop.Method.LAYER_NORM_GRADIENT,
                        (k, n, x, xo, y, yo, z, zo) -> {
                            float[] ones = new float[n / 2];
                            Arrays.fill(ones, 1f);
                            k.layerNormGradient(2, n / 2, x, xo, y, yo, ones, x, xo, y, yo, z, zo);
                        }),
                wrong(
                        "the gradient of the scale is rounded before it is added",
                        RowLoop.Method.LAYER_NORM_SCALE_GRADIENT,
                        (k, n, x, xo, y, yo, z, zo) -> {
                            for (int j = 0; j < n / 3 - n % 3; j++) {
                                for (int row = 0; row < 3; row++) {
                                    int at = row * (n / 3) + j;
                                    float normal = (x[xo + at] - z[zo + row]) * x[row];
                                    z[zo + 3 + j] += y[yo + at] * normal;
                                }
                            }
                        }),
                wrong(
                        "correctly rounded exponentials",
                        RowLoop.Method.EXP_SHIFTED,
                        (k, n, x, xo, y, yo, z, zo) -> {
                            for (int i = 0; i < n; i++) {
                                z[zo + i] = (float) StrictMath.exp(x[xo + i] + y[yo]);
                            }
                            z[zo + n] = k.sum(n, z, zo);
                        }),
                wrong(
                        "the sum is taken before, of x",
                        RowLoop.Method.EXP_SHIFTED,
                        (k, n, x, xo, y, yo, z, zo) -> {
                            k.expShifted(n, y[yo], x, xo, z, zo);
                            z[zo + n] = k.sum(n, x, xo);
                        }),
                wrong(
                        "the sign of zero is lost",
                        RowLoop.Method.TANH,
                        (k, n, x, xo, y, yo, z, zo) -> {
                            k.tanh(n, x, xo, z, zo);
                            for (int i = 0; i < n; i++) {
                                z[zo + i] += 0f;
                            }
                        }));
    }

    private static Arguments wrong(String name, RowLoop.Method method, RowLoop wrong) {
        return Arguments.of(name, method, wrong);
    }

    /// Sums of whole numbers this small are exact in any order, so they must be right.
    @Property(tries = 200)
    void sumsOfWholeNumbersAreExact(@ForAll("calls") RowCall call, @ForAll("widths") int bits) {
        int n = Widths.isNative(bits) ? call.n() : Math.min(call.n(), Widths.EMULATED);
        int[] whole = new Random(call.seed()).ints(n, -100, 101).toArray();
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = whole[i];
        }
        float sum = IntStream.of(whole).sum();
        float squares = IntStream.of(whole).map(i -> i * i).sum();
        Kernels kernels = Kernels.simd(bits);
        assertThat(kernels.sum(n, x, 0)).isEqualTo(sum);
        assertThat(kernels.dot(n, x, 0, x, 0)).isEqualTo(squares);
        OptionalInt largest = IntStream.of(whole).max();
        float max = largest.isPresent() ? largest.getAsInt() : Float.NEGATIVE_INFINITY;
        assertThat(kernels.max(n, x, 0)).isEqualTo(max);
    }
}
