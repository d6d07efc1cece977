package org.firstprinciples.neuralnetworks.regularization;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.probability.Philox;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Layer;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Definition;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Frame;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Operation;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;

import java.util.Arrays;

/// Dropout: in training each element is dropped with probability `p` and the others are divided by `1 − p`,
/// so that the mean stays; in inference nothing happens.
///
/// Which elements are dropped depends on the seed, the site, the step and the position in the step's
/// whole batch, not on how the batch is split or on any call before.
///
/// - source: Srivastava et al. 2014, *Dropout: a simple way to prevent neural networks from overfitting*, §4
///
/// @param probability `p` in `[0,1)`
/// @param site the path of this layer in its model, which names its draws
public record Dropout(double probability, String site) implements Layer {

    /// Checks the probability.
    ///
    /// @throws IllegalArgumentException if it is not in `[0,1)`
    public Dropout {
        requireProbability(probability);
    }

    /// The layer on `x (B,…)`.
    @Override
    public Variable apply(Variable x) {
        return switch (x.tape().mode()) {
            case Mode.Training(long seed, long step, long firstRow) when probability > 0 -> {
                long elementsOfARow =
                        x.shape().rank() == 0
                                ? 1
                                : x.shape().size() / Math.max(1, x.shape().dim(0));
                Philox random = Philox.of(seed).split("dropout").split(site);
                yield x.apply(new Op(probability, random, step, firstRow * elementsOfARow));
            }
            case Mode.Training training -> x;
            case Mode.Gradients gradients -> x;
            case Mode.Inference inference -> x;
        };
    }

    private static void requireProbability(double probability) {
        if (!(probability >= 0 && probability < 1)) {
            throw new IllegalArgumentException(
                    "the probability of dropping must be in [0,1), got " + probability);
        }
    }

    /// The operation `yᵢ = xᵢ·mᵢ` with `mᵢ = 0` if draw `i` is below `p`, else `1/(1−p)`.
    ///
    /// - shapes: `x, y (…)`
    /// - adjoint: `x̄ᵢ = ȳᵢ·mᵢ`
    ///
    /// @param probability `p` in `[0,1)`
    /// @param random the generator of this site
    /// @param step the step of the draws
    /// @param firstElement the number of the first element in the step's whole batch
    public record Op(double probability, Philox random, long step, long firstElement)
            implements Operation {

        private static final int ELEMENTS_PER_TASK = 4096;

        /// Checks the probability.
        ///
        /// @throws IllegalArgumentException if it is not in `[0,1)`
        public Op {
            requireProbability(probability);
        }

        @Override
        public Shape shape(Shape... inputs) {
            if (inputs.length != 1) {
                throw new ShapeException(
                        "dropout: one tensor is needed, got " + Arrays.toString(inputs));
            }
            return inputs[0];
        }

        /// The factors `m`.
        @Override
        public int saved(Shape... inputs) {
            return inputs[0].size();
        }

        @Override
        public void forward(Frame f) {
            float[] x = f.x(0);
            float[] y = f.y();
            float[] factors = f.saved();
            float kept = (float) (1 / (1 - probability));
            f.workers()
                    .blocks(
                            x.length,
                            ELEMENTS_PER_TASK,
                            (from, to) -> {
                                for (int i = from; i < to; i++) {
                                    boolean dropped =
                                            random.uniform(step, firstElement + i) < probability;
                                    factors[i] = dropped ? 0f : kept;
                                    y[i] = x[i] * factors[i];
                                }
                            });
        }

        @Override
        public void backward(Frame f) {
            if (!f.needs(0)) {
                return;
            }
            float[] dx = f.dx(0);
            float[] dy = f.dy();
            float[] factors = f.saved();
            f.workers()
                    .blocks(
                            dx.length,
                            ELEMENTS_PER_TASK,
                            (from, to) -> {
                                for (int i = from; i < to; i++) {
                                    dx[i] = Math.fma(dy[i], factors[i], dx[i]);
                                }
                            });
        }
    }

    /// The operation in double precision.
    public record Formula(double probability, Philox random, long step, long firstElement)
            implements Definition {

        @Override
        public double[] value(Shape[] shapes, double[][] x) {
            double[] y = new double[x[0].length];
            for (int i = 0; i < y.length; i++) {
                y[i] = x[0][i] * factor(i);
            }
            return y;
        }

        @Override
        public double[][] adjoint(Shape[] shapes, double[][] x, double[] dy) {
            double[] dx = new double[dy.length];
            for (int i = 0; i < dx.length; i++) {
                dx[i] = dy[i] * factor(i);
            }
            return new double[][] {dx};
        }

        private double factor(int i) {
            return random.uniform(step, firstElement + i) < probability ? 0 : 1 / (1 - probability);
        }
    }
}
