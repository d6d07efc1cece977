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
    private record Square(long numerator, long denominator) implements ScalarFunction {
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
            @ForAll @IntRange(min = 1, max = 1000) int q) {
        Square f = new Square(a, b);
        BigFraction number = new BigFraction(a, b);
        Rational x = Rational.of(p, q);
        BigFraction next = subject().of(f, x).value();
        BigFraction error =
                x.value().multiply(x.value()).subtract(number).divide(x.value().multiply(2));
        assertThat(next.multiply(next).subtract(number)).isEqualTo(error.multiply(error));
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
        assertThat(Newton.root(two, 1)).isCloseTo(Math.sqrt(2), within(2.3e-16));
        assertThat(Newton.root(two, -3)).isCloseTo(-Math.sqrt(2), within(2.3e-16));
        Square zero = new Square(0, 1);
        assertThat(subject().of(zero, Rational.of(3, 4)).value()).isEqualTo(new BigFraction(3, 8));
        assertThatThrownBy(() -> Newton.root(two, 0))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("the slope at 0.0 leads to");
        assertThatThrownBy(() -> Newton.root(new Square(-1, 1), 0.7))
                .isInstanceOf(ArithmeticException.class);
    }

    @Mutant("CA-14") // the slope at the root, kept: linear, not quadratic
    static class WrongSlope extends NewtonTest {
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
