package org.firstprinciples.mathfoundations.informationtheory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.generators.Simplexes;
import org.firstprinciples.mathfoundations.probability.Entropy;

import java.util.Arrays;
import java.util.SplittableRandom;

class JointDistributionTest {

    private static final double LN_2 = Math.log(2);

    /// What is measured of a pair of variables.
    interface Measures {
        default double conditionalEntropy(JointDistribution joint) {
            return joint.conditionalEntropy();
        }

        default double mutualInformation(JointDistribution joint) {
            return joint.mutualInformation();
        }

        default double kl(double[] p, double[] q) {
            return Divergence.kl(p, q);
        }
    }

    Measures subject() {
        return new Measures() {};
    }

    private static JointDistribution joint(SplittableRandom random, int a, int b) {
        return JointDistribution.of(Simplexes.table(random, a, b));
    }

    /// For sums of `ab` terms of size `p·(1 + |ln p|)`, whose total is at most `1 + ln ab`.
    private static double tolerance(JointDistribution joint) {
        int n = joint.flat().length;
        return 4 * (n + 4) * Rounding.U * (1 + Math.log(n));
    }

    // ---- IT-03

    /// `D(p(x,y)‖q(x,y)) = D(p(x)‖q(x)) + Σ p(x) D(p(y|x)‖q(y|x))`.
    @Claim("IT-03")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void theDivergenceOfPairsIsThatOfTheFirstAndTheMeanOfTheSecond(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 4) int a,
            @ForAll @IntRange(min = 1, max = 4) int b) {
        SplittableRandom random = new SplittableRandom(seed);
        JointDistribution p = joint(random, a, b);
        double[] positive = Simplexes.positive(random, a * b);
        JointDistribution q =
                random.nextInt(4) == 0
                        ? joint(random, a, b)
                        : JointDistribution.of(rows(positive, a, b));
        double[] ofX = p.marginalX();
        double sum = subject().kl(ofX, q.marginalX());
        for (int x = 0; x < a && sum < Double.POSITIVE_INFINITY; x++) {
            if (ofX[x] > 0) {
                sum += ofX[x] * subject().kl(p.conditional(x), q.conditional(x));
            }
        }
        double joint = subject().kl(p.flat(), q.flat());
        Statistics.label("divergence")
                .collect(joint == Double.POSITIVE_INFINITY ? "infinite" : "finite");
        if (joint == Double.POSITIVE_INFINITY) {
            assertThat(sum).isEqualTo(joint);
        } else {
            assertThat(joint).isCloseTo(sum, within(3 * Rounding.apart(p.flat(), q.flat())));
        }
    }

    @Claim("IT-03")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void divergencesOfIndependentVariablesAdd(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 4) int a,
            @ForAll @IntRange(min = 1, max = 4) int b) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] p = Simplexes.dyadic(random, a);
        double[] p2 = Simplexes.dyadic(random, b);
        double[] q = Simplexes.positive(random, a);
        double[] q2 = Simplexes.positive(random, b);
        double[] truth = JointDistribution.independent(p, p2).flat();
        double[] model = JointDistribution.independent(q, q2).flat();
        assertThat(subject().kl(truth, model))
                .isCloseTo(
                        subject().kl(p, q) + subject().kl(p2, q2),
                        within(3 * Rounding.apart(truth, model)));
    }

    private static double[][] rows(double[] flat, int a, int b) {
        double[][] rows = new double[a][];
        Arrays.setAll(rows, x -> Arrays.copyOfRange(flat, x * b, (x + 1) * b));
        return rows;
    }

    // ---- IT-06

    @Claim("IT-06")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void theChainRuleAndItsBounds(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 5) int a,
            @ForAll @IntRange(min = 1, max = 5) int b) {
        JointDistribution joint = joint(new SplittableRandom(seed), a, b);
        double ofX = Entropy.of(joint.marginalX());
        double ofY = Entropy.of(joint.marginalY());
        double ofYKnowingX = subject().conditionalEntropy(joint);
        double ofXKnowingY = subject().conditionalEntropy(joint.transpose());
        double tolerance = tolerance(joint);
        assertThat(joint.entropy())
                .isCloseTo(ofX + ofYKnowingX, within(tolerance))
                .isCloseTo(ofY + ofXKnowingY, within(tolerance))
                .isBetween(Math.max(ofX, ofY) - tolerance, ofX + ofY + tolerance);
    }

    /// `H(Y) − H(Y|X) ≥ 2 TV²` by Pinsker, for the distance of the table from that of independent variables. Half of the tables are
    /// close to independent ones.
    @Claim({"IT-24", "IT-07"})
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void knowingLowersTheEntropyUnlessTheVariablesAreIndependent(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 5) int a,
            @ForAll @IntRange(min = 1, max = 5) int b) {
        SplittableRandom random = new SplittableRandom(seed);
        JointDistribution joint = joint(random, a, b);
        if (random.nextBoolean()) {
            double weight = Math.scalb(1.0, -random.nextInt(14));
            double[] product =
                    JointDistribution.independent(joint.marginalX(), joint.marginalY()).flat();
            double[] flat = joint.flat();
            double[] mixed = new double[a * b];
            Arrays.setAll(mixed, i -> weight * flat[i] + (1 - weight) * product[i]);
            joint = JointDistribution.of(rows(mixed, a, b));
        }
        double ofY = Entropy.of(joint.marginalY());
        double left = subject().conditionalEntropy(joint);
        double tolerance = tolerance(joint);
        double distance =
                Divergence.totalVariation(
                        joint.flat(),
                        JointDistribution.independent(joint.marginalX(), joint.marginalY()).flat());
        assertThat(left).isBetween(-tolerance, ofY - 2 * distance * distance + tolerance);
        assertThat(subject().mutualInformation(joint))
                .isGreaterThanOrEqualTo(2 * distance * distance - tolerance);
        boolean dependent = 2 * distance * distance > 2 * tolerance;
        Statistics.label("X and Y").collect(dependent ? "dependent" : "nearly independent");
        if (dependent) {
            assertThat(left).isLessThan(ofY);
        }
    }

    /// Independent variables reach the sum, and variables that are tied by the least amount do not.
    @Claim("IT-24")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void entropiesAddExactlyIfTheVariablesAreIndependent(
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = 5) int a,
            @ForAll @IntRange(min = 2, max = 5) int b) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] p = Simplexes.positive(random, a);
        double[] q = Simplexes.positive(random, b);
        JointDistribution product = JointDistribution.independent(p, q);
        assertThat(product.entropy())
                .isCloseTo(Entropy.of(p) + Entropy.of(q), within(tolerance(product)));
        double[][] tied = rows(product.flat(), a, b);
        double shift = Math.min(Math.min(tied[0][0], tied[1][1]), 0x1p-13);
        tied[0][0] -= shift;
        tied[1][1] -= shift;
        tied[0][1] += shift;
        tied[1][0] += shift;
        assertThat(subject().conditionalEntropy(JointDistribution.of(tied)))
                .isLessThan(Entropy.of(q));
    }

    /// The worked example of the document: knowing Y helps on average, and not in every case.
    @Claim({"IT-06", "IT-24", "IT-07"})
    @Example
    void aPairByHand() {
        JointDistribution joint =
                JointDistribution.of(new double[] {0.5, 0.25}, new double[] {0, 0.25});
        assertThat(Entropy.bits(joint.marginalX())).isCloseTo(0.81128, within(5e-6));
        assertThat(Entropy.bits(joint.marginalY())).isEqualTo(1);
        assertThat(joint.entropy() / LN_2).isCloseTo(1.5, within(1e-15));
        assertThat(Entropy.bits(joint.transpose().conditional(1))).isEqualTo(1);
        assertThat(Entropy.bits(joint.transpose().conditional(0))).isEqualTo(0);
        assertThat(subject().conditionalEntropy(joint.transpose()) / LN_2)
                .isCloseTo(0.5, within(1e-15));
        assertThat(subject().mutualInformation(joint) / LN_2).isCloseTo(0.31128, within(5e-6));
    }

    @Claim({"IT-06", "IT-24"})
    @Example
    void whatIsDeterminedHasNoEntropyLeft() {
        JointDistribution determined =
                JointDistribution.of(
                        new double[] {0.5, 0}, new double[] {0, 0.25}, new double[] {0.25, 0});
        assertThat(subject().conditionalEntropy(determined)).isEqualTo(0);
        JointDistribution withEmptyRow =
                JointDistribution.of(new double[] {0, 0}, new double[] {0.5, 0.5});
        assertThat(subject().conditionalEntropy(withEmptyRow)).isEqualTo(LN_2);
    }

    // ---- IT-07

    @Claim("IT-07")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void fourFormsOfMutualInformation(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 5) int a,
            @ForAll @IntRange(min = 1, max = 5) int b) {
        JointDistribution joint = joint(new SplittableRandom(seed), a, b);
        double ofX = Entropy.of(joint.marginalX());
        double ofY = Entropy.of(joint.marginalY());
        double information = subject().mutualInformation(joint);
        double tolerance = tolerance(joint);
        assertThat(information)
                .isCloseTo(ofX + ofY - joint.entropy(), within(tolerance))
                .isCloseTo(ofY - joint.conditionalEntropy(), within(tolerance))
                .isCloseTo(
                        Divergence.kl(
                                joint.flat(),
                                JointDistribution.independent(joint.marginalX(), joint.marginalY())
                                        .flat()),
                        within(tolerance))
                .isCloseTo(subject().mutualInformation(joint.transpose()), within(tolerance))
                .isBetween(-tolerance, Math.min(ofX, ofY) + tolerance);
    }

    @Claim("IT-07")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void independentVariablesKnowNothingAndCopiesKnowAll(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int k) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] p = Simplexes.dyadic(random, k);
        JointDistribution product = JointDistribution.independent(p, Simplexes.dyadic(random, k));
        assertThat(subject().mutualInformation(product)).isCloseTo(0, within(tolerance(product)));
        double[][] copy = new double[k][k];
        double[][] relabeled = new double[k][k];
        for (int x = 0; x < k; x++) {
            copy[x][x] = p[x];
            relabeled[x][(x + 1) % k] = p[x];
        }
        JointDistribution same = JointDistribution.of(copy);
        assertThat(subject().mutualInformation(same))
                .isCloseTo(Entropy.of(p), within(tolerance(same)));
        assertThat(subject().mutualInformation(JointDistribution.of(relabeled)))
                .isCloseTo(Entropy.of(p), within(tolerance(same)));
    }

    /// `I(X;Y,Z) = I(X;Y) + I(X;Z|Y)`, the last of them a mean over `y`.
    @Claim("IT-25")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void theChainRuleOfInformation(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 3) int a,
            @ForAll @IntRange(min = 1, max = 3) int b,
            @ForAll @IntRange(min = 1, max = 3) int c) {
        JointDistribution all = joint(new SplittableRandom(seed), a, b * c); // y·c + z
        double[][] table = rows(all.flat(), a, b * c);
        double[][] ofXY = new double[a][b];
        double conditional = 0;
        for (int y = 0; y < b; y++) {
            double mass = 0;
            for (int x = 0; x < a; x++) {
                for (int z = 0; z < c; z++) {
                    ofXY[x][y] += table[x][y * c + z];
                    mass += table[x][y * c + z];
                }
            }
            if (mass > 0) {
                double[][] given = new double[a][c];
                for (int x = 0; x < a; x++) {
                    for (int z = 0; z < c; z++) {
                        given[x][z] = table[x][y * c + z] / mass;
                    }
                }
                conditional += mass * subject().mutualInformation(JointDistribution.of(given));
            }
        }
        assertThat(subject().mutualInformation(all))
                .isCloseTo(
                        subject().mutualInformation(JointDistribution.of(ofXY)) + conditional,
                        within(2 * tolerance(all)));
    }

    /// Correlation 0 and 0.918 bits in common: `X` is −1, 0 or 1, and `Y = X²`.
    @Claim("IT-07")
    @Example
    void squaresAreUncorrelated() {
        double third = 1 / 3.0;
        JointDistribution joint =
                JointDistribution.of(
                        new double[] {0, third}, new double[] {third, 0}, new double[] {0, third});
        assertThat(-1 * 1 * third + 0 * 0 * third + 1 * 1 * third).isZero(); // E XY, and E X = 0
        assertThat(subject().mutualInformation(joint) / LN_2).isCloseTo(0.918, within(5e-4));
    }

    /// Two fair bits and their exclusive or: each pair is independent, two together determine the third.
    @Claim({"IT-07", "IT-25"})
    @Example
    void twoBitsKnowTogetherWhatNeitherKnows() {
        double quarter = 0.25;
        JointDistribution both =
                JointDistribution.of(
                        new double[] {quarter, 0},
                        new double[] {0, quarter},
                        new double[] {0, quarter},
                        new double[] {quarter, 0}); // (x,y), x xor y
        JointDistribution one =
                JointDistribution.of(
                        new double[] {quarter, quarter}, new double[] {quarter, quarter});
        assertThat(subject().mutualInformation(one)).isEqualTo(0);
        assertThat(subject().mutualInformation(both)).isCloseTo(LN_2, within(1e-15));
    }

    @Example
    void badTablesAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JointDistribution.of(new double[] {1}, new double[] {0, 0}))
                .withMessage("rows must have one length, row 0 has 1 and row 1 has 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JointDistribution.of(new double[] {0.5, 0.6}))
                .withMessage("the table must sum to 1, its 2 numbers sum to 1.1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JointDistribution.of())
                .withMessage("the table must have at least one probability");
        JointDistribution joint =
                JointDistribution.of(new double[] {0, 0}, new double[] {0.5, 0.5});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> joint.conditional(0))
                .withMessage("x = 0 has probability 0, nothing can be conditioned on it");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> joint.conditional(2))
                .withMessage("x must be one of 0 … 1, got 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> joint.conditional(-1))
                .withMessage("x must be one of 0 … 1, got -1");
    }

    @Example
    void aTableKeepsItsNumbers() {
        double[] row = {0.25, 0.75};
        JointDistribution joint = JointDistribution.of(row);
        row[0] = 1;
        assertThat(joint.conditional(0)).containsExactly(0.25, 0.75);
    }

    // ---- wrong versions

    @Mutant("IT-03")
    static class AsymmetryLost extends JointDistributionTest {
        @Override
        Measures subject() {
            return new Measures() {
                @Override
                public double kl(double[] p, double[] q) {
                    return Divergence.jensenShannon(p, q);
                }
            };
        }
    }

    @Mutant({"IT-06", "IT-24"}) // every row counts the same
    static class PlainMeanOverRows extends JointDistributionTest {
        @Override
        Measures subject() {
            return new Measures() {
                @Override
                public double conditionalEntropy(JointDistribution joint) {
                    double[] ofX = joint.marginalX();
                    double sum = 0;
                    for (int x = 0; x < ofX.length; x++) {
                        sum += ofX[x] > 0 ? Entropy.of(joint.conditional(x)) : 0;
                    }
                    return sum / ofX.length;
                }
            };
        }
    }

    @Mutant({"IT-06", "IT-24"}) // of x where y is known
    static class KnowsTheOtherOne extends JointDistributionTest {
        @Override
        Measures subject() {
            return new Measures() {
                @Override
                public double conditionalEntropy(JointDistribution joint) {
                    return joint.transpose().conditionalEntropy();
                }
            };
        }
    }

    @Mutant({"IT-07", "IT-25"}) // one marginal is missing
    static class WithoutOneMarginal extends JointDistributionTest {
        @Override
        Measures subject() {
            return new Measures() {
                @Override
                public double mutualInformation(JointDistribution joint) {
                    return Entropy.of(joint.marginalX()) - joint.entropy();
                }
            };
        }
    }
}
