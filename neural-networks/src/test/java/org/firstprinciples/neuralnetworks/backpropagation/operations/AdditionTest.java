package org.firstprinciples.neuralnetworks.backpropagation.operations;

import org.firstprinciples.neuralnetworks.laws.WrongVersion;

import java.util.List;

class AdditionTest implements ElementwiseLaws {

    private static final Addition OP = new Addition();

    @Override
    public List<Elementwise> operations() {
        return List.of(OP);
    }

    @Override
    public List<WrongVersion> wrongVersions() {
        return List.of(
                WrongVersion.forward(
                        "ignores the second summand",
                        OP,
                        f -> System.arraycopy(f.x(0), 0, f.y(), 0, f.y().length)),
                WrongVersion.backward(
                        "gradient for the first summand only",
                        OP,
                        f -> {
                            for (int i = 0; f.needs(0) && i < f.dy().length; i++) {
                                f.dx(0)[i] += f.dy()[i];
                            }
                        }),
                WrongVersion.instead("subtracts", OP, new Subtraction()));
    }
}
