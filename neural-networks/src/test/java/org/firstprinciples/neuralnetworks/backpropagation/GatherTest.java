package org.firstprinciples.neuralnetworks.backpropagation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;

import java.util.Arrays;
import java.util.SplittableRandom;

class GatherTest {

    double[] backward(Gather gather, double... dy) {
        return gather.backward(dy);
    }

    private static int size(int... shape) {
        int size = 1;
        for (int extent : shape) {
            size *= extent;
        }
        return size;
    }

    private static Gather random(SplittableRandom random, int kind) {
        int rank = random.nextInt(5);
        int[] shape = random.ints(rank, 0, 4).toArray();
        return switch (kind) {
            case 0 -> {
                int[] from = shape.clone();
                for (int axis = 0; axis < rank; axis++) {
                    from[axis] = random.nextBoolean() ? 1 : shape[axis];
                }
                int dropped = rank == 0 ? 0 : random.nextInt(rank + 1);
                int[] fewer = Arrays.copyOfRange(from, dropped, rank);
                yield Gather.broadcast(fewer, shape);
            }
            case 1 -> {
                int[] order = new int[rank];
                for (int axis = 0; axis < rank; axis++) {
                    order[axis] = (axis + rank / 2) % rank;
                }
                yield Gather.transpose(shape, order);
            }
            case 2 -> {
                int[] from = new int[rank];
                int[] extents = new int[rank];
                for (int axis = 0; axis < rank; axis++) {
                    from[axis] = random.nextInt(shape[axis] + 1);
                    extents[axis] = random.nextInt(shape[axis] - from[axis] + 1);
                }
                yield Gather.slice(shape, from, extents);
            }
            default -> {
                int n = 1 + random.nextInt(5);
                yield Gather.of(n, random.ints(random.nextInt(9), 0, n).toArray());
            }
        };
    }

    /// `⟨ȳ, Gx⟩ = ⟨Gᵀȳ, x⟩` for all kinds, on whole numbers, also with extents of 0 and without axes.
    @Claim("BP-06")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void pullingBackIsTheTranspose(
            @ForAll @IntRange(min = 0, max = 3) int kind, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Gather gather = random(random, kind);
        int n = inputs(gather);
        double[] x = random.ints(n, -9, 10).asDoubleStream().toArray();
        double[] y = gather.forward(x);
        double[] dy = random.ints(y.length, -9, 10).asDoubleStream().toArray();
        double[] dx = backward(gather, dy);
        double left = 0;
        double right = 0;
        for (int k = 0; k < y.length; k++) {
            left += dy[k] * y[k];
        }
        for (int i = 0; i < n; i++) {
            right += dx[i] * x[i];
        }
        assertThat(dx).hasSize(n);
        assertThat(left == right).isTrue();
    }

    private static int inputs(Gather gather) {
        for (int n = 0; ; n++) {
            try {
                gather.forward(new double[n]);
                return n;
            } catch (ShapeException e) {
                // another number of inputs
            }
        }
    }

    /// Broadcast against loops: a row over rows, a column over columns, a number over all; the pullback of each is a sum.
    @Claim("BP-06")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void broadcastsAreSummed(
            @ForAll @IntRange(min = 0, max = 4) int rows,
            @ForAll @IntRange(min = 0, max = 4) int columns,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] row = random.ints(columns, -9, 10).asDoubleStream().toArray();
        double[] column = random.ints(rows, -9, 10).asDoubleStream().toArray();
        double[] dy = random.ints((long) rows * columns, -9, 10).asDoubleStream().toArray();
        Gather ofRow = Gather.broadcast(new int[] {columns}, rows, columns);
        Gather ofColumn = Gather.broadcast(new int[] {rows, 1}, rows, columns);
        Gather ofNumber = Gather.broadcast(new int[0], rows, columns);
        double[] sumOfRows = new double[columns];
        double[] sumOfColumns = new double[rows];
        double sum = 0;
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                assertThat(ofRow.forward(row)[i * columns + j]).isEqualTo(row[j]);
                assertThat(ofColumn.forward(column)[i * columns + j]).isEqualTo(column[i]);
                sumOfRows[j] += dy[i * columns + j];
                sumOfColumns[i] += dy[i * columns + j];
                sum += dy[i * columns + j];
            }
        }
        assertThat(backward(ofRow, dy)).isEqualTo(sumOfRows);
        assertThat(backward(ofColumn, dy)).isEqualTo(sumOfColumns);
        assertThat(backward(ofNumber, dy)).isEqualTo(new double[] {sum});
        Gather turned = Gather.transpose(new int[] {rows, columns}, 1, 0);
        Gather back = Gather.transpose(new int[] {columns, rows}, 1, 0);
        assertThat(backward(turned, turned.forward(dy))).isEqualTo(dy);
        assertThat(backward(turned, dy)).isEqualTo(back.forward(dy));
    }

    @Claim("BP-06")
    @Example
    void slicesAndLookups() {
        Gather slice = Gather.slice(new int[] {2, 3}, new int[] {1, 1}, 1, 2);
        assertThat(slice.forward(1, 2, 3, 4, 5, 6)).containsExactly(5, 6);
        assertThat(backward(slice, 7, 8)).containsExactly(0, 0, 0, 0, 7, 8);
        Gather twice = Gather.of(3, 2, 2, 0);
        assertThat(backward(twice, 1, 10, 100)).containsExactly(100, 0, 11);
        assertThat(Gather.broadcast(new int[0]).forward(4)).containsExactly(4);
        assertThatThrownBy(() -> Gather.of(2, 2))
                .isInstanceOf(ShapeException.class)
                .hasMessage("gather: there are 2 numbers, number 2 was asked for");
        assertThatThrownBy(() -> Gather.broadcast(new int[] {2}, 3))
                .hasMessage("broadcast: [2] does not fit into [3]");
        assertThatThrownBy(() -> Gather.broadcast(new int[] {1, 1}, 3))
                .isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> Gather.transpose(new int[] {2, 3}, 0, 0))
                .hasMessage("transpose: [0, 0] is no order of 2 axes");
        assertThatThrownBy(() -> Gather.slice(new int[] {2}, new int[] {1}, 2))
                .hasMessage("slice: [2] from [1] does not lie in [2]");
        assertThatThrownBy(() -> backward(twice, 1)).hasMessageContaining("3 numbers are needed");
        assertThat(size(2, 0)).isZero();
    }

    @Mutant("BP-06") // the last copy wins
    static class Overwrites extends GatherTest {
        @Override
        double[] backward(Gather gather, double... dy) {
            gather.backward(dy);
            double[] ones = new double[dy.length];
            Arrays.fill(ones, 1);
            double[] copies = gather.backward(ones);
            double[] right = gather.backward(dy);
            for (int i = 0; i < right.length; i++) {
                right[i] = copies[i] > 1 ? right[i] / copies[i] : right[i];
            }
            return right;
        }
    }
}
