package org.firstprinciples.mathfoundations.linearalgebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.apache.commons.math3.linear.RealVector;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.mathfoundations.generators.Integers;

import java.math.BigDecimal;

class VectorTest {

    record Triple(Vector x, Vector y, Vector z, int a) {}

    @Provide
    Arbitrary<Triple> triples() {
        return Arbitraries.integers()
                .between(0, 8)
                .flatMap(n ->
                        Combinators.combine(
                                        Integers.vector(n, 1000),
                                        Integers.vector(n, 1000),
                                        Integers.vector(n, 1000),
                                        Arbitraries.integers().between(-1000, 1000))
                                .as(Triple::new));
    }

    /// Oracle: Commons Math; whole numbers, so both are exact.
    @Property
    void theAlgebraIsThatOfCommonsMath(@ForAll("triples") Triple t) {
        RealVector x = t.x.toRealVector();
        RealVector y = t.y.toRealVector();
        assertThat(t.x.plus(t.y).toArray()).containsExactly(x.add(y).toArray());
        assertThat(t.x.minus(t.y).toArray()).containsExactly(x.subtract(y).toArray());
        assertThat(t.x.times(t.a).toArray()).containsExactly(x.mapMultiply(t.a).toArray());
        assertThat(t.x.dot(t.y)).isEqualTo(x.dotProduct(y));
        assertThat(Vector.of(x)).isEqualTo(t.x).hasSameHashCodeAs(t.x);
    }

    @Property
    void theInnerProductIsSymmetricAndLinear(@ForAll("triples") Triple t) {
        assertThat(t.x.dot(t.y)).isEqualTo(t.y.dot(t.x));
        assertThat(t.x.times(t.a).plus(t.y).dot(t.z)).isEqualTo(t.a * t.x.dot(t.z) + t.y.dot(t.z));
        assertThat(t.x.dot(t.x)).isNotNegative();
    }

    /// |fl(xᵀy) − xᵀy| ≤ nu/(1−nu) · |x|ᵀ|y| with u = 2⁻⁵³, for any order of summation. Oracle: exact decimals.
    /// Source: Higham 2002, *Accuracy and Stability*, (3.5).
    @Claim("LA-01")
    @Property(tries = 200)
    void theRoundingOfAnInnerProductIsBounded(@ForAll("triples") Triple t) {
        double[] x = t.x.times(1 / 3.0).toArray();
        double[] y = t.y.times(1 / 7.0).plus(t.z.times(1e8)).toArray();
        BigDecimal exact = BigDecimal.ZERO;
        BigDecimal absolute = BigDecimal.ZERO;
        for (int i = 0; i < x.length; i++) {
            BigDecimal product = new BigDecimal(x[i]).multiply(new BigDecimal(y[i]));
            exact = exact.add(product);
            absolute = absolute.add(product.abs());
        }
        double nu = x.length * 0x1p-53;
        BigDecimal bound = absolute.multiply(new BigDecimal(nu * (1 + 2 * nu)));
        double dot = Vector.of(x).dot(Vector.of(y));
        assertThat(new BigDecimal(dot).subtract(exact).abs().doubleValue())
                .isLessThanOrEqualTo(bound.doubleValue());
    }

    @Example
    void arraysAreCopiedOnTheWayInAndOut() {
        double[] numbers = {1, 2};
        Vector x = Vector.of(numbers);
        numbers[0] = 9;
        x.toArray()[1] = 9;
        x.toRealVector().setEntry(0, 9);
        assertThat(x).isEqualTo(Vector.of(1, 2)).hasToString("[1.0, 2.0]");
    }

    @Example
    void vectorsAreEqualByBits() {
        assertThat(Vector.of(Double.NaN)).isEqualTo(Vector.of(Double.NaN));
        assertThat(Vector.of(0.0)).isNotEqualTo(Vector.of(-0.0));
        assertThat(Vector.zeros(2)).isEqualTo(Vector.of(0, 0)).isNotEqualTo(Vector.zeros(3));
    }

    @Example
    void theEmptyVectorIsAVector() {
        Vector empty = Vector.of();
        assertThat(empty.dot(empty)).isZero();
        assertThat(empty.plus(empty)).isEqualTo(Vector.zeros(0));
        assertThat(Vector.of(empty.toRealVector())).isEqualTo(empty);
    }

    /// A product of vectors of different lengths is none, whichever is longer.
    @Claim("LA-01")
    @Example
    void vectorsOfDifferentLengthsHaveNoProduct() {
        for (int length : new int[] {0, 1, 3}) {
            Vector other = Vector.zeros(length);
            assertThatThrownBy(() -> Vector.zeros(2).dot(other)).isInstanceOf(ShapeException.class);
            assertThatThrownBy(() -> other.dot(Vector.zeros(2))).isInstanceOf(ShapeException.class);
        }
    }

    @Example
    void messagesNameTheLengthsAndTheValue() {
        Vector two = Vector.zeros(2);
        Vector three = Vector.zeros(3);
        assertThatThrownBy(() -> two.plus(three))
                .isExactlyInstanceOf(ShapeException.class)
                .hasMessage("plus: the vectors have lengths 2 and 3; equal lengths are needed");
        assertThatThrownBy(() -> two.minus(three))
                .hasMessage("minus: the vectors have lengths 2 and 3; equal lengths are needed");
        assertThatThrownBy(() -> two.dot(three))
                .hasMessage("dot: the vectors have lengths 2 and 3; equal lengths are needed");
        assertThat(Vector.of(3, 5).get(0)).isEqualTo(3);
        assertThat(Vector.of(3, 5).get(1)).isEqualTo(5);
        assertThatThrownBy(() -> two.get(2))
                .hasMessage("index 2 lies outside of a vector of length 2");
        assertThatThrownBy(() -> two.get(-1))
                .hasMessage("index -1 lies outside of a vector of length 2");
        assertThatThrownBy(() -> Vector.zeros(-1))
                .hasMessage("shape (-1): an extent must be 0 or more, got -1");
    }
}
