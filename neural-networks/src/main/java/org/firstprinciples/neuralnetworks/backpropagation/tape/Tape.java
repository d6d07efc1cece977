package org.firstprinciples.neuralnetworks.backpropagation.tape;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Kernels;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Parallel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.Collectors;

/// The record of one forward computation, and its backward pass.
///
/// Operations are computed at once and listed in the order of creation, in which every input stands
/// before its use. So the chain rule is a loop over the list from its end: each call adds
/// `(∂y/∂xᵢ)ᵀ dy` to the gradients of its inputs. Calls that depend on no parameter are not listed, and
/// on a tape for inference none is.
///
/// Printing a tape prints the program that it recorded.
///
/// - source: Linnainmaa 1970; Griewank & Walther 2008, *Evaluating Derivatives*, §3.2 (reverse mode)
public final class Tape {

    private final Engine engine;
    private final Mode mode;
    private final List<Call> calls = new ArrayList<>();
    private final IdentityHashMap<Parameter, Variable> parameters = new IdentityHashMap<>();
    private boolean finished;

    /// An empty tape. If the engine has an arena, it takes the buffers of the tape before, which can be used no longer.
    public Tape(Engine engine, Mode mode) {
        this.engine = engine;
        this.mode = mode;
        if (engine.arena() != null) {
            engine.arena().lease(this);
        }
    }

    /// What the tape computes on.
    public Engine engine() {
        return engine;
    }

    /// What the tape is made for.
    public Mode mode() {
        return mode;
    }

    /// A leaf without a gradient.
    public Variable constant(Tensor value) {
        return new Variable(this, value.shape(), value.toArray(), false, null);
    }

    /// A leaf whose gradient can be read after the backward pass.
    public Variable input(Tensor value) {
        return new Variable(this, value.shape(), value.toArray(), mode.records(), null);
    }

    /// The leaf of this parameter: its live values and, if it is trainable, its own gradient to be added to.
    public Variable parameter(Parameter parameter) {
        return parameters.computeIfAbsent(parameter, this::leaf);
    }

    private Variable leaf(Parameter parameter) {
        boolean learns = mode.records() && parameter.trainable();
        return new Variable(
                this,
                parameter.shape(),
                parameter.values(),
                learns,
                learns ? parameter.gradient() : null);
    }

    /// Computes `op(inputs…)` and records the call if a gradient can flow through it.
    ///
    /// @throws ShapeException if the inputs do not fit the operation
    /// @throws IllegalArgumentException if an input stands on another tape
    /// @throws IllegalStateException if a newer tape has taken the arena
    public Variable apply(Operation operation, Variable... inputs) {
        requireLive();
        Shape[] shapes = new Shape[inputs.length];
        boolean needsGradient = false;
        for (int i = 0; i < inputs.length; i++) {
            if (inputs[i].tape() != this) {
                throw new IllegalArgumentException(
                        "%s: input %s stands on another tape".formatted(operation, i));
            }
            shapes[i] = inputs[i].shape();
            needsGradient |= inputs[i].needsGradient();
        }
        Shape shape = operation.shape(shapes);
        Variable output =
                new Variable(this, shape, engine.buffer(this, shape.size()), needsGradient, null);
        float[] saved = engine.buffer(this, operation.saved(shapes));
        Call call =
                new Call(
                        engine,
                        operation,
                        inputs.clone(),
                        output,
                        saved,
                        new boolean[inputs.length]);
        operation.forward(call);
        if (needsGradient) {
            calls.add(call);
        }
        return output;
    }

    /// The gradients of a scalar with respect to everything it was computed from.
    ///
    /// @throws ShapeException if the variable has more than one element
    public void backward(Variable scalar) {
        if (scalar.shape().size() != 1) {
            throw new ShapeException(
                    "backward: a scalar is needed, got shape %s; pass a cotangent of that shape?"
                            .formatted(scalar.shape()));
        }
        backward(scalar, Tensor.of(scalar.shape(), 1f));
    }

