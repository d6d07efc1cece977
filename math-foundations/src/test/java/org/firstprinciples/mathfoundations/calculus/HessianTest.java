package org.firstprinciples.mathfoundations.calculus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.util.List;
import java.util.SplittableRandom;

class HessianTest {

    /// Second derivatives.
    interface Second {
        default Matrix hessian(ScalarFunction f, double... x) {
            return Differentiation.hessian(f, x);
        }

        default double[] product(ScalarFunction f, double[] x, double[] v) {
            return Differentiation.hessianVectorProduct(f, x, v);
        }
    }

    Second subject() {
        return new Second() {};
    }

    /// Oracle: the polynomial differentiated twice, term by term.
    @Claim("CA-09")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void theOrderOfDifferentiationDoesNotMatter(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int n) {
        SplittableRandom random = new SplittableRandom(seed);
        Polynomial f = Polynomial.random(random, n, 4, 9);
        long[] point = Polynomial.point(random, n, 5);
        double[] x = Polynomial.asDoubles(point);
        Matrix hessian = subject().hessian(f, x);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                long expected = f.derivative(i).derivative(j).valueAt(point);
                assertThat(hessian.get(i, j) + 0.0).isEqualTo((double) expected);
                assertThat(hessian.get(j, i)).isEqualTo(hessian.get(i, j));
            }
        }
        double[] v = Polynomial.asDoubles(Polynomial.point(random, n, 5));
        Vector expected = hessian.times(Vector.of(v));
        double[] product = subject().product(f, x, v);
        for (int i = 0; i < n; i++) {
            assertThat(product[i] + 0.0).isEqualTo(expected.get(i) + 0.0);
        }
    }

    /// `xy(x² − y²)/(x² + y²)`, continued by 0: `∂ₓf(0,y) = −y` and `∂ᵧf(x,0) = x`, so the mixed derivatives at 0 are
    /// −1 and 1.
    @Claim("CA-09")
    @Property(tries = 29, edgeCases = EdgeCasesMode.NONE)
    void peanosFunctionHasTwoMixedDerivatives(@ForAll @IntRange(min = 1, max = 29) int k) {
        ScalarFunction peano =
                new ScalarFunction() {
                    @Override
                    public <T extends Arithmetic<T>> T of(List<T> z) {
                        T x2 = z.get(0).power(2);
                        T y2 = z.get(1).power(2);
                        return z.get(0).times(z.get(1)).times(x2.minus(y2)).dividedBy(x2.plus(y2));
                    }
                };
        double t = Math.scalb(1.0, -k);
        double alongX = Differentiation.gradient(peano, 0, t)[0];
        double alongY = Differentiation.gradient(peano, t, 0)[1];
        assertThat(alongX / t).isEqualTo(-1);
        assertThat(alongY / t).isEqualTo(1);
    }

    @Claim("CA-09")
    @Example
    void directionsOfAnotherLengthAreRefused() {
        Polynomial f = Polynomial.random(new SplittableRandom(1), 2, 2, 3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> subject().product(f, new double[2], new double[3]))
                .withMessage("the point has 2 coordinates, the direction 3");
    }

    /// A dual number that forgets the product of its two tangents.
    @Mutant("CA-09")
    static class DropsTheCrossTerm extends HessianTest {
        @Override
        Second subject() {
            return new Second() {
                @Override
                public Matrix hessian(ScalarFunction f, double... x) {
                    Matrix right = Differentiation.hessian(f, x);
                    double[] diagonal = right.toArray();
                    for (int i = 0; i < diagonal.length; i++) {
                        diagonal[i] = i % (x.length + 1) == 0 ? diagonal[i] : 0;
                    }
                    return Matrix.of(x.length, x.length, diagonal);
                }
            };
        }
    }

    @Mutant("CA-09") // the gradient's product with the gradient
    static class OuterProductOfGradients extends HessianTest {
        @Override
        Second subject() {
            return new Second() {
                @Override
                public double[] product(ScalarFunction f, double[] x, double[] v) {
                    double slope = Differentiation.directionalDerivative(f, x, v);
                    double[] gradient = Differentiation.gradient(f, x);
                    for (int i = 0; i < gradient.length; i++) {
                        gradient[i] *= slope;
                    }
                    return gradient;
                }
            };
        }
    }
}
