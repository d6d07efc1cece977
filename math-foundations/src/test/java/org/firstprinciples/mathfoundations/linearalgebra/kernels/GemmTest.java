package org.firstprinciples.mathfoundations.linearalgebra.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.function.IntBinaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class GemmTest {

    private static final ProductCall.Subject SPECIFICATION =
            ProductCall.Subject.of(Kernels.scalar(), Parallel.sequential());

    @Property(tries = 1500)
    void everyWidthGivesTheBitsOfTheSpecification(
            @ForAll("widths") int bits, @ForAll("calls") ProductCall call) {
        assertThat(
                        call.bitsAfter(
                                ProductCall.Subject.of(Kernels.simd(bits), Parallel.sequential())))
                .isEqualTo(call.bitsAfter(SPECIFICATION));
    }

    @Provide
    Arbitrary<Integer> widths() {
        return Arbitraries.of(Widths.ofThisMachine());
    }

    @Provide
    Arbitrary<ProductCall> calls() {
        return ProductCalls.upTo(70);
    }

    /// An affine map equals a product that accumulates to a `C` whose rows all are the bias.
    @Property(tries = 500)
    void anAffineMapIsARowAndTheProductAddedToIt(
            @ForAll("kernels") Kernels kernels, @ForAll("calls") ProductCall drawn) {
        GemmShape p = drawn.p().accumulating(false);
        ProductCall call =
                new ProductCall(
                        p, drawn.ao(), drawn.bo(), drawn.co(), drawn.values(), drawn.seed());
        float[] bias = new float[p.n() + 3];
        for (int j = 0; j < bias.length; j++) {
            bias[j] = (j - 4) * 0.3f;
        }
        float[] actual = call.c();
        kernels.affine(
                Parallel.sequential(),
                p,
                call.a(),
                call.ao(),
                call.b(),
                call.bo(),
                bias,
                3,
                actual,
                call.co());
        float[] expected = call.c();
        for (int i = 0; i < p.m(); i++) {
            System.arraycopy(bias, 3, expected, call.co() + i * p.cStride(), p.n());
        }
        Kernels.scalar()
                .gemm(
                        Parallel.sequential(),
                        p.accumulating(true),
                        call.a(),
                        call.ao(),
                        call.b(),
                        call.bo(),
                        expected,
                        call.co());
        assertThat(actual).isEqualTo(expected);
    }

    @Provide
    Arbitrary<Kernels> kernels() {
        return Arbitraries.of(
                Stream.concat(
                                Stream.of(Kernels.scalar()),
                                Widths.ofThisMachine().stream().map(Kernels::simd))
                        .toList());
    }

    @Property(tries = 2)
    void anAffineMapThatAccumulatesIsRefused(@ForAll boolean simd) {
        float[] one = {1f};
        Kernels kernels = simd ? Kernels.simd(128) : Kernels.scalar();
        GemmShape product = GemmShape.of(1, 1, 1).accumulating(true);
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        kernels.affine(
                                Parallel.sequential(), product, one, 0, one, 0, one, 0, one, 0))
                .withMessageContaining("begins at the content of C, not at a row");
    }

    @Property(tries = 40)
    void emulatedWidthsGiveThemToo(@ForAll("smallCalls") ProductCall call) {
        for (int bits : Widths.all()) {
            assertThat(
                            call.bitsAfter(
                                    ProductCall.Subject.of(
                                            Kernels.simd(bits), Parallel.sequential())))
                    .isEqualTo(call.bitsAfter(SPECIFICATION));
        }
    }

    @Provide
    Arbitrary<ProductCall> smallCalls() {
        return ProductCalls.upTo(9);
    }

    /// Each element is one chain, `k` ascending, of exactly computed and once rounded `a·b + c`.
    @Property(tries = 200)
    void everyElementIsTheExactlyRoundedChain(@ForAll("smallCalls") ProductCall drawn) {
        ProductCall call =
                new ProductCall(
                        drawn.p(),
                        drawn.ao(),
                        drawn.bo(),
                        drawn.co(),
                        Values.ORDINARY,
                        drawn.seed());
        assertThat(isTheExactlyRoundedChain(SPECIFICATION, call)).isTrue();
    }

    private static boolean isTheExactlyRoundedChain(ProductCall.Subject subject, ProductCall call) {
        float[] a = call.a();
        float[] b = call.b();
        float[] c = call.c();
        float[] after = call.after(subject);
        return IntStream.range(0, call.p().m())
                .allMatch(i ->
                        IntStream.range(0, call.p().n())
                                .allMatch(j -> after[call.at(i, j)] == chain(call, a, b, c, i, j)));
    }

    private static float chain(ProductCall call, float[] a, float[] b, float[] c, int i, int j) {
        float sum = call.p().accumulate() ? c[call.at(i, j)] : 0f;
        for (int k = call.p().from(i); k < call.p().to(i); k++) {
            sum =
                    new BigDecimal(call.a(a, i, k))
                            .multiply(new BigDecimal(call.b(b, k, j)))
                            .add(new BigDecimal(sum))
                            .floatValue();
        }
        return sum;
    }

    /// `|C − AB| ≤ γₖ |A||B|` with `γₖ = ku/(1 − ku)`, `u = 2⁻²⁴`; Higham 2002, §3.5.
    @Property(tries = 60)
    void theErrorIsWithinTheBoundOfHigham(@ForAll("orders") int k, @ForAll long seed) {
        ProductCall call = ProductCall.of(GemmShape.of(3, 4, k), seed);
        float[] a = call.a();
        float[] b = call.b();
        float[] c = call.after(SPECIFICATION);
        double gamma = k * 0x1p-24 / (1 - k * 0x1p-24);
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 4; j++) {
                BigDecimal exact = BigDecimal.ZERO;
                double absolute = 0;
                for (int l = 0; l < k; l++) {
                    BigDecimal term =
                            new BigDecimal(call.a(a, i, l))
                                    .multiply(new BigDecimal(call.b(b, l, j)));
                    exact = exact.add(term);
                    absolute += term.abs().doubleValue();
                }
                BigDecimal error = exact.subtract(new BigDecimal(c[call.at(i, j)]));
                assertThat(error.abs().round(MathContext.DECIMAL64).doubleValue())
                        .isLessThanOrEqualTo(gamma * absolute * (1 + 0x1p-40));
            }
        }
    }

    @Provide
    Arbitrary<Integer> orders() {
        return Arbitraries.integers().between(0, 300);
    }

    /// The tests can fail: each of these is accurate, and still rejected.
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void wrongProductsAreRejected(String name, ProductCall.Subject wrong) {
        assertThat(IntStream.range(0, 20))
                .anySatisfy(seed -> {
                    ProductCall call = ProductCall.of(GemmShape.of(3, 4, 9), seed);
                    assertThat(isTheExactlyRoundedChain(wrong, call)).isFalse();
                });
    }

    static Stream<Arguments> wrongProductsAreRejected() {
        return Stream.of(
                Arguments.of("two halves", summing((k, l) -> l < k / 2 ? 0 : 1, true, false)),
                Arguments.of("even and odd", summing((k, l) -> l % 2, true, false)),
                Arguments.of("descending", summing((k, l) -> 0, true, true)),
                Arguments.of("two roundings a term", summing((k, l) -> 0, false, false)));
    }

    /// Sums the terms in two chains, chosen by `(k, l)`, which are added at the end.
    private static ProductCall.Subject summing(
            IntBinaryOperator chain, boolean fused, boolean descending) {
        return (p, a, ao, b, bo, c, co) -> {
            for (int i = 0; i < p.m(); i++) {
                for (int j = 0; j < p.n(); j++) {
                    float[] sums = new float[2];
                    for (int step = 0; step < p.k(); step++) {
                        int l = descending ? p.k() - 1 - step : step;
                        float x = a[ao + i * p.aStride() + l];
                        float y = b[bo + l * p.bStride() + j];
                        int at = chain.applyAsInt(p.k(), l);
                        sums[at] = fused ? Math.fma(x, y, sums[at]) : x * y + sums[at];
                    }
                    c[co + i * p.cStride() + j] = sums[0] + sums[1];
                }
            }
        };
    }
}
