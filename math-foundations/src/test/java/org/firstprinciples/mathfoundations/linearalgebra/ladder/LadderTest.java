package org.firstprinciples.mathfoundations.linearalgebra.ladder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.GemmShape;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Kernels;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Parallel;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Seven ways to the same bits.
class LadderTest {

    private static final double U = 0x1p-24;

    private static final float[] SPECIAL = {
        0f,
        -0f,
        Float.MIN_VALUE,
        -Float.MIN_NORMAL,
        Float.MAX_VALUE,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.NaN
    };

    /// The rungs, those with blocks also with small ones, so that small products are cut many times.
    List<MatrixProduct> subject() {
        Stream<MatrixProduct> small =
                Stream.of(
                        new Blocked(1, 1),
                        new Blocked(3, 5),
                        new Packed(1, 1),
                        new Packed(4, 7),
                        new Packed(16, 1024));
        return Stream.concat(Ladder.rungs(Parallel.sequential()).stream(), small).toList();
    }

    /// Operands with one special value in so many, or none.
    record Call(int m, int n, int k, int rare, long seed) {

        float[] a() {
            return array(m * k, seed);
        }

        float[] b() {
            return array(k * n, ~seed);
        }

        private float[] array(int length, long streamOfIts) {
            SplittableRandom random = new SplittableRandom(streamOfIts);
            float[] x = new float[length];
            for (int i = 0; i < length; i++) {
                x[i] =
                        rare > 0 && random.nextInt(rare) == 0
                                ? SPECIAL[random.nextInt(SPECIAL.length)]
                                : Math.scalb((float) random.nextGaussian(), random.nextInt(-4, 5));
            }
            return x;
        }

        /// The product in an array that held NaN.
        float[] by(MatrixProduct product) {
            float[] c = new float[m * n];
            Arrays.fill(c, Float.NaN);
            product.multiply(m, n, k, a(), b(), c);
            return c;
        }

        /// The specification, which `GemmTest` compares with exactly rounded chains.
        float[] specified() {
            float[] c = new float[m * n];
            Kernels.scalar()
                    .gemm(Parallel.sequential(), GemmShape.of(m, n, k), a(), 0, b(), 0, c, 0);
            return c;
        }
    }

    /// Every NaN counts as the same.
    private static int[] bits(float[] x) {
        return IntStream.range(0, x.length).map(i -> Float.floatToIntBits(x[i])).toArray();
    }

    @Provide
    Arbitrary<Call> products() {
        return calls(Arbitraries.of(0, 0, 64, 2));
    }

    @Provide
    Arbitrary<Call> ordinaryProducts() {
        return calls(Arbitraries.just(0));
    }

    /// Extents 0 and 1, primes, the sizes of tiles, bands and blocks and their neighbors.
    private static Arbitrary<Call> calls(Arbitrary<Integer> rare) {
        Arbitrary<Integer> small = Arbitraries.of(0, 1, 2, 3, 5, 6, 7, 11, 12, 13, 17);
        Arbitrary<Integer> rows = Arbitraries.oneOf(small, Arbitraries.of(23, 24, 25, 31, 49));
        Arbitrary<Integer> middle = Arbitraries.of(31, 32, 33, 61, 63, 64, 65, 67, 96, 127, 129);
        Arbitrary<Integer> columns =
                Arbitraries.oneOf(small, middle, Arbitraries.of(509, 512, 513, 521));
        return Combinators.combine(
                        rows, columns, Arbitraries.oneOf(small, middle), rare, Arbitraries.longs())
                .as(Call::new);
    }

    @Claim("LA-70")
    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void everyRungGivesTheBitsOfTheSpecification(@ForAll("products") Call call) {
        int[] expected = bits(call.specified());
        for (MatrixProduct product : subject()) {
            assertThat(bits(call.by(product))).as(product.toString()).isEqualTo(expected);
        }
    }

