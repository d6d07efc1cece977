package org.firstprinciples.mathfoundations.linearalgebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.mathfoundations.generators.Integers;

import java.math.BigInteger;
import java.util.Arrays;

class ShapeTest {

    @Provide
    Arbitrary<int[]> extents() {
        return Integers.extents(0, 5);
    }

    @Provide
    Arbitrary<int[]> rows() {
        return Integers.extents(1, 5);
    }

    @Provide
    Arbitrary<int[]> tiny() {
        return Arbitraries.integers().between(0, 2).array(int[].class).ofMaxSize(2);
    }

    @Provide
    Arbitrary<int[]> huge() {
        return Arbitraries.oneOf(
                        Arbitraries.of(0, 1, 46340, 46341, 65536, Integer.MAX_VALUE),
                        Arbitraries.integers().greaterOrEqual(0))
                .array(int[].class)
                .ofMaxSize(5);
    }

    @Property
    void sizeIsTheProductOfTheExtents(@ForAll("extents") int[] dims) {
        Shape shape = Shape.of(dims);
        assertThat(shape.rank()).isEqualTo(dims.length);
        assertThat(shape.size()).isEqualTo(Arrays.stream(dims).reduce(1, (a, b) -> a * b));
        for (int i = 0; i < dims.length; i++) {
            assertThat(shape.dim(i)).isEqualTo(dims[i]);
        }
    }

    @Property
    void extentsAreCopiedOut(@ForAll("extents") int[] dims) {
        Shape shape = Shape.of(dims);
        Arrays.fill(shape.toArray(), -1);
        assertThat(shape.toArray()).isEqualTo(dims);
    }

    @Property
    void rowsTimesLastIsSize(@ForAll("rows") int[] dims) {
        Shape shape = Shape.of(dims);
        assertThat(shape.last()).isEqualTo(dims[dims.length - 1]);
        assertThat(shape.rows() * shape.last()).isEqualTo(shape.size());
        assertThat(shape.rows()).isEqualTo(shape.withLast(1).size());
    }

    @Property
    void withLastChangesTheLastExtentOnly(
            @ForAll("rows") int[] dims, @ForAll @IntRange(max = 9) int length) {
        Shape shape = Shape.of(dims).withLast(length);
        int[] expected = dims.clone();
        expected[dims.length - 1] = length;
        assertThat(shape).isEqualTo(Shape.of(expected)).hasSameHashCodeAs(Shape.of(expected));
        assertThat(shape.withLast(dims[dims.length - 1])).isEqualTo(Shape.of(dims));
    }

    @Property
    void shapesAreEqualIfTheirExtentsAre(@ForAll("tiny") int[] a, @ForAll("tiny") int[] b) {
        assertThat(Shape.of(a).equals(Shape.of(b))).isEqualTo(Arrays.equals(a, b));
        assertThat(Shape.of(a).toString().equals(Shape.of(b).toString()))
                .isEqualTo(Arrays.equals(a, b));
    }

    /// What is accepted has a product within `int`, also without its zeros; oracle: exact integers.
    @Property
    void aSizeNeverOverflows(@ForAll("huge") int[] dims) {
        BigInteger product =
                Arrays.stream(dims)
                        .map(dim -> Math.max(dim, 1))
                        .mapToObj(BigInteger::valueOf)
                        .reduce(BigInteger.ONE, BigInteger::multiply);
        if (product.bitLength() < 32) {
            int zeros = Math.toIntExact(Arrays.stream(dims).filter(dim -> dim == 0).count());
            assertThat(Shape.of(dims).size()).isEqualTo(zeros > 0 ? 0 : product.intValueExact());
        } else {
            assertThatThrownBy(() -> Shape.of(dims))
                    .isExactlyInstanceOf(ShapeException.class)
                    .hasMessageMatching("shape \\([\\d,]+\\): more than 2147483647 elements");
        }
    }

    @Example
    void aScalarHasOneElementAndNoRows() {
        assertThat(Shape.of().size()).isOne();
        assertThat(Shape.of().rank()).isZero();
        assertThat(Shape.of()).hasToString("()");
        for (Runnable use :
                new Runnable[] {
                    () -> Shape.of().last(), () -> Shape.of().rows(), () -> Shape.of().withLast(3)
                }) {
            assertThatThrownBy(use::run)
                    .isExactlyInstanceOf(ShapeException.class)
                    .hasMessage("a scalar has no last extent: a shape of rank 1 or more is needed");
        }
    }

    @Example
    void messagesNameTheShapeAndTheValue() {
        assertThat(Shape.of(12, 64, 128)).hasToString("(12,64,128)");
        assertThatThrownBy(() -> Shape.of(2, -3))
                .hasMessage("shape (2,-3): an extent must be 0 or more, got -3");
        assertThatThrownBy(() -> Shape.of(2, 3).withLast(-1))
                .hasMessage("shape (2,-1): an extent must be 0 or more, got -1");
        assertThatThrownBy(() -> Shape.of(65536, 65536))
                .hasMessage("shape (65536,65536): more than 2147483647 elements");
        assertThatThrownBy(() -> Shape.of(0, 65536, 65536)).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> Shape.of(2, 3).dim(2))
                .hasMessage("shape (2,3) has no extent 2: rank 2");
        assertThatThrownBy(() -> Shape.of(2, 3).dim(-1))
                .hasMessage("shape (2,3) has no extent -1: rank 2");
    }

    @Example
    void theCallersArrayIsCopied() {
        int[] dims = {2, 3};
        Shape shape = Shape.of(dims);
        dims[0] = 7;
        assertThat(shape).isEqualTo(Shape.of(2, 3));
    }
}
