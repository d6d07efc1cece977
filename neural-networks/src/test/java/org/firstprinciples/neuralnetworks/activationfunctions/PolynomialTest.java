package org.firstprinciples.neuralnetworks.activationfunctions;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.generators.Matrices;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;
import org.firstprinciples.neuralnetworks.multilayernetworks.DenseLayer;
import org.firstprinciples.neuralnetworks.multilayernetworks.MultilayerNetwork;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/// What polynomials between the layers cannot do.
class PolynomialTest {

    /// Layers, and a polynomial between them.
    MultilayerNetwork network(List<DenseLayer> layers, DoubleUnaryOperator polynomial) {
        return new MultilayerNetwork(layers, polynomial);
    }

    /// On the whole points of a line the differences of order `rᴸ + 1` of a network of small whole numbers vanish, exactly, for
    /// polynomials of degree 1, 2 and 3 between the layers.
    @Claim("AC-13")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void polynomialsStayPolynomials(
            @ForAll @IntRange(min = 0, max = 2) int layers,
            @ForAll @IntRange(min = 1, max = 3) int degree,
            @ForAll @IntRange(min = 1, max = 4) int inputs,
            @ForAll @IntRange(min = 1, max = 4) int width,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int depth = degree == 3 ? Math.min(layers, 1) : layers; // whole numbers below 2⁵³
        long[] p = Matrices.integers(random, 1, degree + 1, 2)[0];
        DoubleUnaryOperator polynomial =
                z -> {
                    double sum = 0;
                    for (int k = degree; k >= 0; k--) {
                        sum = sum * z + p[k];
                    }
                    return sum;
                };
        List<DenseLayer> all = new ArrayList<>();
        for (int l = 0; l <= depth; l++) {
            int in = l == 0 ? inputs : width;
            all.add(
                    new DenseLayer(
                            Matrices.matrix(Matrices.integers(random, in, width, 2)),
                            row(Matrices.integers(random, 1, width, 2)[0])));
        }
        MultilayerNetwork network = network(all, polynomial);
        Vector start = row(Matrices.integers(random, 1, inputs, 2)[0]);
        Vector direction = row(Matrices.integers(random, 1, inputs, 1)[0]);
        int order = (int) Math.round(Math.pow(degree, depth)) + 1;
        BigInteger[] values = new BigInteger[order + 1];
        for (int i = 0; i <= order; i++) {
            double y = network.forward(start.plus(direction.times(i - order / 2))).get(0);
            assertThat(Math.abs(y)).isLessThan(0x1p53);
            values[i] = BigInteger.valueOf((long) y);
        }
        assertThat(difference(values)).isZero();
    }

    private static Vector row(long... numbers) {
        double[] x = new double[numbers.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = numbers[i];
        }
        return Vector.of(x);
    }

    /// The difference of the highest order.
    private static BigInteger difference(BigInteger... values) {
        BigInteger[] d = values.clone();
        for (int order = 1; order < values.length; order++) {
            for (int i = 0; i + order < values.length; i++) {
                d[i] = d[i + 1].subtract(d[i]);
            }
        }
        return d[0];
    }

    /// The differences of `|x|` at −3, …, 2, the factors of the fifth, and the bound `6/32`.
    @Claim("AC-13")
    @Example
    void sixPointsByHand() {
        BigInteger[] absolute = new BigInteger[6];
        for (int i = 0; i < 6; i++) {
            absolute[i] = BigInteger.valueOf(Math.abs(i - 3));
        }
        assertThat(difference(absolute)).isEqualTo(-6);
        int[] factors = {-1, 5, -10, 10, -5, 1};
        int sum = 0;
        for (int i = 0; i < 6; i++) {
            BigInteger[] unit = new BigInteger[6];
            Arrays.fill(unit, BigInteger.ZERO);
            unit[i] = BigInteger.ONE;
            assertThat(difference(unit)).isEqualTo(factors[i]);
            sum += Math.abs(factors[i]);
        }
        assertThat(sum).isEqualTo(32);
        assertThat(6.0 / sum).isEqualTo(0.1875);
        for (double x = -3; x <= 2; x += 0.25) { // two rectifiers do it
            double r = Activation.RELU.applyAsDouble(x);
            assertThat(r + Activation.RELU.applyAsDouble(-x)).isEqualTo(Math.abs(x));
        }
    }

    @Mutant("AC-13") // something that is no polynomial
    static class TakesTheAbsoluteValue extends PolynomialTest {
        @Override
        MultilayerNetwork network(List<DenseLayer> layers, DoubleUnaryOperator polynomial) {
            return new MultilayerNetwork(layers, z -> Math.abs(polynomial.applyAsDouble(z)));
        }
    }
}
