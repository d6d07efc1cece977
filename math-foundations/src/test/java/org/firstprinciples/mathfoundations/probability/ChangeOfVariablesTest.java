package org.firstprinciples.mathfoundations.probability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.apache.commons.math3.analysis.integration.IterativeLegendreGaussIntegrator;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.calculus.Arithmetic;
import org.firstprinciples.mathfoundations.calculus.ScalarFunction;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

class ChangeOfVariablesTest {

    double logDensity(ContinuousDistribution law, ScalarFunction g, double x) {
        return ChangeOfVariables.logDensity(law, g, x);
    }

    /// `x ↦ a·h(x) + b`, written without lambdas, which cannot be generic.
    private record Map(int kind, double a, double b) implements ScalarFunction {

        @Override
        public <T extends Arithmetic<T>> T of(List<T> numbers) {
            T x = numbers.getFirst();
            T shape =
                    switch (kind) {
                        case 0 -> x;
                        case 1 -> x.exp();
                        case 2 -> x.tanh();
                        case 3 -> x.times(x).times(x).plus(x);
                        case 4 -> x.times(x);
                        default -> x.log();
                    };
            return shape.times(x.constant(a)).plus(x.constant(b));
        }

        /// The `x` with this value, found without the slope.
        double inverse(double y) {
            double s = (y - b) / a;
            return switch (kind) {
                case 0 -> s;
                case 1 -> Math.log(s);
                case 2 -> Math.log((1 + s) / (1 - s)) / 2;
                case 3 -> {
                    double root = Math.sqrt(s * s / 4 + 1 / 27.0); // Cardano
                    yield Math.cbrt(s / 2 + root) + Math.cbrt(s / 2 - root);
                }
                case 4 -> Math.sqrt(s);
                default -> Math.exp(s);
            };
        }
    }

    private static double integral(DoubleUnaryOperator f, double a, double b) {
        return new IterativeLegendreGaussIntegrator(20, 1e-10, 1e-12)
                .integrate(100_000, f::applyAsDouble, a, b);
    }

    /// Between the images of two numbers the density has the area that the law has between the numbers, whether the map grows or
    /// falls. Squares and logarithms are taken of positive numbers only.
    @Claim("PR-33")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void areasStay(
            @ForAll @IntRange(min = 0, max = 5) int kind,
            @ForAll @IntRange(min = 0, max = 3) int which,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ContinuousDistribution law =
                switch (which) {
                    case 0 -> kind < 4 ? new Normal(0.3, 0.9) : new Uniform(0, 2);
                    case 1 -> kind < 4 ? new Uniform(-2, 2) : new Exponential(0.4);
                    case 2 -> new Exponential(1.5);
                    default -> new Uniform(0.25, 3);
                };
        double a = random.nextDouble(0.2, 3) * (random.nextBoolean() ? 1 : -1);
        Map g = new Map(kind, a, random.nextDouble(-2, 2));
        double from = law.quantile(random.nextDouble(0.02, 0.5));
        double to = law.quantile(random.nextDouble(0.5, 0.95));
        double ends = g.at(to) - g.at(from);
        double area =
                integral(
                        y -> Math.exp(logDensity(law, g, g.inverse(y))),
                        Math.min(g.at(from), g.at(to)),
                        Math.max(g.at(from), g.at(to)));
        assertThat(ends * a).isPositive();
        assertThat(area).isCloseTo(law.cdf(to) - law.cdf(from), within(1e-8));
    }

    /// The square of a uniform number: `1/(2√y)`. Half of the numbers are below ¼. A bell is a stretched bell, and `−ln U` waits.
    @Claim("PR-33")
    @Example
    void knownImages() {
        Map square = new Map(4, 1, 0);
        for (double y : new double[] {1e-12, 0.01, 0.25, 0.81, 0.999}) {
            double density = Math.exp(logDensity(new Uniform(0, 1), square, Math.sqrt(y)));
            assertThat(density).isCloseTo(0.5 / Math.sqrt(y), within(1e-13 / Math.sqrt(y)));
        }
        assertThat(
                        integral(
                                y -> Math.exp(logDensity(new Uniform(0, 1), square, Math.sqrt(y))),
                                0.01,
                                0.25))
                .isCloseTo(0.5 - 0.1, within(1e-10));
        for (double x : new double[] {-3, 0, 0.7}) {
            assertThat(logDensity(Normal.STANDARD, new Map(0, 2.5, -1), x))
                    .isCloseTo(new Normal(-1, 2.5).logDensity(2.5 * x - 1), within(1e-14));
        }
        for (double u : new double[] {1e-9, 0.3, 0.9}) {
            assertThat(logDensity(new Uniform(0, 1), new Map(5, -1, 0), u))
                    .isCloseTo(new Exponential(1).logDensity(-Math.log(u)), within(1e-14 * 30));
            assertThat(logDensity(new Uniform(0, 1), new Map(0, 2, 1), u))
                    .isCloseTo(new Uniform(1, 3).logDensity(2 * u + 1), within(1e-15));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> logDensity(Normal.STANDARD, square, 0))
                .withMessageContaining("|g′(0.0)| is 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> logDensity(Normal.STANDARD, square, Double.NaN));
    }

    @Mutant("PR-33") // multiplied by the stretch
    static class Multiplies extends ChangeOfVariablesTest {
        @Override
        double logDensity(ContinuousDistribution law, ScalarFunction g, double x) {
            return 2 * law.logDensity(x) - ChangeOfVariables.logDensity(law, g, x);
        }
    }

    @Mutant("PR-33") // the density itself goes along
    static class ForgetsTheStretch extends ChangeOfVariablesTest {
        @Override
        double logDensity(ContinuousDistribution law, ScalarFunction g, double x) {
            ChangeOfVariables.logDensity(law, g, x);
            return law.logDensity(x);
        }
    }
}
