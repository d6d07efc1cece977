package org.firstprinciples.mathfoundations.probability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

import org.apache.commons.math3.fraction.BigFraction;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.calculus.Rational;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BinaryOperator;

class JointTableTest {

    Rational mean(JointTable<Rational> table, BinaryOperator<Rational> f) {
        return table.mean(f);
    }

    Rational covariance(
            JointTable<Rational> table, BinaryOperator<Rational> f, BinaryOperator<Rational> g) {
        return table.covariance(f, g);
    }

    Rational conditionalMean(JointTable<Rational> table, int j) {
        return table.conditionalMean(j);
    }

    Rational varianceWithin(JointTable<Rational> table) {
        return table.varianceWithin();
    }

    private static JointTable<Rational> table(long[] x, long[] y, long[][] weights) {
        long total = 0;
        for (long[] row : weights) {
            for (long weight : row) {
                total += weight;
            }
        }
        List<List<Rational>> masses = new ArrayList<>();
        for (long[] row : weights) {
            List<Rational> list = new ArrayList<>();
            for (long weight : row) {
                list.add(Rational.of(weight, total));
            }
            masses.add(list);
        }
        return new JointTable<>(rationals(x), rationals(y), masses);
    }

    private static List<Rational> rationals(long... x) {
        List<Rational> list = new ArrayList<>();
        for (long i : x) {
            list.add(Rational.of(i, 1));
        }
        return list;
    }

    private static JointTable<Rational> random(SplittableRandom random, int a, int b) {
        long[][] weights = new long[a][b];
        for (long[] row : weights) {
            for (int j = 0; j < b; j++) {
                row[j] = random.nextInt(3) == 0 ? 0 : random.nextInt(1, 10);
            }
        }
        if (random.nextInt(4) == 0) { // a value of Y that never comes
            for (long[] row : weights) {
                row[b - 1] = 0;
            }
        }
        weights[0][0] += 1;
        return table(random.longs(a, -5, 6).toArray(), random.longs(b, -5, 6).toArray(), weights);
    }

    private static BigFraction zero() {
        return BigFraction.ZERO;
    }

    /// `𝔼(aX + bY + c)`, `Var(aX + bY)` and `Cov² ≤ Var·Var`, in fractions and under dependence.
    @Claim({"PR-05", "PR-19"})
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(onFailureOnly = true)
    void expectationIsLinearAndVarianceIsNot(
            @ForAll @IntRange(min = 1, max = 5) int rows,
            @ForAll @IntRange(min = 1, max = 5) int columns,
            @ForAll @IntRange(min = -30, max = 30) int tenthsOfA,
            @ForAll @IntRange(min = -30, max = 30) int tenthsOfB,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        JointTable<Rational> t = random(random, rows, columns);
        Rational a = Rational.of(tenthsOfA, 10);
        Rational b = Rational.of(tenthsOfB, 10);
        Rational c = Rational.of(random.nextInt(-50, 51), 7);
        BinaryOperator<Rational> x = (s, y) -> s;
        BinaryOperator<Rational> y = (s, r) -> r;
        BinaryOperator<Rational> mix = (s, r) -> s.times(a).plus(r.times(b));
        Rational meanX = t.mean(x);
        Rational meanY = t.mean(y);
        assertThat(mean(t, (s, r) -> mix.apply(s, r).plus(c)))
                .isEqualTo(meanX.times(a).plus(meanY.times(b)).plus(c));
        Rational varX = covariance(t, x, x);
        Rational varY = covariance(t, y, y);
        Rational cov = covariance(t, x, y);
        assertThat(covariance(t, mix, mix))
                .isEqualTo(
                        varX.times(a)
                                .times(a)
                                .plus(varY.times(b).times(b))
                                .plus(cov.times(a).times(b).times(2)));
        assertThat(cov).isEqualTo(t.mean(Rational::times).minus(meanX.times(meanY)));
        assertThat(cov.times(cov).value()).isLessThanOrEqualTo(varX.times(varY).value());
        // the covariance matrix of (X, Y) has no negative value along any direction: that of aX +
        // bY
        assertThat(covariance(t, mix, mix).value()).isGreaterThanOrEqualTo(zero());
        if (rows > 1 && columns > 1) {
            Statistics.label("Cov ≠ 0")
                    .collect(cov.value().equals(zero()))
                    .coverage(seen -> seen.check(false).percentage(p -> p >= 70));
        }
    }

