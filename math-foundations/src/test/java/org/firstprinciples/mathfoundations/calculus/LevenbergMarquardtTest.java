package org.firstprinciples.mathfoundations.calculus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.calculus.LevenbergMarquardt.Fit;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

class LevenbergMarquardtTest {

    /// A fit from a first guess.
    interface Fitting {
        Fit of(VectorFunction residuals, double... guess);
    }

    Fitting subject() {
        return LevenbergMarquardt::fit;
    }

    /// `b₁(1 − e^(−b₂x)) − y`.
    record Saturation(double[] x, double[] y) implements VectorFunction {

        @Override
        public <T extends Arithmetic<T>> List<T> of(List<T> b) {
            List<T> residuals = new ArrayList<>();
            for (int i = 0; i < x.length; i++) {
                T decay = b.get(1).times(-x[i]).exp();
                residuals.add(b.get(0).times(decay.times(-1).plus(1)).plus(-y[i]));
            }
            return residuals;
        }
    }

    private static Saturation misra1a() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("data", "misra1a.csv"));
        double[] x = new double[lines.size() - 1];
        double[] y = new double[lines.size() - 1];
        for (int i = 1; i < lines.size(); i++) {
            String[] fields = lines.get(i).split(",", -1);
            y[i - 1] = Double.parseDouble(fields[0]);
            x[i - 1] = Double.parseDouble(fields[1]);
        }
        return new Saturation(x, y);
    }

    /// The decimal digits that agree with a certified value.
    private static double digits(double computed, double certified) {
        return -Math.log10(Math.abs(computed - certified) / certified);
    }

    /// The values that NIST certifies, from both of its starting points.
    @Claim("CA-16")
    @Example
    void misra1aHasTheCertifiedParameters() throws IOException {
        double[][] guesses = {{500, 1e-4}, {250, 5e-4}};
        for (double[] guess : guesses) {
            Fit fit = subject().of(misra1a(), guess);
            assertThat(digits(fit.parameters().get(0), 238.94212918)).isGreaterThan(8);
            assertThat(digits(fit.parameters().get(1), 5.5015643181e-4)).isGreaterThan(8);
            assertThat(digits(fit.sumOfSquares(), 0.12455138894)).isGreaterThan(8);
        }
    }

    /// Data without errors give their parameters back, and the gradient at the end is 0 up to rounding.
    @Claim("CA-16")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void whatWasMadeByTheModelIsFound(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double b1 = random.nextDouble(1, 10);
        double b2 = random.nextDouble(0.2, 2);
        double[] x = new double[10];
        double[] y = new double[10];
        for (int i = 0; i < x.length; i++) {
            x[i] = (i + 1) * 0.4;
            y[i] = b1 * (1 - StrictMath.exp(-b2 * x[i]));
        }
        Saturation data = new Saturation(x, y);
        double[] guess = {b1 * random.nextDouble(0.7, 1.4), b2 * random.nextDouble(0.7, 1.4)};
        Fit fit = subject().of(data, guess);
        assertThat(fit.parameters().get(0)).isCloseTo(b1, within(1e-9 * b1));
        assertThat(fit.parameters().get(1)).isCloseTo(b2, within(1e-9 * b2));
        Vector start = Vector.of(data.at(guess));
        assertThat(fit.sumOfSquares()).isLessThanOrEqualTo(start.dot(start));
    }

    @Claim("CA-16")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void atTheEndTheResidualIsAtARightAngleToTheTangent(
            @ForAll long seed, @ForAll @IntRange(min = 3, max = 12) int n) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] x = random.doubles(n, 0.1, 4).toArray();
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            y[i] = 3 * (1 - StrictMath.exp(-x[i])) + random.nextDouble(-0.2, 0.2);
        }
        Saturation data = new Saturation(x, y);
        Fit fit = subject().of(data, 3, 1);
        double[] at = fit.parameters().toArray();
        Matrix jacobian = Differentiation.jacobian(data, at);
        Vector r = Vector.of(data.at(at));
        Vector gradient = jacobian.transpose().times(r);
        assertThat(fit.sumOfSquares()).isEqualTo(r.dot(r));
        for (int j = 0; j < 2; j++) {
            double column = 0;
            for (int i = 0; i < n; i++) {
                column += jacobian.get(i, j) * jacobian.get(i, j);
            }
            double cosine = gradient.get(j) / Math.sqrt(column * r.dot(r));
            assertThat(Math.abs(cosine)).isLessThan(1e-5);
        }
    }

    @Claim("CA-16")
    @Example
    void badGuesses() throws IOException {
        Saturation data = misra1a();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> subject().of(data, 500, Double.NaN))
                .withMessageContaining("are not finite");
        Fit withoutEffect = subject().of(data, 0, 1e-4); // at first b₂ changes nothing
        assertThat(digits(withoutEffect.parameters().get(1), 5.5015643181e-4)).isGreaterThan(8);
    }

    @Mutant("CA-16") // stops after the first step
    static class OneStep extends LevenbergMarquardtTest {
        @Override
        Fitting subject() {
            return (residuals, guess) -> {
                LevenbergMarquardt.fit(residuals, guess);
                Vector r = Vector.of(residuals.at(guess));
                return new Fit(Vector.of(guess), r.dot(r), 1);
            };
        }
    }
}
