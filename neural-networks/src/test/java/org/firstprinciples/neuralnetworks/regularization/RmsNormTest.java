package org.firstprinciples.neuralnetworks.regularization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.generators.Matrices;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Norms;
import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.util.Arrays;
import java.util.SplittableRandom;

class RmsNormTest {

    private static final double U = 0x1p-53;

    Vector rms(RmsNorm norm, Vector x) {
        return norm.normalize(x);
    }

    Vector adjoint(RmsNorm norm, Vector x, Vector dn) {
        return norm.adjoint(x, dn);
    }

    /// To the bit for powers of two; rows from a thousandth to a thousand.
    @Claim("RG-34")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void theScaleIsForgotten(
            @ForAll @IntRange(min = 1, max = 16) int d,
            @ForAll @IntRange(min = -8, max = 8) int power,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        RmsNorm norm = new RmsNorm(0);
        Vector x = Matrices.normal(random, d).times(Math.pow(10, random.nextInt(-3, 4)));
        Vector n = rms(norm, x);
        double square = x.dot(x) / d;
        Vector stretched = rms(norm, x.times(random.nextDouble(0.1, 10)));
        for (int i = 0; i < d; i++) {
            assertThat(n.get(i)).isCloseTo(x.get(i) / Math.sqrt(square), within(16 * d * U * d));
            assertThat(stretched.get(i)).isCloseTo(n.get(i), within(16 * d * U * d));
        }
        assertThat(rms(norm, x.times(Math.pow(2, power)))).isEqualTo(n);
        if (d > 1) {
            double mean = Arrays.stream(x.toArray()).average().orElseThrow();
            double[] centered = Arrays.stream(x.toArray()).map(t -> t - mean).toArray();
            double[] ones = new double[d];
            Arrays.fill(ones, 1);
            double[] layerNorm =
                    new LayerNorm.Formula(0)
                            .value(
                                    new Shape[] {Shape.of(1, d), Shape.of(d)},
                                    new double[][] {x.toArray(), ones});
            double spread = Norms.two(Vector.of(centered)) / Math.sqrt(d);
            double slack = 256 * d * U * (1 + Math.abs(mean) / spread);
            assertThat(rms(norm, Vector.of(centered)).toArray())
                    .containsExactly(layerNorm, within(slack));
        }
    }

    /// The Jacobian, unit vector by unit vector: symmetric, `(I − n nᵀ/d)/s`, 0 along the row, rank `d − 1`; and a central quotient.
    @Claim("RG-34")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void oneDirectionIsLost(@ForAll @IntRange(min = 1, max = 8) int d, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        RmsNorm norm = new RmsNorm(0);
        Vector x = Matrices.normal(random, d).times(Math.pow(10, random.nextInt(-3, 4)));
        double s = Norms.two(x) / Math.sqrt(d);
        Vector n = x.times(1 / s);
        double slack = 64 * d * U * d / s;
        double[] jacobian = new double[d * d];
        for (int i = 0; i < d; i++) {
            double[] unit = new double[d];
            unit[i] = 1;
            Vector row = adjoint(norm, x, Vector.of(unit));
            assertThat(row.dot(n)).isCloseTo(0, within(slack * d));
            for (int j = 0; j < d; j++) {
                jacobian[i * d + j] = row.get(j);
                double expected = ((i == j ? 1 : 0) - n.get(i) * n.get(j) / d) / s;
                assertThat(row.get(j)).isCloseTo(expected, within(slack));
            }
        }
        double[] singular =
                new SingularValueDecomposition(Matrix.of(d, d, jacobian).toRealMatrix())
                        .getSingularValues();
        assertThat(Arrays.stream(singular).filter(t -> t > 1e-9 / s).count()).isEqualTo(d - 1);
        Vector dn = Matrices.normal(random, d);
        Vector v = Matrices.normal(random, d);
        double h = 1e-5 * s;
        Vector difference =
                rms(norm, x.plus(v.times(h)))
                        .minus(rms(norm, x.minus(v.times(h))))
                        .times(1 / (2 * h));
        assertThat(difference.dot(dn))
                .isCloseTo(
                        adjoint(norm, x, dn).dot(v),
                        within(1e-6 * (1 + Norms.two(dn) * Norms.two(v) / s)));
    }

    /// With `ε > 0` the adjoint follows the definition `x/√(mean x² + ε)`.
    @Claim("RG-34")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void aPositiveEpsilon(@ForAll @IntRange(min = 1, max = 8) int d, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        RmsNorm norm = new RmsNorm(0.5);
        Vector x = Matrices.normal(random, d);
        Vector dn = Matrices.normal(random, d);
        double root = Math.sqrt(x.dot(x) / d + 0.5);
        Vector dx = adjoint(norm, x, dn);
        for (int j = 0; j < d; j++) {
            double expected = dn.get(j) / root - x.get(j) * x.dot(dn) / d / (root * root * root);
            assertThat(dx.get(j)).isCloseTo(expected, within(1e-13));
            assertThat(rms(norm, x).get(j)).isCloseTo(x.get(j) / root, within(1e-14));
        }
    }

    @Example
    void aRowOfZeros() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rms(new RmsNorm(0), Vector.zeros(3)))
                .withMessage("a row of length 0 has no direction, and ε is 0");
        assertThat(rms(new RmsNorm(1e-5), Vector.zeros(3))).isEqualTo(Vector.zeros(3));
        assertThatIllegalArgumentException().isThrownBy(() -> new RmsNorm(Double.NaN));
    }

    @Mutant("RG-34") // takes the mean away
    static class Centers extends RmsNormTest {
        @Override
        Vector rms(RmsNorm norm, Vector x) {
            Vector n = norm.normalize(x);
            double mean = Arrays.stream(n.toArray()).average().orElseThrow();
            return Vector.of(Arrays.stream(n.toArray()).map(t -> t - mean).toArray());
        }
    }

    @Mutant("RG-34") // the root as a constant
    static class DividesOnly extends RmsNormTest {
        @Override
        Vector adjoint(RmsNorm norm, Vector x, Vector dn) {
            norm.adjoint(x, dn);
            return dn.times(Math.sqrt(x.size()) / Norms.two(x));
        }
    }
}