    /// Three variables, `X`, `Y` and `XY`: the variance of a sum is a sum over all pairs.
    @Claim("PR-19")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void allPairsOfVariables(
            @ForAll @IntRange(min = 1, max = 4) int rows,
            @ForAll @IntRange(min = 1, max = 4) int columns,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        JointTable<Rational> t = random(random, rows, columns);
        List<BinaryOperator<Rational>> variables =
                List.of((s, r) -> s, (s, r) -> r, (s, r) -> s.times(r));
        List<Rational> v = rationals(random.longs(3, -5, 6).toArray());
        BinaryOperator<Rational> sum =
                (s, r) -> {
                    Rational total = Rational.of(0, 1);
                    for (int i = 0; i < 3; i++) {
                        total = total.plus(v.get(i).times(variables.get(i).apply(s, r)));
                    }
                    return total;
                };
        Rational pairs = Rational.of(0, 1);
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                Rational cov = covariance(t, variables.get(i), variables.get(j));
                pairs = pairs.plus(v.get(i).times(v.get(j)).times(cov));
            }
        }
        assertThat(covariance(t, sum, sum)).isEqualTo(pairs);
    }

    /// Independent numbers, impossible values among them: `𝔼(XY) = 𝔼X 𝔼Y`, the covariance is 0, and variances add up.
    @Claim("PR-19")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void independentNumbers(
            @ForAll @IntRange(min = 1, max = 5) int rows,
            @ForAll @IntRange(min = 1, max = 5) int columns,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] ofX = random.longs(rows, 0, 5).toArray();
        long[] ofY = random.longs(columns, 0, 5).toArray();
        ofX[0]++;
        ofY[0]++;
        long[][] weights = new long[rows][columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                weights[i][j] = ofX[i] * ofY[j];
            }
        }
        JointTable<Rational> t =
                table(
                        random.longs(rows, -5, 6).toArray(),
                        random.longs(columns, -5, 6).toArray(),
                        weights);
        BinaryOperator<Rational> x = (s, r) -> s;
        BinaryOperator<Rational> y = (s, r) -> r;
        assertThat(t.mean(Rational::times)).isEqualTo(t.mean(x).times(t.mean(y)));
        assertThat(covariance(t, x, y)).isEqualTo(Rational.of(0, 1));
        assertThat(covariance(t, Rational::plus, Rational::plus))
                .isEqualTo(covariance(t, x, x).plus(covariance(t, y, y)));
    }

    /// Cells one by one, without the class: `Σ f(xᵢ,yⱼ)pᵢⱼ`.
    @Claim("PR-05")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void aMeanIsASumOverOutcomes(
            @ForAll @IntRange(min = 1, max = 5) int rows,
            @ForAll @IntRange(min = 1, max = 5) int columns,
            @ForAll long seed) {
        JointTable<Rational> t = random(new SplittableRandom(seed), rows, columns);
        BigFraction sum = zero();
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                BigFraction x = t.x().get(i).value();
                BigFraction y = t.y().get(j).value();
                sum = sum.add(x.multiply(x).add(y).multiply(t.masses().get(i).get(j).value()));
            }
        }
        assertThat(mean(t, (s, r) -> s.times(s).plus(r)).value()).isEqualTo(sum);
    }

    /// `𝔼𝔼[X|Y] = 𝔼X`, `Var X = 𝔼Var(X|Y) + Var 𝔼[X|Y]`, and no guess from `Y` beats `𝔼[X|Y]`: the excess of `g` is
    /// `𝔼(g − 𝔼[X|Y])²`.
    @Claim("PR-06")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void totalExpectationAndVariance(
            @ForAll @IntRange(min = 1, max = 5) int rows,
            @ForAll @IntRange(min = 1, max = 5) int columns,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        JointTable<Rational> t = random(random, rows, columns);
        BinaryOperator<Rational> x = (s, r) -> s;
        BigFraction mean = zero();
        BigFraction excess = zero();
        BigFraction ofGuess = zero();
        for (int j = 0; j < columns; j++) {
            BigFraction marginal = t.marginal(j).value();
            if (marginal.compareTo(zero()) > 0) {
                BigFraction best = conditionalMean(t, j).value();
                mean = mean.add(best.multiply(marginal));
                BigFraction guess = new BigFraction(random.nextInt(-9, 10), 2);
                excess = excess.add(guess.subtract(best).pow(2).multiply(marginal));
                for (int i = 0; i < rows; i++) {
                    BigFraction miss = t.x().get(i).value().subtract(guess);
                    ofGuess = ofGuess.add(miss.pow(2).multiply(t.masses().get(i).get(j).value()));
                }
            }
        }
        assertThat(mean).isEqualTo(t.mean(x).value());
        assertThat(varianceWithin(t).plus(t.varianceBetween())).isEqualTo(t.covariance(x, x));
        assertThat(ofGuess).isEqualTo(varianceWithin(t).value().add(excess));
    }

    /// Letters of the next word and the kind of story: home stories say mat, mat, sofa, fairy tales mat, sofa, moon.
    @Claim("PR-06")
    @Example
    void theLengthOfAWord() {
        JointTable<Rational> t =
                table(new long[] {3, 4}, new long[] {0, 1}, new long[][] {{2, 1}, {1, 2}});
        BinaryOperator<Rational> length = (s, r) -> s;
        assertThat(mean(t, length)).isEqualTo(Rational.of(7, 2));
        assertThat(t.covariance(length, length)).isEqualTo(Rational.of(1, 4));
        assertThat(conditionalMean(t, 0)).isEqualTo(Rational.of(10, 3));
        assertThat(conditionalMean(t, 1)).isEqualTo(Rational.of(11, 3));
        assertThat(varianceWithin(t)).isEqualTo(Rational.of(2, 9));
        assertThat(t.varianceBetween()).isEqualTo(Rational.of(1, 36));
        // the guesses 3 at home and 4 in fairy tales are wrong by 1 once in three times
        assertThat(mean(t, (s, r) -> s.minus(r.plus(3)).times(s.minus(r.plus(3)))))
                .isEqualTo(Rational.of(1, 3));
    }

    /// The indicator of *moon* is 1 for a part of the words of four letters: covariance 1/12, correlation 1/√5.
    @Claim("PR-19")
    @Example
    void lettersAndMoon() {
        JointTable<Rational> t =
                table(new long[] {3, 4}, new long[] {0, 1}, new long[][] {{3, 0}, {2, 1}});
        BinaryOperator<Rational> letters = (s, r) -> s;
        BinaryOperator<Rational> moon = (s, r) -> r;
        assertThat(mean(t, (s, r) -> s.plus(r.times(6)))).isEqualTo(Rational.of(9, 2));
        assertThat(covariance(t, letters, moon)).isEqualTo(Rational.of(1, 12));
        assertThat(covariance(t, letters, letters)).isEqualTo(Rational.of(1, 4));
        assertThat(covariance(t, moon, moon)).isEqualTo(Rational.of(5, 36));
        assertThat(1 / 12.0 / Math.sqrt(1 / 4.0 * 5 / 36)).isCloseTo(0.447, within(5e-4));
    }

    /// `Y` is fair; `X` is 0 or 2 for the one, 4, 6 or 8 for the other.
    @Claim("PR-06")
    @Example
    void twoGroupsByHand() {
        JointTable<Rational> t =
                table(
                        new long[] {0, 2, 4, 6, 8},
                        new long[] {0, 1},
                        new long[][] {{3, 0}, {3, 0}, {0, 2}, {0, 2}, {0, 2}});
        assertThat(t.mean((s, r) -> s)).isEqualTo(Rational.of(7, 2));
        assertThat(conditionalMean(t, 0)).isEqualTo(Rational.of(1, 1));
        assertThat(conditionalMean(t, 1)).isEqualTo(Rational.of(6, 1));
        assertThat(varianceWithin(t)).isEqualTo(Rational.of(11, 6));
        assertThat(t.varianceBetween()).isEqualTo(Rational.of(25, 4));
        assertThat(t.covariance((s, r) -> s, (s, r) -> s)).isEqualTo(Rational.of(97, 12));
    }

    /// `Y = X²` for `X` uniform on −1, 0, 1: uncorrelated, and as dependent as can be.
    @Claim("PR-19")
    @Example
    void uncorrelatedIsNotIndependent() {
        JointTable<Rational> t =
                table(
                        new long[] {-1, 0, 1},
                        new long[] {0, 1},
                        new long[][] {{0, 1}, {1, 0}, {0, 1}});
        assertThat(covariance(t, (s, r) -> s, (s, r) -> r)).isEqualTo(Rational.of(0, 1));
        assertThat(t.masses().get(0).get(0))
                .isEqualTo(Rational.of(0, 1)); // P(X = −1)P(Y = 0) = 1/9
        assertThat(varianceWithin(t)).isEqualTo(t.covariance((s, r) -> s, (s, r) -> s));
    }

    @Claim("PR-06")
    @Example
    void edges() {
        JointTable<Rational> t = table(new long[] {1}, new long[] {0, 1}, new long[][] {{1, 0}});
        assertThat(t.covariance((s, r) -> s, (s, r) -> s)).isEqualTo(Rational.of(0, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> conditionalMean(t, 1))
                .withMessageContaining("has probability 0 and cannot be given");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new JointTable<>(t.x(), t.x(), t.masses()))
                .withMessage("masses (1,1) are needed, at least one, got rows of [2]");
    }

    @Mutant("PR-05") // all pairs of values count alike
    static class IgnoresTheMasses extends JointTableTest {
        @Override
        Rational mean(JointTable<Rational> t, BinaryOperator<Rational> f) {
            Rational sum = Rational.of(0, 1);
            for (Rational x : t.x()) {
                for (Rational y : t.y()) {
                    sum = sum.plus(f.apply(x, y));
                }
            }
            return sum.dividedBy(Rational.of((long) t.x().size() * t.y().size(), 1));
        }
    }

    @Mutant("PR-19") // the mean of the product
    static class NotCentered extends JointTableTest {
        @Override
        Rational covariance(
                JointTable<Rational> table,
                BinaryOperator<Rational> f,
                BinaryOperator<Rational> g) {
            return table.mean((x, y) -> f.apply(x, y).times(g.apply(x, y)));
        }
    }

    @Mutant("PR-06") // conditional variances without their weights
    static class Unweighted extends JointTableTest {
        @Override
        Rational varianceWithin(JointTable<Rational> t) {
            Rational sum = Rational.of(0, 1);
            int groups = 0;
            for (int j = 0; j < t.y().size(); j++) {
                if (!t.marginal(j).equals(Rational.of(0, 1))) {
                    Rational mean = t.conditionalMean(j);
                    for (int i = 0; i < t.x().size(); i++) {
                        Rational distance = t.x().get(i).minus(mean);
                        sum =
                                sum.plus(
                                        distance.times(distance)
                                                .times(t.masses().get(i).get(j))
                                                .dividedBy(t.marginal(j)));
                    }
                    groups++;
                }
            }
            return sum.dividedBy(Rational.of(groups, 1));
        }
    }

    @Mutant("PR-06") // not divided by the probability of what is given
    static class NotConditioned extends JointTableTest {
        @Override
        Rational conditionalMean(JointTable<Rational> t, int j) {
            return t.conditionalMean(j).times(t.marginal(j));
        }
    }
}
