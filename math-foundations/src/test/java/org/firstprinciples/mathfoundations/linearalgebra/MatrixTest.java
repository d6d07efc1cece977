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

import org.apache.commons.math3.linear.RealMatrix;
import org.firstprinciples.mathfoundations.generators.Integers;

class MatrixTest {

    private static final int BOUND = 8; // 6·6·8³ < 2⁵³: products of three are exact

    /// A and A' (m,k), B and B' (k,n), C (n,p), x (k).
    record Factors(Matrix a, Matrix a2, Matrix b, Matrix b2, Matrix c, Vector x) {}

    @Provide
    Arbitrary<Factors> factors() {
        return factors(1);
    }

    @Provide
    Arbitrary<Factors> factorsOrEmpty() {
        return factors(0);
    }

    private static Arbitrary<Factors> factors(int least) {
        return Arbitraries.integers()
                .between(least, 6)
                .array(int[].class)
                .ofSize(4)
                .flatMap(MatrixTest::of);
    }

    private static Arbitrary<Factors> of(int[] d) {
        return Combinators.combine(
                        Integers.matrix(d[0], d[1], BOUND),
                        Integers.matrix(d[0], d[1], BOUND),
                        Integers.matrix(d[1], d[2], BOUND),
                        Integers.matrix(d[1], d[2], BOUND),
                        Integers.matrix(d[2], d[3], BOUND),
                        Integers.vector(d[1], BOUND))
                .as(Factors::new);
    }

    /// Oracle: Commons Math; whole numbers, so both are exact.
    @Property(tries = 300)
    void theAlgebraIsThatOfCommonsMath(@ForAll("factors") Factors f) {
        RealMatrix a = f.a.toRealMatrix();
        assertThat(Matrix.of(a)).isEqualTo(f.a).hasSameHashCodeAs(f.a);
        assertThat(f.a.plus(f.a2)).isEqualTo(Matrix.of(a.add(f.a2.toRealMatrix())));
        assertThat(f.a.times(f.b).plus(zeros(f)))
                .isEqualTo(Matrix.of(a.multiply(f.b.toRealMatrix())).plus(zeros(f)));
        assertThat(f.a.times(3)).isEqualTo(Matrix.of(a.scalarMultiply(3)));
        assertThat(f.a.transpose()).isEqualTo(Matrix.of(a.transpose()));
        for (int j = 0; j < f.a.columns(); j++) {
            assertThat(f.a.column(j).toArray()).containsExactly(a.getColumn(j));
        }
        assertThat(f.a.times(f.x).toArray()).containsExactly(a.operate(f.x.toArray()));
        assertThat(f.x.times(f.a.transpose()).toArray()).containsExactly(a.operate(f.x.toArray()));
    }

    /// Adding +0 turns −0 into +0: the laws speak of numbers, equality of bits.
    private static Matrix zeros(Factors f) {
        return Matrix.zeros(f.a.rows(), f.b.columns());
    }

    @Property(tries = 300)
    void theLawsOfAlgebraHoldExactly(@ForAll("factorsOrEmpty") Factors f) {
        Matrix ab = f.a.times(f.b);
        assertThat(numbers(ab.times(f.c))).containsExactly(numbers(f.a.times(f.b.times(f.c))));
        assertThat(numbers(f.a.times(f.b.plus(f.b2))))
                .containsExactly(numbers(ab.plus(f.a.times(f.b2))));
        assertThat(numbers(f.a.plus(f.a2).times(f.b)))
                .containsExactly(numbers(ab.plus(f.a2.times(f.b))));
        assertThat(numbers(ab.transpose()))
                .containsExactly(numbers(f.b.transpose().times(f.a.transpose())));
        assertThat(numbers(Matrix.identity(f.a.rows()).times(f.a))).containsExactly(numbers(f.a));
        assertThat(numbers(f.a.times(Matrix.identity(f.a.columns()))))
                .containsExactly(numbers(f.a));
        assertThat(numbers(ab.times(-2))).containsExactly(numbers(f.a.times(f.b.times(-2))));
        assertThat(f.a.transpose().transpose()).isEqualTo(f.a);
    }

    private static double[] numbers(Matrix matrix) {
        return matrix.plus(Matrix.zeros(matrix.rows(), matrix.columns())).toArray();
    }

