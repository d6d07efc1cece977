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
    @Property(tries = 500, edgeCases = EdgeCasesMode.MIXIN)
    void theErrorOfARootIsSquared(
            @ForAll @IntRange(min = -1000, max = 1000) int a,
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
        if (a >= 0) { // no step crosses 0
            assertThat(next.compareTo(BigFraction.ZERO)).isEqualTo(negative ? -1 : 1);
        }
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

    /// Functions with the root `r`, and bounds of their derivatives between two points.
    enum Curve {
        LOGARITHM(0.25, 4) {
            @Override
            <T extends Arithmetic<T>> T of(T x, double root) {
                return x.log().minus(x.constant(root).log());
            }

            @Override
            double largestBend(double low, double high) {
                return 1 / (low * low);
            }

            @Override
            double smallestSlope(double low, double high) {
                return 1 / high;
            }
        },
        EXPONENTIAL(-2, 2) {
            @Override
            <T extends Arithmetic<T>> T of(T x, double root) {
                return x.exp().minus(x.constant(root).exp());
            }

            @Override
            double largestBend(double low, double high) {
                return Math.exp(high);
            }

            @Override
            double smallestSlope(double low, double high) {
                return Math.exp(low);
            }
        },
        CUBE(0.5, 3) {
            @Override
            <T extends Arithmetic<T>> T of(T x, double root) {
                return x.power(3).minus(x.constant(root).power(3));
            }

            @Override
            double largestBend(double low, double high) {
                return 6 * high;
            }

            @Override
            double smallestSlope(double low, double high) {
                return 3 * low * low;
            }
        },
        TANH(-1.5, 1.5) {
            @Override
            <T extends Arithmetic<T>> T of(T x, double root) {
                return x.tanh().minus(x.constant(root).tanh());
            }

            // 2|tanh|(1 − tanh²) is largest where tanh is ±1/√3, which may lie inside
            @Override
            double largestBend(double low, double high) {
                double top = Math.log(2 + Math.sqrt(3)) / 2;
                boolean inside = low <= top && high >= top || low <= -top && high >= -top;
                return inside ? 4 / (3 * Math.sqrt(3)) : Math.max(bend(low), bend(high));
            }

            private double bend(double w) {
                return 2 * Math.abs(Math.tanh(w)) * smallestSlope(w, w);
            }

            @Override
            double smallestSlope(double low, double high) {
                double far = Math.tanh(Math.max(Math.abs(low), Math.abs(high)));
                return 1 - far * far;
            }
        },
        SINE(-1.25, 1.25) {
            @Override
            <T extends Arithmetic<T>> T of(T x, double root) {
                return x.sin().minus(x.constant(root).sin());
            }

            @Override
            double largestBend(double low, double high) {
                return Math.sin(Math.max(Math.abs(low), Math.abs(high)));
            }

            @Override
            double smallestSlope(double low, double high) {
                return Math.cos(Math.max(Math.abs(low), Math.abs(high)));
            }
        };

        private final double from;
        private final double to;

        Curve(double from, double to) {
            this.from = from;
            this.to = to;
        }

        abstract <T extends Arithmetic<T>> T of(T x, double root);

        abstract double largestBend(double low, double high);

        abstract double smallestSlope(double low, double high);
    }

    /// `|w₊ − r| ≤ M₂/(2m)·(w − r)²`; the last term is the rounding of value and quotient.
    @Claim("CA-31")
    @Property(tries = 1000, edgeCases = EdgeCasesMode.MIXIN)
    void theErrorIsSquaredUpToAFactor(
            @ForAll Curve curve,
            @ForAll @IntRange(min = 0, max = 1024) int start,
            @ForAll @IntRange(min = 0, max = 1024) int end) {
        double w = curve.from + (curve.to - curve.from) * start / 1024;
        double root = curve.from + (curve.to - curve.from) * end / 1024;
        ScalarFunction f =
                new ScalarFunction() {
                    @Override
                    public <T extends Arithmetic<T>> T of(List<T> x) {
                        return curve.of(x.getFirst(), root);
                    }
                };
        double low = Math.min(w, root);
        double high = Math.max(w, root);
        double slope = curve.smallestSlope(low, high);
        double bound = curve.largestBend(low, high) / (2 * slope) * (w - root) * (w - root);
        double values = 27 + Math.exp(2); // no value is larger
        double rounding = 32 * 0x1p-53 * (values / slope + bound);
        assertThat(Math.abs(subject().of(f, new Real(w)).value() - root))
                .isLessThanOrEqualTo(bound + rounding);
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
        double fromAbove = subject().of(two, new Real(1.5)).value() - Math.sqrt(2);
        assertThat(2 / 5.6 * errors[0] * errors[0]).isCloseTo(0.00263, within(5e-6));
        assertThat(fromAbove).isCloseTo(0.00245, within(5e-6));
        Square zero = new Square(0, 1);
        assertThat(subject().of(zero, Rational.of(3, 4)).value()).isEqualTo(new BigFraction(3, 8));
        assertThat(Math.abs(subject().of(two, new Real(0)).value()))
                .isEqualTo(Double.POSITIVE_INFINITY);
        assertThatThrownBy(() -> Newton.root(two, 0))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("the slope at 0.0 leads to");
        assertThatThrownBy(() -> Newton.root(new Square(-1, 1), 0.7))
                .isInstanceOf(ArithmeticException.class);
    }

    /// The solution of an exercise: two steps for `w² − 3` from 2.
    @Claim("CA-14")
    @Example
    void theRootOfThreeOnPaper() {
        Square three = new Square(3, 1);
        Rational first = subject().of(three, Rational.of(2, 1));
        assertThat(first.value()).isEqualTo(new BigFraction(7, 4));
        BigFraction second = subject().of(three, first).value();
        assertThat(second).isEqualTo(new BigFraction(97, 56));
        assertThat(second.doubleValue()).isCloseTo(1.73214, within(5e-6));
        assertThat(Math.sqrt(3)).isCloseTo(1.73205, within(5e-6));
    }

    /// The solution of an exercise on the companion page: for `1/w − c` each step is `w(2 − cw)` and squares `1 − cw`.
    @Claim("CA-31")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void theReciprocalOnPaper(
            @ForAll @IntRange(min = -1000, max = 1000) int c,
            @ForAll @IntRange(min = 1, max = 1000) int p,
            @ForAll @IntRange(min = 1, max = 1000) int q,
            @ForAll boolean negative) {
        ScalarFunction f =
                new ScalarFunction() {
                    @Override
                    public <T extends Arithmetic<T>> T of(List<T> w) {
                        T x = w.getFirst();
                        return x.constant(1).dividedBy(x).plus(-c);
                    }
                };
        Rational w = Rational.of(negative ? -p : p, q);
        BigFraction next = subject().of(f, w).value();
        BigFraction left = BigFraction.ONE.subtract(w.value().multiply(c));
        assertThat(next).isEqualTo(w.value().multiply(left.add(1)));
        assertThat(BigFraction.ONE.subtract(next.multiply(c))).isEqualTo(left.multiply(left));
    }

    @Mutant({"CA-14", "CA-31"}) // away from the root
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

    @Mutant({"CA-14", "CA-31"}) // half of each step: linear, not quadratic
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
