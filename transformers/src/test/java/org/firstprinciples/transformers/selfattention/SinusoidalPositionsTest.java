package org.firstprinciples.transformers.selfattention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.junit.jupiter.api.Test;

class SinusoidalPositionsTest {

    private static final double U = 0x1p-53;

    /// The vector of a position, and the matrix that moves every position by an offset.
    interface Positions {

        double[] at(int width, int position);

        default Matrix rotation(int width, int offset) {
            return new SinusoidalPositions(width).rotation(offset);
        }
    }

    Positions subject() {
        return (width, position) -> new SinusoidalPositions(width).at(position);
    }

    /// Error of an angle of `ωp` radians: a few units in the last place of `p`.
    private static double tolerance(int... positions) {
        double sum = 1;
        for (int p : positions) {
            sum += Math.abs((double) p);
        }
        return 8 * U * sum;
    }

    private static double[] rowTimes(double[] row, Matrix matrix) {
        return Matrix.of(1, row.length, row).times(matrix).toArray();
    }

    @Claim("SA-04")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void aShiftIsTheSameRotationEverywhere(
            @ForAll @IntRange(min = 1, max = 16) int pairs,
            @ForAll @IntRange(min = 0, max = 5000) int p,
            @ForAll @IntRange(min = -5000, max = 5000) int k) {
        double[] moved = rowTimes(subject().at(2 * pairs, p), subject().rotation(2 * pairs, k));
        assertThat(subject().at(2 * pairs, p + k)).containsExactly(moved, within(tolerance(p, k)));
    }

    /// The entries of the rotation, from the formula and not from the class.
    @Claim("SA-04")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void theRotationTurnsPairByPair(
            @ForAll @IntRange(min = 1, max = 8) int pairs,
            @ForAll @IntRange(min = -5000, max = 5000) int k) {
        int C = 2 * pairs;
        Matrix rotation = subject().rotation(C, k);
        for (int r = 0; r < C; r++) {
            for (int c = 0; c < C; c++) {
                double angle = k * Math.pow(10_000, -(double) (r / 2 * 2) / C);
                double expected =
                        r == c ? Math.cos(angle) : r > c ? Math.sin(angle) : -Math.sin(angle);
                assertThat(rotation.get(r, c))
                        .isCloseTo(r / 2 == c / 2 ? expected : 0, within(tolerance(k)));
            }
        }
    }

    @Claim("SA-04")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void twoShiftsAreOne(
            @ForAll @IntRange(min = 1, max = 8) int pairs,
            @ForAll @IntRange(min = -5000, max = 5000) int j,
            @ForAll @IntRange(min = -5000, max = 5000) int k) {
        Matrix both = subject().rotation(2 * pairs, j).times(subject().rotation(2 * pairs, k));
        assertThat(subject().rotation(2 * pairs, j + k).toArray())
                .containsExactly(both.toArray(), within(tolerance(j, k)));
    }

    @Claim("SA-04")
    @Test
    void atPositionZeroEveryHandPointsUp() {
        assertThat(subject().at(6, 0)).containsExactly(0, 1, 0, 1, 0, 1);
    }

    @Claim("SA-04")
    @Test
    void positionOneHasTheNumbersOfTheDocument() {
        assertThat(subject().at(4, 1))
                .containsExactly(
                        new double[] {0.8414710, 0.5403023, 0.0099998, 0.9999500}, within(5e-8));
        assertThat(subject().at(2, 2))
                .containsExactly(new double[] {0.9092974, -0.4161468}, within(5e-8));
    }

    /// The document's number for "the dot product tells which came first".
    @Test
    void theDotProductDoesNotTellDirection() {
        SinusoidalPositions positions = new SinusoidalPositions(4);
        double ahead = dot(positions.at(10), positions.at(13));
        double behind = dot(positions.at(10), positions.at(7));
        assertThat(ahead).isCloseTo(behind, within(tolerance(13)));
        assertThat(ahead).isCloseTo(Math.cos(3) + Math.cos(0.03), within(tolerance(13)));
        assertThat(ahead).isCloseTo(0.0096, within(5e-5));
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }

    @Test
    void theTableIsRoundedOnce() {
        SinusoidalPositions positions = new SinusoidalPositions(6);
        float[] table = positions.table(40).toArray();
        for (int p = 0; p < 40; p++) {
            for (int c = 0; c < 6; c++) {
                assertThat(table[p * 6 + c]).isEqualTo((float) positions.at(p)[c]);
            }
        }
    }

    @Test
    void anOddWidthHasNoPairs() {
        for (int width : new int[] {-2, 0, 1, 7}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new SinusoidalPositions(width))
                    .withMessageEndingWith("must be positive and even, got " + width);
        }
    }

    private static double[] clocks(int width, double exponent, double position) {
        double[] vector = new double[width];
        for (int i = 0; i < width / 2; i++) {
            double angle = position * Math.pow(10_000, exponent * i / width);
            vector[2 * i] = Math.sin(angle);
            vector[2 * i + 1] = Math.cos(angle);
        }
        return vector;
    }

    @Mutant("SA-04") // sine and cosine change places
    static class SwapsSineAndCosine extends SinusoidalPositionsTest {
        @Override
        Positions subject() {
            return (width, position) -> {
                double[] right = new SinusoidalPositions(width).at(position);
                double[] swapped = new double[width];
                for (int c = 0; c < width; c++) {
                    swapped[c] = right[c ^ 1];
                }
                return swapped;
            };
        }
    }

    @Mutant("SA-04") // the exponent is i/C instead of 2i/C
    static class HalvesTheExponent extends SinusoidalPositionsTest {
        @Override
        Positions subject() {
            return (width, position) -> clocks(width, -1, position);
        }
    }

    @Mutant("SA-04") // positions count from 1
    static class CountsFromOne extends SinusoidalPositionsTest {
        @Override
        Positions subject() {
            return (width, position) -> clocks(width, -2, position + 1.0);
        }
    }

    @Mutant("SA-04") // angles are rounded to 32 bits
    static class RoundsAngles extends SinusoidalPositionsTest {
        @Override
        Positions subject() {
            return (width, position) -> {
                double[] vector = new double[width];
                for (int i = 0; i < width / 2; i++) {
                    float angle = position * (float) Math.pow(10_000, -2.0 * i / width);
                    vector[2 * i] = Math.sin(angle);
                    vector[2 * i + 1] = Math.cos(angle);
                }
                return vector;
            };
        }
    }

    @Mutant("SA-04") // rotates backwards
    static class RotatesBackwards extends SinusoidalPositionsTest {
        @Override
        Positions subject() {
            return new Positions() {
                @Override
                public double[] at(int width, int position) {
                    return new SinusoidalPositions(width).at(position);
                }

                @Override
                public Matrix rotation(int width, int offset) {
                    return new SinusoidalPositions(width).rotation(-offset);
                }
            };
        }
    }

    @Mutant("SA-04") // zeros
    static class Zeros extends SinusoidalPositionsTest {
        @Override
        Positions subject() {
            return (width, position) -> new double[width];
        }
    }
}
