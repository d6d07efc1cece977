package org.firstprinciples.neuralnetworks.regularization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Example;

import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;
import org.firstprinciples.mathfoundations.probability.Philox;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Parameter;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.generators.Engines;
import org.firstprinciples.neuralnetworks.multilayernetworks.DenseLayer;
import org.firstprinciples.neuralnetworks.regularization.BatchStandardization.Statistics;

/// What the parts of this topic accept at the borders and refuse beyond them, and the layer around layer normalization.
class RefusalsTest {

    @Example
    void penalties() {
        Matrix x = Matrix.of(2, 1, 1, 2);
        assertThat(Ridge.degreesOfFreedom(x, 0)).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ridge.degreesOfFreedom(x, -1))
                .withMessage("λ must be 0 or more, got -1.0");
        assertThat(EarlyStopping.equivalentRidge(1, 4)).isEqualTo(0.25);
        for (double rate : new double[] {0, Double.POSITIVE_INFINITY, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> EarlyStopping.equivalentRidge(1, rate))
                    .withMessageEndingWith("got 1 and " + rate);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MaxNorm(Double.NaN))
                .withMessage("c must be positive, got NaN");
    }

    @Example
    void noise() {
        Matrix x = Matrix.of(1, 1, 1);
        Vector one = Vector.of(1);
        assertThat(NoisyRegression.withInputNoise(x, one, one, 0)).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NoisyRegression.withInputNoise(x, one, one, -1))
                .withMessage("a variance is 0 or more, got -1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NoisyRegression.withDropout(x, one, one, -0.1))
                .withMessage("the probability of dropping must be in [0,1), got -0.1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Dropout.Op(1, Philox.of(1), 0, 0));
    }

    @Example
    void foldingNeedsTheSameFeatures() {
        BatchStandardization norm = new BatchStandardization(Vector.of(1), Vector.of(0), 0);
        DenseLayer wide = new DenseLayer(Matrix.of(1, 2, 1, 1), Vector.of(0, 0));
        assertThatThrownBy(() -> norm.fold(wide, new Statistics(Vector.of(0, 0), Vector.of(1, 1))))
                .isInstanceOf(ShapeException.class)
                .hasMessage("batch norm: 1 features are needed, got 2");
    }

    @Example
    void theLayerAroundLayerNormalization() {
        Tape tape = new Tape(Engines.SCALAR, Mode.inference());
        Tensor x = Tensor.of(Shape.of(1, 4), 1, 2, 3, 6);
        float[] expected = {-1.0690f, -0.5345f, 0, 1.6036f};
        for (boolean shift : new boolean[] {false, true}) {
            LayerNorm norm = LayerNorm.ones(4, shift);
            assertThat(norm.shift() != null).isEqualTo(shift);
            assertThat(norm.apply(tape.constant(x)).value().toArray())
                    .containsExactly(expected, within(1e-4f));
        }
        Parameter row = Parameter.ones(Shape.of(4));
        assertThat(new LayerNorm(row, null, 0).epsilon()).isZero();
        assertThatThrownBy(() -> new LayerNorm(row, Parameter.zeros(Shape.of(3)), 0))
                .isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> new LayerNorm(Parameter.ones(Shape.of(2, 2)), null, 0))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("no β");
        for (float epsilon : new float[] {-1, Float.POSITIVE_INFINITY, Float.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new LayerNorm(row, null, epsilon))
                    .withMessage("ε must be 0 or more and finite, got " + epsilon);
        }
    }
}
