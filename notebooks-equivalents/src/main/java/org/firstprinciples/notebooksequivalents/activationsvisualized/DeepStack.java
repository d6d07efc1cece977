package org.firstprinciples.notebooksequivalents.activationsvisualized;

import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.mathfoundations.probability.Philox;
import org.firstprinciples.neuralnetworks.activationfunctions.Initializer;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Linear;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Operation;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;

import java.util.ArrayList;
import java.util.List;

/// Many layers of equal width with random weights and without biases, before any learning.
///
/// @param weights by layer, `(I,H)` the first and `(H,H)` the others
record DeepStack(List<Tensor> weights) {

    DeepStack {
        weights = List.copyOf(weights);
    }

    /// What a stack makes of a batch, and of a gradient that comes from above.
    ///
    /// @param before what goes into the activations, by layer, `(N,H)` each
    /// @param after what comes out of them
    /// @param gradients of what comes out of them
    record Pass(List<float[]> before, List<float[]> after, List<float[]> gradients) {}

    /// Weights as an initializer draws them.
    static DeepStack draw(Initializer initializer, int in, int width, int depth, Philox random) {
        List<Tensor> weights = new ArrayList<>();
        for (int l = 0; l < depth; l++) {
            int fanIn = l == 0 ? in : width;
            Matrix drawn = initializer.draw(random.split("layer " + l), fanIn, width); // (I,H)
            weights.add(Tensor.of(Shape.of(fanIn, width), floats(drawn.toArray())));
        }
        return new DeepStack(weights);
    }

    /// The same draws with weights so many times as large in every layer.
    DeepStack times(double factor) {
        return new DeepStack(weights.stream().map(w -> times(w, factor)).toList());
    }

    /// The same draws with weights of one standard deviation in every layer, whatever its inputs.
    ///
    /// @param drawnBy whose draws they are
    DeepStack withStd(double std, Initializer drawnBy) {
        return new DeepStack(
                weights.stream()
                        .map(w -> {
                            double variance = drawnBy.variance(w.shape().dim(0), w.shape().dim(1));
                            return times(w, std / Math.sqrt(variance));
                        })
                        .toList());
    }

    private static Tensor times(Tensor w, double factor) {
        float[] scaled = w.toArray(); // (I,H)
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= (float) factor;
        }
        return Tensor.of(w.shape(), scaled);
    }

    /// The stack on inputs `(N,I)`, and back from a gradient of independent standard normal numbers at its end.
    ///
    /// @param engine without an arena, which would not keep the gradients
    Pass pass(Tensor inputs, Operation activation, Engine engine, Philox random) {
        Tape tape = new Tape(engine, Mode.training(0, 0));
        List<Variable> before = new ArrayList<>();
        List<Variable> after = new ArrayList<>();
        Variable x = tape.input(inputs); // (N,I), then (N,H)
        for (Tensor w : weights) {
            Variable z = x.apply(new Linear.Op(), tape.constant(w)); // (N,H)
            x = z.apply(activation); // (N,H)
            before.add(z);
            after.add(x);
        }
        float[] above = new float[x.shape().size()]; // (N,H)
        for (int i = 0; i < above.length; i++) {
            above[i] = (float) random.normal(0, i);
        }
        tape.backward(x, Tensor.of(x.shape(), above));
        return new Pass(
                arrays(before),
                arrays(after),
                after.stream().map(v -> v.gradient().toArray()).toList());
    }

    private static List<float[]> arrays(List<Variable> variables) {
        return variables.stream().map(v -> v.value().toArray()).toList();
    }

    private static float[] floats(double[] numbers) {
        float[] floats = new float[numbers.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) numbers[i];
        }
        return floats;
    }

    /// The root of the mean square.
    static double size(float[] numbers) {
        double squares = 0;
        for (float number : numbers) {
            squares += (double) number * number;
        }
        return Math.sqrt(squares / numbers.length);
    }

    /// The standard deviation.
    static double std(float[] numbers) {
        double sum = 0;
        for (float number : numbers) {
            sum += number;
        }
        double mean = sum / numbers.length;
        double squares = 0;
        for (float number : numbers) {
            squares += (number - mean) * (number - mean);
        }
        return Math.sqrt(squares / numbers.length);
    }
}
