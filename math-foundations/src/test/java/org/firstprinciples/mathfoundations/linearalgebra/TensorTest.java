package org.firstprinciples.mathfoundations.linearalgebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class TensorTest {

    /// Element (i,j,k) stands at (i·n + j)·p + k.
    @Property(tries = 125) // all of them
    void elementsLieInRowMajorOrder(
            @ForAll @IntRange(max = 4) int m,
            @ForAll @IntRange(max = 4) int n,
            @ForAll @IntRange(max = 4) int p) {
        float[] numbers = new float[m * n * p];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i;
        }
        Tensor tensor = Tensor.of(Shape.of(m, n, p), numbers);
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < p; k++) {
                    assertThat(tensor.get(i, j, k)).isEqualTo((i * n + j) * p + k);
                }
            }
        }
    }

    /// Two numbers are equal elements if and only if their bits are, NaN payloads aside.
    @Property
    void tensorsAreEqualByBits(@ForAll float a, @ForAll float b) {
        assertThat(scalar(a).equals(scalar(b)))
                .isEqualTo(Float.floatToIntBits(a) == Float.floatToIntBits(b));
        assertThat(scalar(a)).isEqualTo(scalar(a)).hasSameHashCodeAs(scalar(a));
    }

    @Example
    void specialNumbersAreEqualByBits() {
        assertThat(scalar(Float.NaN)).isEqualTo(scalar(Float.NaN));
        assertThat(scalar(0f)).isNotEqualTo(scalar(-0f));
        assertThat(scalar(Float.MIN_VALUE)).isNotEqualTo(scalar(0f));
        assertThat(Tensor.of(Shape.of(2, 3), 1, 2, 3, 4, 5, 6))
                .as("the shape counts")
                .isNotEqualTo(Tensor.of(Shape.of(3, 2), 1, 2, 3, 4, 5, 6));
        assertThat(Tensor.zeros(Shape.of(0, 2))).isNotEqualTo(Tensor.zeros(Shape.of(2, 0)));
    }

    @Example
    void arraysAreCopiedOnTheWayInAndOut() {
        float[] numbers = {1, 2};
        Tensor tensor = Tensor.of(Shape.of(2), numbers);
        numbers[0] = 9;
        tensor.toArray()[1] = 9;
        assertThat(tensor.toArray()).containsExactly(1, 2);
    }

    @Example
    void zerosAreZeros() {
        assertThat(Tensor.zeros(Shape.of(2, 2))).isEqualTo(Tensor.of(Shape.of(2, 2), 0, 0, 0, 0));
        assertThat(Tensor.zeros(Shape.of(0, 3)).toArray()).isEmpty();
        assertThat(Tensor.zeros(Shape.of()).get()).isZero();
    }

    @Example
    void messagesNameTheShapeAndTheValue() {
        Tensor tensor = Tensor.zeros(Shape.of(2, 3));
        assertThatThrownBy(() -> Tensor.of(Shape.of(2, 3), 1, 2))
                .isExactlyInstanceOf(ShapeException.class)
                .hasMessage("a tensor of shape (2,3) has 6 elements, got 2");
        assertThatThrownBy(() -> tensor.get(1))
                .hasMessage("index [1] for a tensor of shape (2,3): 2 numbers are needed");
        assertThatThrownBy(() -> tensor.get(1, 3))
                .hasMessage("index [1, 3] lies outside of shape (2,3)");
        assertThatThrownBy(() -> tensor.get(-1, 0))
                .hasMessage("index [-1, 0] lies outside of shape (2,3)");
    }

    @Example
    void theTextShowsTheFirstElements() {
        assertThat(scalar(1.5f)).hasToString("Tensor () [1.5]");
        assertThat(Tensor.zeros(Shape.of(3, 3)))
                .hasToString("Tensor (3,3) [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, …]");
    }

    private static Tensor scalar(float number) {
        return Tensor.of(Shape.of(), number);
    }
}
