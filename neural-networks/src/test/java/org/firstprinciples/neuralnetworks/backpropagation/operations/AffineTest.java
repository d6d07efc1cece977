package org.firstprinciples.neuralnetworks.backpropagation.operations;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.Example;

import org.firstprinciples.neuralnetworks.laws.WrongVersion;

import java.util.List;

class AffineTest implements ElementwiseLaws {

    private static final Affine OP = new Affine(-2.7f, 0.3f);

    @Override
    public List<Elementwise> operations() {
        return List.of(OP, new Affine(-1, 1), new Affine(0, 0));
    }

    @Override
    public List<WrongVersion> wrongVersions() {
        return List.of(
                WrongVersion.instead("without the summand", OP, new Affine(-2.7f, 0)),
                WrongVersion.instead("without the factor", OP, new Affine(1, 0.3f)),
                WrongVersion.backward("the cotangent alone", OP, new Affine(1, 0)::backward));
    }

    @Example
    void constantsAreFinite() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Affine(Float.NaN, 1))
                .withMessage("a·x + b: a and b must be finite, got a=NaN b=1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Affine(2, Float.POSITIVE_INFINITY))
                .withMessage("a·x + b: a and b must be finite, got a=2.0 b=Infinity");
    }
}
