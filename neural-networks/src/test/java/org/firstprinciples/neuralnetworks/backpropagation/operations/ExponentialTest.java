package org.firstprinciples.neuralnetworks.backpropagation.operations;

import org.firstprinciples.neuralnetworks.laws.WrongVersion;

import java.util.List;

class ExponentialTest implements ElementwiseLaws {

    private static final Exponential OP = new Exponential();

    @Override
    public List<Elementwise> operations() {
        return List.of(OP);
    }

    @Override
    public List<WrongVersion> wrongVersions() {
        return List.of(
                WrongVersion.forward(
                        "the beginning of the series",
                        OP,
                        f -> {
                            for (int i = 0; i < f.y().length; i++) {
                                f.y()[i] = 1 + f.x(0)[i] * (1 + f.x(0)[i] / 2);
                            }
                        }),
                WrongVersion.backward("the cotangent alone", OP, new Affine(1, 0)::backward));
    }
}
