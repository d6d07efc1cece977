package org.firstprinciples.mathfoundations.probability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.apache.commons.math3.fraction.BigFraction;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;

class FiniteSpaceTest {

    double probability(FiniteSpace space, BitSet event) {
        return space.probability(event);
    }

    double conditional(FiniteSpace space, BitSet event, BitSet given) {
        return space.conditional(event, given);
    }

    boolean independent(FiniteSpace space, BitSet a, BitSet b) {
        return space.independent(a, b);
    }

    private static long[] weights(SplittableRandom random, int n) {
        long[] weights = new long[n];
        long total = 0;
        while (total == 0) {
            for (int i = 0; i < n; i++) {
                weights[i] = random.nextInt(3) == 0 ? 0 : random.nextInt(1, 5);
                total += weights[i];
            }
        }
        return weights;
    }

    private static BitSet event(int bits) {
        return BitSet.valueOf(new long[] {bits});
    }

    private static BigFraction exact(long[] weights, int event, int given) {
        long part = 0;
        long whole = 0;
        for (int i = 0; i < weights.length; i++) {
            part += ((event & given) >> i & 1) == 1 ? weights[i] : 0;
            whole += (given >> i & 1) == 1 ? weights[i] : 0;
        }
        return new BigFraction(part, whole);
    }

    /// All pairs of events: `P(A ∪ B) + P(A ∩ B) = P(A) + P(B)`, complements, monotony, and independence of complements.
    @Claim("PR-03")
    @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
    void allPairsOfEvents(@ForAll @IntRange(min = 1, max = 5) int n, @ForAll long seed) {
        long[] weights = weights(new SplittableRandom(seed), n);
        FiniteSpace space = FiniteSpace.of(weights);
        int all = (1 << n) - 1;
        for (int a = 0; a <= all; a++) {
            BigFraction pa = exact(weights, a, all);
            assertThat(probability(space, event(a))).isEqualTo(pa.doubleValue());
            assertThat(exact(weights, all & ~a, all)).isEqualTo(BigFraction.ONE.subtract(pa));
            for (int b = 0; b <= all; b++) {
                BigFraction pb = exact(weights, b, all);
                BigFraction both = exact(weights, a & b, all);
                assertThat(probability(space, event(a | b)))
                        .isEqualTo(pa.add(pb).subtract(both).doubleValue());
                if ((a & b) == a) {
                    assertThat(probability(space, event(a)))
                            .isLessThanOrEqualTo(probability(space, event(b)));
                }
                boolean independent = both.equals(pa.multiply(pb));
                assertThat(independent(space, event(a), event(b))).isEqualTo(independent);
                assertThat(independent(space, event(a), event(all & ~b))).isEqualTo(independent);
                if (pb.compareTo(BigFraction.ZERO) > 0) {
                    assertThat(conditional(space, event(a), event(b)))
                            .isEqualTo(exact(weights, a, b).doubleValue());
                }
            }
        }
    }

    /// `P(B) = Σ P(B|Aᵢ)P(Aᵢ)` for every way to cut the space into parts.
    @Claim("PR-17")
    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    void allPartitions(@ForAll @IntRange(min = 1, max = 6) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] weights = weights(random, n);
        int all = (1 << n) - 1;
        FiniteSpace space = FiniteSpace.of(weights);
        List<int[]> partitions = partitions(n);
        assertThat(partitions).hasSize(new int[] {1, 1, 2, 5, 15, 52, 203}[n]); // Bell
        int b = random.nextInt(all + 1);
        for (int[] blocks : partitions) {
            BigFraction total = BigFraction.ZERO;
            double rounded = 0;
            for (int block : blocks) {
                if (block != 0 && space.weight(event(block)) > 0) {
                    BigFraction part = exact(weights, block, all);
                    total = total.add(exact(weights, b, block).multiply(part));
                    rounded +=
                            conditional(space, event(b), event(block))
                                    * probability(space, event(block));
                }
            }
            assertThat(total).isEqualTo(exact(weights, b, all));
            assertThat(Math.abs(rounded - probability(space, event(b)))).isLessThan(1e-14);
        }
    }

    /// Blocks as bits, for every assignment of outcomes to blocks that opens blocks in order.
    private static List<int[]> partitions(int n) {
        List<int[]> found = new ArrayList<>();
        grow(found, new int[n], 0, 0, n);
        return found;
    }

    private static void grow(List<int[]> found, int[] blocks, int used, int i, int n) {
        if (i == n) {
            found.add(blocks.clone());
            return;
        }
        for (int block = 0; block <= used && block < n; block++) {
            blocks[block] |= 1 << i;
            grow(found, blocks, Math.max(used, block + 1), i + 1, n);
            blocks[block] &= ~(1 << i);
        }
    }

    /// Two fair bits and whether they differ: any two are independent, the three are not.
    @Claim("PR-03")
    @Example
    void pairwiseIsNotMutual() {
        FiniteSpace space = FiniteSpace.of(1, 1, 1, 1); // 00 01 10 11
        BitSet first = event(0b1100);
        BitSet second = event(0b1010);
        BitSet differ = event(0b0110);
        assertThat(independent(space, first, second)).isTrue();
        assertThat(independent(space, first, differ)).isTrue();
        assertThat(independent(space, second, differ)).isTrue();
        BitSet both = (BitSet) first.clone();
        both.and(second);
        assertThat(independent(space, both, differ)).isFalse();
    }

    @Claim("PR-03")
    @Example
    void edges() {
        FiniteSpace space = FiniteSpace.of(0, 3, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> conditional(space, event(0b111), event(0b001)))
                .withMessage("an event of probability 0 cannot be given: {0}");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> probability(space, event(0b1000)))
                .withMessage("there are 3 outcomes, the event is {3}");
        assertThatIllegalArgumentException().isThrownBy(() -> FiniteSpace.of(1, -1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FiniteSpace.of(0, 0))
                .withMessageContaining("got [0, 0]");
        assertThat(probability(space, event(0))).isZero();
    }

    @Mutant("PR-03") // every outcome counts alike
    static class IgnoresTheWeights extends FiniteSpaceTest {
        @Override
        double probability(FiniteSpace space, BitSet event) {
            return space.probability(event) > 0 ? event.cardinality() / 4.0 : 0;
        }
    }

    @Mutant({"PR-03", "PR-17"}) // P(A | B) is taken for P(B | A)
    static class WrongWayRound extends FiniteSpaceTest {
        @Override
        double conditional(FiniteSpace space, BitSet event, BitSet given) {
            space.conditional(event, given);
            return space.weight(event) == 0 ? 0 : space.conditional(given, event);
        }
    }

    @Mutant("PR-03") // events that exclude each other are called independent
    static class Disjoint extends FiniteSpaceTest {
        @Override
        boolean independent(FiniteSpace space, BitSet a, BitSet b) {
            return !a.intersects(b);
        }
    }
}
