package org.firstprinciples.neuralnetworks.activationfunctions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.apache.commons.math3.analysis.differentiation.DerivativeStructure;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.generators.Matrices;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.util.SplittableRandom;

class GatedLinearUnitTest {

    private static final double U = 0x1p-53;

    Vector backward(GatedLinearUnit unit, Vector x, Vector dy) {
        return unit.backward(x, dy);
    }

    /// `⟨x̄, v⟩` is the derivative of `⟨ȳ, y(x + tv)⟩` at `t = 0`, by automatic differentiation of other forms of the activations.
    @Claim("AC-19")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void bothFactorsSendAGradient(
            @ForAll Activation f,
            @ForAll @IntRange(min = 1, max = 4) int n,
            @ForAll @IntRange(min = 1, max = 4) int m,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix gate = Matrices.normals(random, n, m);
        Matrix value = Matrices.normals(random, n, m);
        Vector x = Matrices.normal(random, n);
        Vector v = Matrices.normal(random, n);
        Vector dy = Matrices.normal(random, m);
        DerivativeStructure sum = new DerivativeStructure(1, 1, 0);
        double scale = 0;
        for (int j = 0; j < m; j++) {
            DerivativeStructure z = new DerivativeStructure(1, 1, 0);
            DerivativeStructure through = z;
            for (int i = 0; i < n; i++) {
                DerivativeStructure moving =
                        new DerivativeStructure(1, 1, 0, 0).multiply(v.get(i)).add(x.get(i));
                z = z.add(moving.multiply(gate.get(i, j)));
                through = through.add(moving.multiply(value.get(i, j)));
            }
            sum = sum.add(ActivationTest.formula(f, z).multiply(through).multiply(dy.get(j)));
            scale += Math.abs(dy.get(j)) * (1 + Math.abs(z.getValue())) * (1 + norm(x)) * norm(v);
        }
        GatedLinearUnit unit = new GatedLinearUnit(f, gate, value);
        double forward = 0;
        for (int j = 0; j < m; j++) {
            forward += unit.forward(x).get(j) * dy.get(j);
        }
        double slack = 1e4 * U * (1 + scale) * (1 + n);
        assertThat(forward).isCloseTo(sum.getValue(), within(slack));
        assertThat(backward(unit, x, dy).dot(v))
                .isCloseTo(sum.getPartialDerivative(1), within(slack));
    }

    private static double norm(Vector x) {
        return Math.sqrt(x.dot(x));
    }

    /// The unit of the text: score 3, value 1.
    @Example
    void oneUnitByHand() {
        GatedLinearUnit unit =
                new GatedLinearUnit(Activation.SILU, Matrix.of(2, 1, 1, 1), Matrix.of(2, 1, 3, -1));
        assertThat(unit.forward(Vector.of(1, 2)).get(0)).isCloseTo(2.858, within(5e-4));
    }

    /// What comes back through an open gate that is saturated, and through a shut one.
    @Claim("AC-19")
    @Example
    void openAndShut() {
        assertThat(throughOne(Activation.SIGMOID, 20)).isCloseTo(1, within(1e-7));
        assertThat(throughOne(Activation.SILU, -20)).isCloseTo(7.4e-7, within(0.05e-7));
        assertThat(throughOne(Activation.SIGMOID, -20)).isCloseTo(-3.9e-8, within(0.05e-8));
    }

    /// `x̄` for `x = 1`, `V = 1` and the adjoint 1.
    private double throughOne(Activation f, double w) {
        GatedLinearUnit unit = new GatedLinearUnit(f, Matrix.of(1, 1, w), Matrix.of(1, 1, 1));
        return backward(unit, Vector.of(1), Vector.of(1)).get(0);
    }

    @Example
    void shapesAreNamed() {
        Matrix two = Matrix.zeros(2, 3);
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> new GatedLinearUnit(Activation.SILU, two, Matrix.zeros(2, 4)))
                .withMessage("gated unit: W and V of one shape are needed, got (2,3) and (2,4)");
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> new GatedLinearUnit(Activation.SILU, two, Matrix.zeros(1, 3)));
        GatedLinearUnit unit = new GatedLinearUnit(Activation.SILU, two, two);
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> unit.backward(Vector.of(1, 2), Vector.of(1, 2)))
                .withMessage("gated unit: an adjoint of 3 numbers is needed, got 2");
    }

    @Claim("AC-19")
    @Example
    void anAdjointOfTheWrongLengthIsRefused() {
        GatedLinearUnit unit =
                new GatedLinearUnit(Activation.SILU, Matrix.zeros(2, 3), Matrix.zeros(2, 3));
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> backward(unit, Vector.of(1, 2), Vector.of(1, 2, 3, 4)));
    }

    @Mutant("AC-19") // as if the gate were constant
    static class ForgetsTheGate extends GatedLinearUnitTest {
        @Override
        Vector backward(GatedLinearUnit unit, Vector x, Vector dy) {
            unit.backward(x, dy);
            Vector z = x.times(unit.gate());
            double[] dv = new double[z.size()];
            for (int j = 0; j < dv.length; j++) {
                dv[j] = dy.get(j) * unit.activation().applyAsDouble(z.get(j));
            }
            return Vector.of(dv).times(unit.value().transpose());
        }
    }
}