    @Property(tries = 300)
    void aProductHasTheElementsOfItsDefinition(@ForAll("factorsOrEmpty") Factors f) {
        Matrix ab = f.a.times(f.b);
        assertThat(ab.rows()).isEqualTo(f.a.rows());
        assertThat(ab.columns()).isEqualTo(f.b.columns());
        for (int i = 0; i < ab.rows(); i++) {
            for (int j = 0; j < ab.columns(); j++) {
                long sum = 0;
                for (int k = 0; k < f.b.rows(); k++) {
                    sum += Math.multiplyExact((long) f.a.get(i, k), (long) f.b.get(k, j));
                }
                assertThat(ab.get(i, j)).isEqualTo((double) sum);
            }
        }
    }

    @Example
    void arraysAreCopiedOnTheWayInAndOut() {
        double[] numbers = {1, 2};
        Matrix a = Matrix.of(1, 2, numbers);
        numbers[0] = 9;
        a.toArray()[1] = 9;
        a.toRealMatrix().setEntry(0, 0, 9);
        assertThat(a).isEqualTo(Matrix.of(1, 2, 1, 2));
    }

    @Example
    void matricesAreEqualByShapeAndBits() {
        assertThat(Matrix.of(1, 2, 1, 2)).isNotEqualTo(Matrix.of(2, 1, 1, 2));
        assertThat(Matrix.of(1, 1, Double.NaN)).isEqualTo(Matrix.of(1, 1, Double.NaN));
        assertThat(Matrix.of(1, 1, 0.0)).isNotEqualTo(Matrix.of(1, 1, -0.0));
        assertThat(Matrix.zeros(0, 2)).isNotEqualTo(Matrix.zeros(2, 0));
        assertThat(Matrix.of(2, 2, 1, 2, 3, 4)).hasToString("[[1.0, 2.0], [3.0, 4.0]]");
    }

    @Example
    void anEmptySumIsZeroAndNaNIsNotHidden() {
        assertThat(Matrix.zeros(2, 0).times(Matrix.zeros(0, 3))).isEqualTo(Matrix.zeros(2, 3));
        Matrix product =
                Matrix.of(2, 2, Double.NaN, 0, 1, Double.POSITIVE_INFINITY)
                        .times(Matrix.of(2, 2, 1, 2, 0, 3));
        assertThat(product)
                .isEqualTo(
                        Matrix.of(
                                2,
                                2,
                                Double.NaN,
                                Double.NaN,
                                Double.NaN, // ∞·0
                                Double.POSITIVE_INFINITY));
    }

    @Example
    void messagesNameTheShapesAndTheValue() {
        Matrix a = Matrix.zeros(2, 3);
        assertThatThrownBy(() -> a.times(a))
                .isExactlyInstanceOf(ShapeException.class)
                .hasMessage(
                        "times: inner extents differ: A (2,3) has 3 columns, B (2,3) has 2 rows;"
                                + " transpose one?");
        assertThatThrownBy(() -> a.times(Vector.zeros(2)))
                .hasMessage(
                        "times: inner extents differ: A (2,3) has 3 columns, B (2,1) has 2 rows;"
                                + " transpose one?");
        assertThatThrownBy(() -> Vector.zeros(3).times(a))
                .hasMessage(
                        "times: inner extents differ: A (1,3) has 3 columns, B (2,3) has 2 rows;"
                                + " transpose one?");
        assertThatThrownBy(() -> a.plus(a.transpose()))
                .hasMessage(
                        "plus: the matrices have shapes (2,3) and (3,2); equal shapes are needed");
        assertThatThrownBy(() -> a.get(-1, 0))
                .hasMessage("index (-1,0) lies outside of a matrix of shape (2,3)");
        assertThatThrownBy(() -> a.get(0, 3))
                .hasMessage("index (0,3) lies outside of a matrix of shape (2,3)");
        assertThatThrownBy(() -> a.get(2, 0))
                .hasMessage("index (2,0) lies outside of a matrix of shape (2,3)");
        assertThatThrownBy(() -> a.get(0, -1))
                .hasMessage("index (0,-1) lies outside of a matrix of shape (2,3)");
        assertThatThrownBy(() -> a.column(3))
                .isInstanceOf(ShapeException.class)
                .hasMessage("column 3 lies outside of a matrix of shape (2,3)");
        assertThatThrownBy(() -> a.column(-1))
                .hasMessage("column -1 lies outside of a matrix of shape (2,3)");
        assertThatThrownBy(() -> Matrix.of(2, 2, 1, 2, 3))
                .hasMessage("a matrix of shape (2,2) has 4 elements, got 3");
        assertThatThrownBy(() -> Matrix.of(-1, 2))
                .hasMessage("shape (-1,2): an extent must be 0 or more, got -1");
        assertThatThrownBy(() -> Matrix.zeros(0, 3).toRealMatrix())
                .hasMessage(
                        "a RealMatrix needs at least one row and one column, this matrix is (0,3)");
    }
}
