package org.firstprinciples.neuralnetworks.backpropagation.descent;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Parameters;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What an optimizer remembers of past gradients, a number for each number of its parameters: a velocity, a running
/// mean of gradients or of their squares (*slot variables*). All begin at 0.
public final class Slots {

    private final String name;
    private final Parameters parameters;
    private final List<float[]> values = new ArrayList<>();

    /// Zeros for these parameters.
    ///
    /// @param name what they are called in a state, in front of the parameter's name
    public Slots(String name, Parameters parameters) {
        this.name = name;
        this.parameters = parameters;
        for (Parameters.Entry entry : parameters) {
            values.add(new float[entry.parameter().shape().size()]);
        }
    }

    /// The live numbers of a parameter, given by its place among the parameters.
    public float[] of(int parameter) {
        return values.get(parameter);
    }

    /// The rate `β` of a memory that fades as `βᵏ`, in 32 bits.
    ///
    /// @throws IllegalArgumentException if it is not in `[0,1)`, or is 1 in 32 bits: such a memory would never fill
    public static float requireDecay(String name, double beta) {
        if (!(beta >= 0 && beta < 1)) {
            throw new IllegalArgumentException("%s must be in [0,1), got %s".formatted(name, beta));
        }
        if ((float) beta == 1f) {
            throw new IllegalArgumentException(
                    "%s must be less than 1 in 32 bits, at most %s, got %s"
                            .formatted(name, Math.nextDown(1f), beta));
        }
        return (float) beta;
    }

    /// The state of an optimizer with these slots.
    public static Optimizer.State state(long steps, List<Slots> all) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Slots slots : all) {
            int i = 0;
            for (Parameters.Entry entry : slots.parameters) {
                tensors.put(
                        slots.key(entry),
                        Tensor.of(entry.parameter().shape(), slots.values.get(i++)));
            }
        }
        return new Optimizer.State(steps, tensors);
    }

    /// Reads the slots of a state.
    ///
    /// @throws IllegalArgumentException if a tensor is missing or has another shape; nothing is changed then
    public static void restore(Optimizer.State state, List<Slots> all) {
        for (Slots slots : all) {
            slots.parameters.forEach(entry -> slots.required(state, entry));
        }
        for (Slots slots : all) {
            int i = 0;
            for (Parameters.Entry entry : slots.parameters) {
                float[] values = slots.values.get(i++);
                float[] saved = slots.required(state, entry).toArray();
                System.arraycopy(saved, 0, values, 0, values.length);
            }
        }
    }

    private Tensor required(Optimizer.State state, Parameters.Entry entry) {
        Tensor tensor = state.tensors().get(key(entry));
        Shape shape = entry.parameter().shape();
        if (tensor == null || !tensor.shape().equals(shape)) {
            throw new IllegalArgumentException(
                    "the state needs %s of shape %s, got %s"
                            .formatted(
                                    key(entry),
                                    shape,
                                    tensor == null ? "nothing" : tensor.shape()));
        }
        return tensor;
    }

    private String key(Parameters.Entry entry) {
        return name + "." + entry.name();
    }
}