    /// Sums around the length of a slice of the library, 1024 terms.
    @Claim("LA-70")
    @Property(tries = 8, edgeCases = EdgeCasesMode.NONE)
    void sumsOfSeveralSlices(
            @ForAll @IntRange(min = 0, max = 3) int length,
            @ForAll @IntRange(min = 1, max = 13) int m,
            @ForAll @IntRange(min = 1, max = 33) int n,
            @ForAll long seed) {
        Call call = new Call(m, n, new int[] {1023, 1024, 1025, 2049}[length], 0, seed);
        int[] expected = bits(call.specified());
        for (MatrixProduct product : subject()) {
            assertThat(bits(call.by(product))).as(product.toString()).isEqualTo(expected);
        }
    }

    /// `|fl(AB) − AB| ≤ γₖ|A||B|`. Oracle: `double`, where a product of two floats is exact and a sum of `k`
    /// of them wrong by at most `k·2⁻⁵³` times the sum of absolute terms.
    @Claim("LA-01")
    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void theErrorOfEveryRungIsBounded(@ForAll("ordinaryProducts") Call call) {
        for (MatrixProduct product : subject()) {
            requireNear(call, call.by(product), product.toString());
        }
    }

    private static void requireNear(Call call, float[] c, String description) {
        float[] a = call.a();
        float[] b = call.b();
        int k = call.k();
        double gamma = k * U / (1 - k * U);
        for (int i = 0; i < call.m(); i++) {
            for (int j = 0; j < call.n(); j++) {
                double sum = 0;
                double absolute = 0;
                for (int p = 0; p < k; p++) {
                    double term = (double) a[i * k + p] * b[p * call.n() + j];
                    sum += term;
                    absolute += Math.abs(term);
                }
                double bound = (gamma + 2 * k * 0x1p-53) * absolute + k * Float.MIN_VALUE;
                double error = Math.abs(c[i * call.n() + j] - sum);
                if (!(error <= bound)) { // also where it is NaN
                    assertThat(error)
                            .as("%s %s (%d,%d)", description, call, i, j)
                            .isLessThan(bound);
                }
            }
        }
    }

    @Claim("LA-70")
    @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
    void neitherThreadsNorTheirOrderShow(@ForAll("products") Call call) {
        Parallel backwards =
                (tasks, task) -> {
                    for (int i = tasks - 1; i >= 0; i--) {
                        task.accept(i);
                    }
                };
        int[] expected = bits(call.specified());
        for (Parallel parallel : List.of(backwards, Threaded.commonPool())) {
            for (MatrixProduct product : Ladder.rungs(parallel)) {
                assertThat(bits(call.by(product))).as(product.name()).isEqualTo(expected);
            }
        }
    }

    /// The comparison by bits can fail: these are within the bound, and give other bits.
    @Test
    void anotherOrderOrAnotherRoundingGivesOtherBits() {
        Call call = new Call(5, 6, 31, 0, 7);
        for (Sum sum :
                List.<Sum>of(
                        LadderTest::twoRoundings, LadderTest::descending, LadderTest::twoChains)) {
            float[] c = call.by(product("other", sum));
            requireNear(call, c, "other");
            assertThat(bits(c)).isNotEqualTo(bits(call.specified()));
        }
        Sum same = (k, x, y) -> chain(k, x, y, 0, 1);
        assertThat(bits(call.by(product("same", same)))).isEqualTo(bits(call.specified()));
    }

    /// `Σ xₚ yₚ` of `k` terms.
    interface Sum {
        float of(int k, float[] x, float[] y);
    }

    private static float twoRoundings(int k, float[] x, float[] y) {
        float sum = 0;
        for (int p = 0; p < k; p++) {
            sum += x[p] * y[p];
        }
        return sum;
    }

    private static float descending(int k, float[] x, float[] y) {
        float sum = 0;
        for (int p = k - 1; p >= 0; p--) {
            sum = Math.fma(x[p], y[p], sum);
        }
        return sum;
    }

    private static float twoChains(int k, float[] x, float[] y) {
        return chain(k, x, y, 0, 2) + chain(k, x, y, 1, 2);
    }

    private static float chain(int k, float[] x, float[] y, int first, int step) {
        float sum = 0;
        for (int p = first; p < k; p += step) {
            sum = Math.fma(x[p], y[p], sum);
        }
        return sum;
    }

