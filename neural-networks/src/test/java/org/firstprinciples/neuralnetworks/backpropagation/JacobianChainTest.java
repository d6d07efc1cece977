package org.firstprinciples.neuralnetworks.backpropagation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.generators.Matrices;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

class JacobianChainTest {

    long cheapest(int... extents) {
        return new JacobianChain(extents).cheapest();
    }

    long reverse(int... extents) {
        return new JacobianChain(extents).reverse();
    }

    /// A product in some order, and what it cost.
    record Product(Matrix matrix, long cost) {}

    private static List<Product> allOrders(List<Matrix> factors) {
        if (factors.size() == 1) {
            return List.of(new Product(factors.getFirst(), 0));
        }
        List<Product> all = new ArrayList<>();
        for (int cut = 1; cut < factors.size(); cut++) {
            for (Product left : allOrders(factors.subList(0, cut))) {
                for (Product right : allOrders(factors.subList(cut, factors.size()))) {
                    Matrix a = left.matrix;
                    Matrix b = right.matrix;
                    long here = (long) a.rows() * a.columns() * b.columns();
                    all.add(new Product(a.times(b), left.cost + right.cost + here));
                }
            }
        }
        return all;
    }

    /// All orders give one product, and the cheapest of them costs what the program says.
    @Claim("BP-13")
    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void anyOrderIsRightAndOneIsCheapest(
            @ForAll @IntRange(min = 1, max = 7) int factors, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] extents = random.ints(factors + 1L, 1, 7).toArray();
        List<Matrix> chain = new ArrayList<>();
        for (int i = 0; i < factors; i++) {
            chain.add(Matrices.matrix(Matrices.integers(random, extents[i], extents[i + 1], 3)));
        }
        List<Product> all = allOrders(chain);
        Matrix first = all.getFirst().matrix();
        long fewest = Long.MAX_VALUE;
        for (Product product : all) {
            assertThat(product.matrix().plus(first.times(-1)).toArray()).containsOnly(0.0);
            fewest = Math.min(fewest, product.cost());
        }
        assertThat(cheapest(extents)).isEqualTo(fewest);
        // the last order is the one that cuts at the end again and again: from the output on
        assertThat(reverse(extents)).isEqualTo(all.getLast().cost());
        assertThat(new JacobianChain(extents).forward()).isEqualTo(all.getFirst().cost());
    }

    /// With one output and equal widths nothing beats reverse; with uneven ones something may.
    @Claim("BP-13")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void oneOutputAndEqualWidths(
            @ForAll @IntRange(min = 1, max = 8) int layers,
            @ForAll @IntRange(min = 1, max = 9) int width,
            @ForAll @IntRange(min = 1, max = 9) int inputs) {
        int[] extents = new int[layers + 2];
        extents[0] = 1;
        Arrays.fill(extents, 1, layers + 1, width);
        extents[layers + 1] = inputs;
        assertThat(reverse(extents)).isEqualTo(cheapest(extents));
    }

    @Claim("BP-13")
    @Example
    void reverseIsNotAlwaysBest() {
        assertThat(reverse(1, 1, 3, 2)).isEqualTo(9);
        assertThat(cheapest(1, 1, 3, 2)).isEqualTo(8);
        assertThat(cheapest(5, 1, 5, 1, 5)).isEqualTo(35);
        assertThat(reverse(5, 1, 5, 1, 5)).isEqualTo(75);
        assertThat(cheapest(3, 4)).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> cheapest(3, 0))
                .withMessage("two extents above 0 are needed, got [3, 0]");
    }

    @Mutant("BP-13") // what backpropagation does is taken for the best
    static class AlwaysReverse extends JacobianChainTest {
        @Override
        long cheapest(int... extents) {
            return new JacobianChain(extents).reverse();
        }
    }

    @Mutant("BP-13") // forward for reverse
    static class Forward extends JacobianChainTest {
        @Override
        long reverse(int... extents) {
            return new JacobianChain(extents).forward();
        }
    }
}