    /// Adds `(∂y/∂x)ᵀ ȳ` to the gradient of every `x` that `y` was computed from.
    ///
    /// @param y a variable of this tape
    /// @param cotangent the gradient `ȳ` to begin with, in the shape of `y`
    /// @throws ShapeException if the cotangent has another shape
    /// @throws IllegalArgumentException if the variable stands on another tape
    /// @throws IllegalStateException if the tape is for inference, its backward pass has run already, or a newer tape
    ///     has taken the arena
    public void backward(Variable y, Tensor cotangent) {
        if (y.tape() != this) {
            throw new IllegalArgumentException(
                    "backward: the variable of shape %s stands on another tape"
                            .formatted(y.shape()));
        }
        requireLive();
        if (!mode.records()) {
            throw new IllegalStateException(
                    "backward: this tape is for inference and recorded nothing");
        }
        if (finished) {
            throw new IllegalStateException("backward: ran already on this tape; make a new tape");
        }
        if (!y.shape().equals(cotangent.shape())) {
            throw new ShapeException(
                    "backward: the cotangent has shape %s, the variable %s"
                            .formatted(cotangent.shape(), y.shape()));
        }
        finished = true;
        if (!y.needsGradient()) {
            return;
        }
        float[] start = cotangent.toArray();
        float[] dy = y.gradientArray();
        if (dy == null) {
            y.gradientArray(start);
        } else {
            for (int i = 0; i < dy.length; i++) {
                dy[i] += start[i]; // a parameter itself
            }
        }
        for (Call call : calls.reversed()) {
            float[] gradient = call.output.gradientArray();
            if (gradient == null) {
                continue; // the result does not depend on this call
            }
            beginGradients(call);
            call.operation.backward(call);
            if (engine.arena() != null && call.output != y) {
                call.output.release();
                engine.arena().release(this, gradient);
            }
        }
    }

    /// Gives buffers to the gradients that no call has reached before.
    private void beginGradients(Call call) {
        for (int i = 0; i < call.arguments.length; i++) {
            Variable input = call.arguments[i];
            call.first[i] = false;
            if (input.needsGradient() && input.gradientArray() == null) {
                float[] gradient = engine.buffer(this, input.shape().size());
                input.gradientArray(gradient);
                if (call.operation.writesFirst(i)) {
                    call.first[i] = true;
                } else {
                    Arrays.fill(gradient, 0f);
                }
            }
        }
    }

    /// Refuses to go on where a newer tape overwrites the numbers of this one.
    void requireLive() {
        if (engine.arena() != null) {
            engine.arena().requireOwner(this);
        }
    }

    /// One line a call: `v3 (12,64,128) = LayerNorm.Op[epsilon=1.0E-5](v2, p0)`.
    @Override
    public String toString() {
        IdentityHashMap<Variable, String> names = new IdentityHashMap<>();
        StringBuilder program = new StringBuilder();
        for (Call call : calls) {
            String arguments =
                    Arrays.stream(call.arguments)
                            .map(input -> names.computeIfAbsent(input, v -> "leaf" + v.shape()))
                            .collect(Collectors.joining(", "));
            names.put(call.output, "v" + names.size());
            program.append(
                    "%s %s = %s(%s)%n"
                            .formatted(
                                    names.get(call.output),
                                    call.output.shape(),
                                    call.operation,
                                    arguments));
        }
        return program.toString();
    }

    /// A call on the tape: the frame of its operation.
    private record Call(
            Engine engine,
            Operation operation,
            Variable[] arguments,
            Variable output,
            float[] saved,
            boolean[] first)
            implements Frame {

        @Override
        public int inputs() {
            return arguments.length;
        }

        @Override
        public float[] x(int i) {
            return arguments[i].array();
        }

        @Override
        public float[] y() {
            return output.array();
        }

        @Override
        public float[] dx(int i) {
            return gradient(arguments[i], "input %s", i);
        }

        @Override
        public boolean first(int i) {
            return first[i];
        }

        @Override
        public float[] dy() {
            return gradient(output, "the result", 0);
        }

        /// The words are put together only where they are needed: this is called for each operation of a step.
        private float[] gradient(Variable variable, String which, int i) {
            float[] gradient = variable.gradientArray();
            if (gradient == null || !variable.needsGradient()) {
                throw new IllegalStateException(
                        "%s: %s has no gradient".formatted(operation, which.formatted(i)));
            }
            return gradient;
        }

        @Override
        public Shape shape(int i) {
            return arguments[i].shape();
        }

        @Override
        public Shape shape() {
            return output.shape();
        }

        @Override
        public boolean needs(int i) {
            return arguments[i].needsGradient();
        }

        @Override
        public Kernels kernels() {
            return engine.kernels();
        }

        @Override
        public Parallel workers() {
            return engine.workers();
        }
    }
}