    private static MatrixProduct product(String name, Sum sum) {
        return new MatrixProduct() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void multiply(int m, int n, int k, float[] a, float[] b, float[] c) {
                for (int i = 0; i < m * n; i++) {
                    float[] row = Arrays.copyOfRange(a, i / n * k, i / n * k + k);
                    float[] column = new float[k];
                    for (int p = 0; p < k; p++) {
                        column[p] = b[p * n + i % n];
                    }
                    c[i] = sum.of(k, row, column);
                }
            }
        };
    }

    @Test
    void theRungsAreInOrder() {
        assertThat(Ladder.rungs().stream().map(MatrixProduct::name))
                .containsExactly(
                        "naive", "loop order", "blocked", "packed", "SIMD", "threads", "library");
    }

    @Test
    void arraysThatDoNotFitAreRefused() {
        for (MatrixProduct product : Ladder.rungs()) {
            assertThatExceptionOfType(ShapeException.class)
                    .isThrownBy(() ->
                            product.multiply(2, 4, 3, new float[6], new float[11], new float[8]))
                    .withMessage("B (3,4) needs 12 elements, got 11");
            assertThatExceptionOfType(ShapeException.class)
                    .isThrownBy(() ->
                            product.multiply(
                                    65536, 0, 65536, new float[0], new float[0], new float[0]))
                    .withMessage("A (65536,65536) needs 4294967296 elements, got 0");
            assertThatExceptionOfType(ShapeException.class)
                    .isThrownBy(() ->
                            product.multiply(2, 4, -3, new float[6], new float[12], new float[8]))
                    .withMessage("extents must be 0 or more: m=2 n=4 k=-3");
            assertThatExceptionOfType(ShapeException.class)
                    .isThrownBy(() ->
                            product.multiply(2, 4, 3, new float[6], new float[12], new float[9]))
                    .withMessage("C (2,4) needs 8 elements, got 9");
            float[] a = new float[4];
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> product.multiply(2, 2, 2, a, new float[4], a))
                    .withMessage("C (2,2) needs an array of its own, got that of A");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> product.multiply(2, 2, 2, new float[4], a, a))
                    .withMessage("C (2,2) needs an array of its own, got that of B");
        }
    }

    @Test
    void emptyBlocksAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Blocked(0, 5))
                .withMessage("a block needs a row and a column, got (0,5)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Packed(5, -1))
                .withMessage("a block needs a row and a column, got (5,-1)");
    }

    @Mutant({"LA-01", "LA-70"}) // a block of 16 terms that is not full is forgotten
    static class ForgetsTheRestOfTheTerms extends LadderTest {
        @Override
        List<MatrixProduct> subject() {
            return List.of(product("wrong", (k, x, y) -> chain(k / 16 * 16, x, y, 0, 1)));
        }
    }

    @Mutant({
        "LA-01", "LA-70"
    }) // between blocks of 16 terms the partial sum waits in half precision
    static class StoresPartialSumsInHalfPrecision extends LadderTest {
        @Override
        List<MatrixProduct> subject() {
            return List.of(
                    product(
                            "wrong",
                            (k, x, y) -> {
                                float sum = 0;
                                for (int p = 0; p < k; p++) {
                                    sum = Math.fma(x[p], y[p], sum);
                                    if (p % 16 == 15) {
                                        sum = Float.float16ToFloat(Float.floatToFloat16(sum));
                                    }
                                }
                                return sum;
                            }));
        }
    }

    @Mutant({"LA-01", "LA-70"}) // only whole tiles reach C
    static class ForgetsTheEdge extends LadderTest {
        @Override
        List<MatrixProduct> subject() {
            return List.of(
                    new MatrixProduct() {
                        @Override
                        public String name() {
                            return "wrong";
                        }

                        @Override
                        public void multiply(int m, int n, int k, float[] a, float[] b, float[] c) {
                            float[] whole = new float[m * n];
                            new Simd().multiply(m, n, k, a, b, whole);
                            System.arraycopy(whole, 0, c, 0, m / 6 * 6 * n);
                        }
                    });
        }
    }
}
