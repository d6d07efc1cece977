package org.firstprinciples.mathfoundations.calculus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.apache.commons.math3.fraction.BigFraction;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;

import java.util.List;

class NewtonTest {

    /// One step, on any kind of number.
    interface Step {
        <T extends Arithmetic<T>> T of(ScalarFunction f, T x);
    }

    Step subject() {
        return new Step() {
            @Override
            public <T extends Arithmetic<T>> T of(ScalarFunction f, T x) {
                return Newton.step(f, x);
            }
        };
    }

    /// `x² − a`.
    private record Square(int numerator, int denominator) implements ScalarFunction {
        @Override
        public <T extends Arithmetic<T>> T of(List<T> x) {
            T a =
                    x.getFirst()
                            .constant((double) numerator)
                            .dividedBy(x.getFirst().constant((double) denominator));
            return x.getFirst().times(x.getFirst()).minus(a);
        }
    }

    /// `x₊² − a = ((x² − a)/2x)²`, in rational numbers.
    @Claim("CA-14")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void theErrorOfARootIsSquared(
            @ForAll @IntRange(min = 1, max = 1000) int a,
            @ForAll @IntRange(min = 1, max = 1000) int b,
            @ForAll @IntRange(min = 1, max = 1000) int p,
            @ForAll @IntRange(min = 1, max = 1000) int q,
            @ForAll boolean negative) {
        Square f = new Square(a, b);
        BigFraction number = new BigFraction(a, b);
        Rational x = Rational.of(negative ? -p : p, q);
        BigFraction next = subject().of(f, x).value();
        BigFraction error =
                x.value().multiply(x.value()).subtract(number).divide(x.value().multiply(2));
        assertThat(next.multiply(next).subtract(number)).isEqualTo(error.multiply(error));
        assertThat(next.compareTo(BigFraction.ZERO)).isEqualTo(negative ? -1 : 1);
    }

    /// At a double root the slope vanishes too, and each step only halves the error.
    @Claim("CA-14")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void theErrorOfADoubleRootIsHalved(
            @ForAll @IntRange(min = -1000, max = 1000) int root,
            @ForAll @IntRange(min = 1, max = 1000) int p,
            @ForAll @IntRange(min = 1, max = 1000) int q) {
        ScalarFunction f =
                new ScalarFunction() {
                    @Override
                    public <T extends Arithmetic<T>> T of(List<T> x) {
                        return x.getFirst().plus(-root).power(2);
                    }
                };
        BigFraction error = new BigFraction(p, q);
        BigFraction next = subject().of(f, new Rational(error.add(root))).value();
        assertThat(next.subtract(root)).isEqualTo(error.divide(2));
    }

    /// `|e₊| ≤ M₂/(2m₁)·e²` for `ln x − c`, between the point and the root.
    @Claim("CA-14")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void theErrorOfALogarithmIsSquaredUpToAFactor(
            @ForAll @IntRange(min = -1000, max = 1000) int n,
            @ForAll @IntRange(min = -500, max = 500) int away) {
        double c = n * 1e-3;
        double root = Math.exp(c);
        double x = root * (1 + away * 1e-3);
        ScalarFunction f =
                new ScalarFunction() {
                    @Override
                    public <T extends Arithmetic<T>> T of(List<T> t) {
                        return t.getFirst().log().plus(-c);
                    }
                };
        double error = x - root;
        double low = Math.min(x, root);
        double high = Math.max(x, root);
        double bound = 1 / (low * low) * high / 2; // |f″| = x⁻², |f′| = x⁻¹
        assertThat(Math.abs(subject().of(f, new Real(x)).value() - root))
                .isLessThanOrEqualTo(bound * error * error + 1e-14);
    }

    /// The worked example of the document, and where the method is slow, or fails.
    @Claim("CA-14")
    @Example
    void theRootOfTwoByHand() {
        Square two = new Square(2, 1);
        Rational x = Rational.of(1, 1);
        String[] expected = {"3 / 2", "17 / 12", "577 / 408"};
        for (String fraction : expected) {
            x = subject().of(two, x);
            assertThat(x.value().toString()).isEqualTo(fraction);
        }
        assertThat(Newton.root(two, 1)).isCloseTo(Math.sqrt(2), within(Math.ulp(2.0)));
        assertThat(Newton.root(two, -3)).isCloseTo(-Math.sqrt(2), within(Math.ulp(2.0)));
        double[] errors = {0.0858, 2.45e-3, 2.12e-6, 1.6e-12};
        double y = 1;
        for (double error : errors) {
            y = subject().of(two, new Real(y)).value();
            assertThat(y - Math.sqrt(2)).isCloseTo(error, within(error / 100));
        }
        Square zero = new Square(0, 1);
        assertThat(subject().of(zero, Rational.of(3, 4)).value()).isEqualTo(new BigFraction(3, 8));
        assertThatThrownBy(() -> Newton.root(two, 0))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("the slope at 0.0 leads to");
        assertThatThrownBy(() -> Newton.root(new Square(-1, 1), 0.7))
                .isInstanceOf(ArithmeticException.class);
    }

    @Mutant("CA-14") // away from the root
    static class WrongSign extends NewtonTest {
        @Override
        Step subject() {
            return new Step() {
                @Override
                public <T extends Arithmetic<T>> T of(ScalarFunction f, T x) {
                    return x.plus(x).minus(Newton.step(f, x));
                }
            };
        }
    }

    @Mutant("CA-14") // half of each step: linear, not quadratic
    static class HalfTheStep extends NewtonTest {
        @Override
        Step subject() {
            return new Step() {
                @Override
                public <T extends Arithmetic<T>> T of(ScalarFunction f, T x) {
                    return x.plus(Newton.step(f, x)).times(0.5);
                }
            };
        }
    }
}
