package org.firstprinciples.neuralnetworks.backpropagation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

import org.apache.commons.math3.analysis.differentiation.DerivativeStructure;
import org.firstprinciples.curriculum.Claim;
import org.junit.jupiter.api.Test;

class ValueTest {

    /// The figures that micrograd's README prints for this expression.
    @Test
    void thePublishedExample() {
        Value a = Value.of(-4);
        Value b = Value.of(2);
        Value one = Value.of(1);
        Value c = a.plus(b);
        Value d = a.times(b).plus(b.power(3));
        c = c.plus(c.plus(one));
        c = c.plus(one.plus(c).plus(a.times(Value.of(-1))));
        d = d.plus(d.times(Value.of(2)).plus(b.plus(a).relu()));
        d = d.plus(Value.of(3).times(d).plus(b.plus(a.times(Value.of(-1))).relu()));
        Value e = c.plus(d.times(Value.of(-1)));
        Value f = e.power(2);
        Value g = f.times(Value.of(0.5)).plus(Value.of(10).times(f.power(-1)));
        g.backward();
        assertThat(g.data()).isCloseTo(24.7041, within(5e-5));
        assertThat(a.gradient()).isCloseTo(138.8338, within(5e-5));
        assertThat(b.gradient()).isCloseTo(645.5773, within(5e-5));
    }

    /// Oracle: Commons Math's forward-mode derivatives of the same expression.
    @Property(tries = 200)
    void agreesWithForwardMode(
            @ForAll @DoubleRange(min = -2, max = 2) double x,
            @ForAll @DoubleRange(min = -2, max = 2) double y) {
        Value u = Value.of(x);
        Value v = Value.of(y);
        Value result =
                u.times(v).tanh().plus(u.exp().times(v)).plus(v.times(v).plus(Value.of(1)).log());
        result.backward();
        DerivativeStructure p = new DerivativeStructure(2, 1, 0, x);
        DerivativeStructure q = new DerivativeStructure(2, 1, 1, y);
        DerivativeStructure expected =
                p.multiply(q).tanh().add(p.exp().multiply(q)).add(q.multiply(q).add(1).log());
        double rounding = 64 * Math.ulp(1 + Math.abs(expected.getValue()) + 8 * Math.exp(2));
        assertThat(result.data()).isCloseTo(expected.getValue(), within(rounding));
        assertThat(u.gradient()).isCloseTo(expected.getPartialDerivative(1, 0), within(rounding));
        assertThat(v.gradient()).isCloseTo(expected.getPartialDerivative(0, 1), within(rounding));
    }

    @Claim("BP-03")
    @Test
    void aValueUsedTwiceCollectsBothPaths() {
        Value x = Value.of(3);
        x.times(x).plus(x).backward();
        assertThat(x.gradient()).isEqualTo(7);
    }

    @Claim("BP-04")
    @Test
    void backwardCanBeRepeated() {
        Value x = Value.of(3);
        Value y = x.times(x);
        y.backward();
        y.backward();
        assertThat(x.gradient()).isEqualTo(6);
    }

    @Claim("BP-16")
    @Test
    void theSlopeOfReluAtZeroIsZero() {
        Value x = Value.of(0);
        x.relu().backward();
        assertThat(x.gradient()).isZero();
    }

    /// `(xy + x)²` at (2,3).
    @Test
    void theWorkedExample() {
        Value x = Value.of(2);
        Value y = Value.of(3);
        Value a = x.times(y);
        Value b = a.plus(x);
        Value f = b.power(2);
        f.backward();
        assertThat(a.data()).isEqualTo(6);
        assertThat(b.data()).isEqualTo(8);
        assertThat(f.data()).isEqualTo(64);
        assertThat(b.gradient()).isEqualTo(16);
        assertThat(a.gradient()).isEqualTo(16);
        assertThat(x.gradient()).isEqualTo(64);
        assertThat(y.gradient()).isEqualTo(32);
    }

    /// `x⁰` is 1 everywhere, and its derivative 0, at 0 as well; `x¹` has derivative 1 there, and `√x` an infinite one.
    @Test
    void powersOfZero() {
        double[] exponents = {0, 1, 2, 0.5};
        double[] derivatives = {0, 1, 0, Double.POSITIVE_INFINITY};
        for (int i = 0; i < exponents.length; i++) {
            Value x = Value.of(0);
            Value y = x.power(exponents[i]);
            y.backward();
            assertThat(y.data()).isEqualTo(i == 0 ? 1 : 0);
            assertThat(x.gradient()).isEqualTo(derivatives[i]);
        }
    }

    /// A value tells what it was computed from, so that others can go through the graph.
    @Test
    void theGraphCanBeSeen() {
        Value x = Value.of(2);
        Value y = Value.of(3);
        Value a = x.times(y);
        Value b = a.plus(x);
        assertThat(b.inputs()).containsExactly(a, x);
        assertThat(x.inputs()).isEmpty();
        assertThat(a.derivative(0)).isEqualTo(3);
        assertThat(a.derivative(1)).isEqualTo(2);
        assertThat(b.order()).containsExactlyInAnyOrder(x, y, a, b).endsWith(a, b);
    }

    /// The derivative of `(3x + x)²` at 2 is 64. In 32 bits a quotient of differences gets worse as its step shrinks.
    @Test
    void differencesLoseDigitsAndBackpropagationDoesNot() {
        assertThat(quotient(0.1f)).isCloseTo(65.6f, within(0.05f));
        assertThat(quotient(1e-3f)).isCloseTo(64.01f, within(0.005f));
        assertThat(quotient(1e-6f)).isCloseTo(61.04f, within(0.005f));
        assertThat(quotient(1e-7f)).isZero();
    }

    private static float quotient(float h) {
        return (square(2 + h) - square(2)) / h;
    }

    private static float square(float x) {
        float b = x * 3 + x;
        return b * b;
    }
}
