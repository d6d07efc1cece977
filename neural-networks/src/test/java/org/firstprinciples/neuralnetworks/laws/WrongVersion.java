package org.firstprinciples.neuralnetworks.laws;

import org.firstprinciples.curriculum.Spoiler;
import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Frame;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Operation;

import java.util.Arrays;
import java.util.List;

/// An operation with a mistake, which the laws must reject.
///
/// @param mistake in a few words
/// @param right the operation without it
/// @param forward the forward pass, perhaps wrong
/// @param backward the backward pass, perhaps wrong
@Spoiler
public record WrongVersion(String mistake, Operation right, Pass forward, Pass backward)
        implements Operation {

    /// A forward or backward pass.
    @FunctionalInterface
    public interface Pass {

        /// What `Operation.forward` or `Operation.backward` does.
        void run(Frame f);
    }

    /// A wrong forward pass.
    public static WrongVersion forward(String mistake, Operation right, Pass forward) {
        return new WrongVersion(mistake, right, forward, right::backward);
    }

    /// A wrong backward pass.
    public static WrongVersion backward(String mistake, Operation right, Pass backward) {
        return new WrongVersion(mistake, right, right::forward, backward);
    }

    /// Right code for something else, in the place of an operation.
    public static WrongVersion instead(String mistake, Operation right, Operation other) {
        return new WrongVersion(mistake, right, other::forward, other::backward);
    }

    /// Mistakes that can be made in any operation.
    static List<WrongVersion> ofAny(Operation op) {
        return List.of(
                backward(
                        "assigns gradients instead of adding",
                        op,
                        f -> {
                            for (int i = 0; i < f.inputs(); i++) {
                                if (f.needs(i)) {
                                    Arrays.fill(f.dx(i), 0f);
                                }
                            }
                            op.backward(f);
                        }),
                backward(
                        "adds gradients twice",
                        op,
                        f -> {
                            op.backward(f);
                            op.backward(f);
                        }),
                backward("forgets the gradients", op, f -> {}),
                backward(
                        "asks for gradients that are not needed",
                        op,
                        f -> {
                            for (int i = 0; i < f.inputs(); i++) {
                                f.dx(i);
                            }
                            op.backward(f);
                        }),
                forward(
                        "value one per thousand too large",
                        op,
                        f -> {
                            op.forward(f);
                            for (int j = 0; j < f.y().length; j++) {
                                f.y()[j] *= 1.001f;
                            }
                        }),
                forward(
                        "adds to what the buffer held",
                        op,
                        f -> {
                            float[] before = f.y().clone();
                            op.forward(f);
                            for (int j = 0; j < before.length; j++) {
                                f.y()[j] += before[j];
                            }
                        }),
                forward(
                        "hides NaN",
                        op,
                        f -> {
                            op.forward(f);
                            for (int j = 0; j < f.y().length; j++) {
                                f.y()[j] = Float.isNaN(f.y()[j]) ? 0f : f.y()[j];
                            }
                        }));
    }

    @Override
    public Shape shape(Shape... inputs) {
        return right.shape(inputs);
    }

    @Override
    public int saved(Shape... inputs) {
        return right.saved(inputs);
    }

    @Override
    public void forward(Frame f) {
        forward.run(f);
    }

    @Override
    public void backward(Frame f) {
        backward.run(f);
    }

    @Override
    public String toString() {
        return right + " (" + mistake + ")";
    }
}
