package org.firstprinciples.neuralnetworks.activationfunctions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.apache.commons.math3.dfp.Dfp;
import org.apache.commons.math3.dfp.DfpField;
import org.apache.commons.math3.dfp.DfpMath;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;

import java.util.SplittableRandom;

class SoftplusTest {

    private static final double U = 0x1p-53;

    double of(double x, double sharpness) {
        return Softplus.of(x, sharpness);
    }

    /// Against 50 digits of the definition as it is written, where `e^(βx)` is no trouble; and between its bounds.
    @Claim("AC-18")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void betweenTheCornerAndLogTwo(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double beta = Math.pow(10, random.nextDouble(-3, 3));
        double x =
                random.nextInt(5) == 0
                        ? random.nextInt(-1, 2)
                        : random.nextDouble(-30, 30) / (random.nextBoolean() ? beta : 1 + beta);
        double corner = Math.max(0, x);
        DfpField field = new DfpField(50);
        Dfp power = DfpMath.exp(field.newDfp(beta).multiply(field.newDfp(x)));
        double exact = DfpMath.log(power.add(1)).divide(field.newDfp(beta)).toDouble();
        if (beta * Math.abs(x) < 60) { // 50 digits of 1 + e^(βx) have no more
            assertThat(of(x, beta)).isCloseTo(exact, within((70 + 8) * U * exact));
        }
        assertThat(of(x, beta))
                .isBetween(corner, corner + Math.log(2) / beta + 4 * U * (corner + 1 / beta));
        if (beta * Math.abs(x) < 30) { // farther out the gap is lost in rounding
            assertThat(of(x, beta)).isGreaterThan(corner);
        }
        if (beta * Math.abs(x) > 1e-3) {
            assertThat(of(x, beta)).isLessThan(corner + Math.log(2) / beta);
        }
        assertThat(of(0, beta)).isCloseTo(Math.log(2) / beta, within(4 * U / beta));
    }

    @Claim({"AC-03", "AC-18"})
    @Example
    void hardCases() {
        assertThat(of(1000, 1)).isEqualTo(1000);
        assertThat(of(-1000, 1)).isZero();
        assertThat(of(1e300, 1e10)).isEqualTo(1e300);
        assertThat(of(-1e300, 1e10)).isZero();
        assertThat(of(-40, 1)).isCloseTo(Math.exp(-40), within(1e-15 * Math.exp(-40)));
        assertThat(of(Double.POSITIVE_INFINITY, 2)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(of(Double.NEGATIVE_INFINITY, 2)).isZero();
        assertThat(of(Double.NaN, 2)).isNaN();
        for (double wrong : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException().isThrownBy(() -> of(1, wrong));
        }
    }

    @Example
    void aWrongSharpnessIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Softplus.of(1, -2))
                .withMessage("a positive, finite sharpness is needed, got -2.0");
    }

    /// The heights over the corner in the picture.
    @Example
    void heightsAtZero() {
        assertThat(of(0, 1)).isCloseTo(0.693, within(5e-4));
        assertThat(of(0, 2)).isCloseTo(0.347, within(5e-4));
        assertThat(of(0, 8)).isCloseTo(0.087, within(5e-4));
    }

    @Mutant("AC-18") // multiplies in the place of dividing
    static class MultipliesBySharpness extends SoftplusTest {
        @Override
        double of(double x, double sharpness) {
            return Softplus.of(x, 1 / sharpness);
        }
    }
}
