package org.firstprinciples.neuralnetworks.backpropagation.operations;

import org.firstprinciples.neuralnetworks.laws.WrongVersion;

import java.util.List;

class SubtractionTest implements ElementwiseLaws {

    private static final Subtraction OP = new Subtraction();

    @Override
    public List<Elementwise> operations() {
        return List.of(OP);
    }

    @Override
    public List<WrongVersion> wrongVersions() {
        return List.of(
                WrongVersion.instead("adds", OP, new Addition()),
                WrongVersion.forward(
                        "subtracts the first from the second",
                        OP,
                        f -> {
                            for (int i = 0; i < f.y().length; i++) {
                                f.y()[i] = f.x(1)[i] - f.x(0)[i];
                            }
                        }),
                WrongVersion.backward(
                        "the sign of the second gradient", OP, new Addition()::backward));
    }
}
