package org.firstprinciples.mathfoundations.probability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.apache.commons.math3.analysis.differentiation.DerivativeStructure;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.generators.Simplexes;
import org.firstprinciples.mathfoundations.linearalgebra.FourSubspaces;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Norms;
import org.firstprinciples.mathfoundations.linearalgebra.SymmetricEigen;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.util.Arrays;
import java.util.SplittableRandom;

class SoftmaxJacobianTest {

    private static final double U = 0x1p-53;

    Matrix jacobian(double... p) {
        return Softmax.jacobian(p);
    }

    double[] product(double[] p, double[] v) {
        return Softmax.adjoint(p, v);
    }

    /// For multiples of 2⁻¹² and whole `v` nothing is rounded: `J = Jᵀ`, `J1 = 0`, and `vᵀJv` is the variance of `v`, a sum
    /// of squares.
    @Claim("PR-12")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void theJacobianIsACovariance(@ForAll @IntRange(min = 1, max = 8) int k, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] p = Simplexes.dyadic(random, k);
        double[] v = random.ints(k, -9, 10).asDoubleStream().toArray();
        Matrix j = jacobian(p);
        double[] ones = new double[k];
        Arrays.fill(ones, 1);
        assertThat(j).isEqualTo(j.transpose());
        assertThat(j.times(Vector.of(ones))).isEqualTo(Vector.zeros(k));
        double form = Vector.of(v).dot(j.times(Vector.of(v)));
        double mean = 0;
        double square = 0;
        double pairs = 0;
        for (int i = 0; i < k; i++) {
            mean += p[i] * v[i];
            square += p[i] * v[i] * v[i];
            for (int l = 0; l < i; l++) {
                pairs += p[i] * p[l] * (v[i] - v[l]) * (v[i] - v[l]);
            }
        }
        assertThat(form).isEqualTo(square - mean * mean).isEqualTo(pairs).isNotNegative();
        assertThat(Norms.infinity(Vector.of(product(p, v)).minus(j.times(Vector.of(v))))).isZero();
    }

    /// It is the derivative of softmax; its eigenvalues lie between 0 and `max 2pᵢ(1 − pᵢ) ≤ ½`, and only constants go to 0.
    @Claim("PR-12")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void theJacobianIsTheDerivative(
            @ForAll @IntRange(min = 1, max = 8) int k,
            @ForAll @IntRange(min = 0, max = 2) int spread,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] z = random.doubles(k, -Math.pow(4, spread), Math.pow(4, spread)).toArray();
        double[] p = Softmax.of(z);
        Matrix j = jacobian(p);
        DerivativeStructure sum = new DerivativeStructure(k, 1, 0);
        DerivativeStructure[] e = new DerivativeStructure[k];
        double max = Norms.infinity(Vector.of(z));
        for (int i = 0; i < k; i++) {
            e[i] = new DerivativeStructure(k, 1, i, z[i]).subtract(max).exp();
            sum = sum.add(e[i]);
        }
        double gershgorin = 0;
        for (int i = 0; i < k; i++) {
            DerivativeStructure expected = e[i].divide(sum);
            gershgorin = Math.max(gershgorin, 2 * p[i] * (1 - p[i]));
            for (int l = 0; l < k; l++) {
                int[] order = new int[k];
                order[l] = 1;
                assertThat(j.get(i, l))
                        .isCloseTo(
                                expected.getPartialDerivative(order),
                                within(32 * k * U * (1 + max)));
            }
        }
        Vector eigenvalues = SymmetricEigen.of(j).values();
        assertThat(eigenvalues.get(0))
                .isLessThanOrEqualTo(gershgorin + 4 * k * U)
                .isLessThanOrEqualTo(0.5 + 4 * k * U);
        assertThat(eigenvalues.get(k - 1)).isGreaterThanOrEqualTo(-4 * k * U);
        if (spread == 0) { // probabilities far from 0
            assertThat(FourSubspaces.of(j).rank()).isEqualTo(k - 1);
        }
        if (k > 1) { // the next one lies between the two smallest entries of diag(p)
            double least = Arrays.stream(p).min().orElseThrow();
            assertThat(eigenvalues.get(k - 2)).isGreaterThanOrEqualTo(least - 4 * k * U);
        }
        // half of the distance of the scores is the most that the probabilities can move
        double step = Math.pow(10, random.nextDouble(-3, 2));
        double[] other = new double[k];
        for (int i = 0; i < k; i++) {
            other[i] = z[i] + random.nextDouble(-step, step);
        }
        double moved = Norms.two(Vector.of(Softmax.of(other)).minus(Vector.of(p)));
        assertThat(moved)
                .isLessThanOrEqualTo(
                        0.5 * Norms.two(Vector.of(other).minus(Vector.of(z)))
                                + 8 * k * U * (1 + max));
    }

    /// The die, and what happens to it when the score of *mat* grows by 0.1.
    @Claim("PR-12")
    @Example
    void theJacobianOfTheDie() {
        double[] die = {1 / 2.0, 1 / 3.0, 1 / 6.0};
        double[] byHand = {9, -6, -3, -6, 8, -2, -3, -2, 5}; // of 36
        Matrix j = jacobian(die);
        for (int i = 0; i < 9; i++) {
            assertThat(j.get(i / 3, i % 3)).isCloseTo(byHand[i] / 36, within(U));
        }
        double[] moved = Softmax.of(Math.log(3) + 0.1, Math.log(2), 0);
        assertThat(moved).containsExactly(new double[] {0.5250, 0.3167, 0.1583}, within(5e-5));
        double[] change = {moved[0] - die[0], moved[1] - die[1], moved[2] - die[2]};
        assertThat(change).containsExactly(new double[] {0.0250, -0.0167, -0.0083}, within(5e-5));
    }

    /// Where one probability is 1 in `double`, the squared error of probabilities has no gradient, though it is as large as can be;
    /// that of the cross-entropy is `(1, −1)`.
    @Claim("PR-12")
    @Example
    void aSaturatedSoftmax() {
        double[] p = Softmax.of(800, 0);
        assertThat(p).containsExactly(1, 0);
        assertThat(Norms.frobenius(jacobian(p))).isZero();
        double[] ofSquares = product(p, new double[] {2 * (p[0] - 0), 2 * (p[1] - 1)});
        assertThat(Norms.two(Vector.of(ofSquares))).isZero();
        assertThat(CrossEntropy.gradient(new double[] {800, 0}, new double[] {0, 1}))
                .containsExactly(1, -1);
    }

    @Claim("PR-12")
    @Example
    void twoAndOne() {
        assertThat(jacobian(0.5, 0.5)).isEqualTo(Matrix.of(2, 2, 0.25, -0.25, -0.25, 0.25));
        assertThat(SymmetricEigen.of(jacobian(0.5, 0.5)).values().get(0))
                .isCloseTo(0.5, within(4 * U));
        assertThat(jacobian(1)).isEqualTo(Matrix.zeros(1, 1));
        assertThat(Norms.frobenius(jacobian(1, 0, 0))).isZero(); // saturated
    }

    @Mutant("PR-12") // as if each probability depended on its own score
    static class Diagonal extends SoftmaxJacobianTest {
        @Override
        Matrix jacobian(double... p) {
            double[] j = new double[p.length * p.length];
            for (int i = 0; i < p.length; i++) {
                j[i * p.length + i] = p[i];
            }
            return Matrix.of(p.length, p.length, j);
        }
    }

    @Mutant("PR-12") // the mean is not taken away
    static class NotCentered extends SoftmaxJacobianTest {
        @Override
        double[] product(double[] p, double[] v) {
            double[] product = new double[p.length];
            for (int i = 0; i < p.length; i++) {
                product[i] = p[i] * v[i];
            }
            return product;
        }
    }
}
