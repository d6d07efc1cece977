package org.firstprinciples.mathfoundations.informationtheory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.generators.Simplexes;
import org.firstprinciples.mathfoundations.probability.Entropy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class CodeOfAModelTest {

    private static final double LN_2 = Math.log(2);

    /// Codes made for a model.
    interface Codes {
        default int[] lengths(double... q) {
            return ShannonCode.lengths(q);
        }

        default String encode(long[] frequencies, int... symbols) {
            return ArithmeticCode.of(frequencies).encode(symbols);
        }

        default String encode(ArithmeticCode.Model model, int... symbols) {
            return ArithmeticCode.of(model).encode(symbols);
        }
    }

    Codes subject() {
        return new Codes() {};
    }

    /// `H(p) + D(p‖q) ≤ Σ pᵢlᵢ < H(p) + D(p‖q) + 1` in bits.
    @Claim("IT-11")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void theWrongModelCostsTheDivergence(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 10) int k) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] p = Simplexes.dyadic(random, k);
        double[] q =
                switch (random.nextInt(4)) {
                    case 0 -> halvings(k);
                    case 1 -> rare(random, k);
                    default -> Simplexes.positive(random, k);
                };
        int[] lengths = subject().lengths(q);
        assertThat(KraftSum.of(lengths).compareToOne()).isLessThanOrEqualTo(0);
        double mean = 0;
        for (int i = 0; i < k; i++) {
            mean += p[i] * lengths[i];
        }
        double ideal = (Entropy.of(p) + Divergence.kl(p, q)) / LN_2;
        double tolerance = 2 * Rounding.apart(p, q) / LN_2;
        assertThat(mean)
                .isGreaterThanOrEqualTo(ideal - tolerance)
                .isLessThan(ideal + 1 + tolerance);
    }

    /// All but the first are far below what a sum with 1 shows, down to the least number.
    private static double[] rare(SplittableRandom random, int k) {
        double[] q = new double[k];
        Arrays.setAll(
                q,
                i ->
                        i == 0
                                ? 1
                                : Math.max(
                                        Double.MIN_VALUE,
                                        random.nextDouble()
                                                * 0x1p-60
                                                * Math.scalb(1.0, -random.nextInt(1020))));
        q[0] = k > 1 ? Math.nextDown(1.0) : 1;
        return q;
    }

    /// `½, ¼, …, 2^(1−k), 2^(1−k)`: nothing is rounded.
    private static double[] halvings(int k) {
        double[] q = new double[k];
        Arrays.setAll(q, i -> Math.scalb(1.0, -Math.min(i + 1, k - 1)));
        return q;
    }

    /// `2^−l ≤ q < 2^(1−l)`, decided without a logarithm, also for the smallest numbers.
    @Claim("IT-41")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void aLengthIsTheSurpriseRoundedUp(
            @ForAll @IntRange(min = 1, max = 1074) int exponent, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double power = Math.scalb(1.0, -exponent);
        double between =
                random.nextBoolean() ? Math.nextDown(power) : power * random.nextDouble(1, 2);
        for (double q : new double[] {power, between}) {
            if (q > 0 && q < 1) {
                int length = subject().lengths(q, 1 - q)[0];
                BigDecimal two = BigDecimal.valueOf(2);
                BigDecimal scaled = new BigDecimal(q).multiply(two.pow(length));
                assertThat(scaled).isBetween(BigDecimal.ONE, two);
                assertThat(scaled).isNotEqualByComparingTo(two);
            }
        }
    }

    @Claim("IT-11")
    @Example
    void edgesOfShannonsCode() {
        assertThat(subject().lengths(1)).containsExactly(0);
        assertThat(subject().lengths(0.5, 0.25, 0.125, 0.125)).containsExactly(1, 2, 3, 3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> subject().lengths(1, 0))
                .withMessage("no codeword is long enough for probability 0, got it at 1");
    }

    private static long[] frequencies(SplittableRandom random, int k) {
        long[] frequencies = random.longs(k, 0, 1 + random.nextInt(20)).toArray();
        frequencies[random.nextInt(k)] += 1 + random.nextInt(1 << random.nextInt(17));
        return frequencies;
    }

    private static int[] text(SplittableRandom random, int n, long... frequencies) {
        int[] possible =
                IntStream.range(0, frequencies.length).filter(i -> frequencies[i] > 0).toArray();
        return random.ints(n, 0, possible.length).map(i -> possible[i]).toArray();
    }

    /// A text of probability `w` costs `b` bits with `−log₂ w ≤ b < −log₂ w + 2`, that is, `1 ≤ 2^b w < 4`: decided in whole
    /// numbers.
    @Claim("IT-40")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void anArithmeticCodeCostsTheCrossEntropyAndTwoBits(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 8) int k,
            @ForAll @IntRange(min = 0, max = 60) int n) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] frequencies = frequencies(random, k);
        int[] symbols = text(random, n, frequencies);
        BigInteger one = BigInteger.valueOf(Arrays.stream(frequencies).sum()).pow(n);
        BigInteger width = BigInteger.ONE;
        for (int symbol : symbols) {
            width = width.multiply(BigInteger.valueOf(frequencies[symbol]));
        }
        String text = subject().encode(frequencies, symbols);
        assertThat(ArithmeticCode.of(frequencies).decode(text, n)).isEqualTo(symbols);
        assertThat(width.shiftLeft(text.length()))
                .isGreaterThanOrEqualTo(one)
                .isLessThan(one.shiftLeft(2));
    }

    /// A model whose probabilities depend on all symbols before, and what it allows: the same three properties.
    @Claim("IT-40")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void aModelMayPredictAnewAtEachStep(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 8) int k,
            @ForAll @IntRange(min = 0, max = 40) int n) {
        ArithmeticCode.Model model =
                before -> frequencies(new SplittableRandom(seed ^ Arrays.hashCode(before)), k);
        SplittableRandom random = new SplittableRandom(seed);
        int[] symbols = new int[n];
        BigInteger one = BigInteger.ONE;
        BigInteger width = BigInteger.ONE;
        for (int t = 0; t < n; t++) {
            long[] frequencies = model.frequencies(Arrays.copyOf(symbols, t));
            symbols[t] = text(random, 1, frequencies)[0];
            one = one.multiply(BigInteger.valueOf(Arrays.stream(frequencies).sum()));
            width = width.multiply(BigInteger.valueOf(frequencies[symbols[t]]));
        }
        String text = subject().encode(model, symbols);
        assertThat(width.shiftLeft(text.length()))
                .isGreaterThanOrEqualTo(one)
                .isLessThan(one.shiftLeft(2));
        String more = Long.toBinaryString(random.nextLong());
        for (String end : new String[] {"", more, "0".repeat(40), "1".repeat(40)}) {
            assertThat(ArithmeticCode.of(model).decode(text + end, n)).isEqualTo(symbols);
        }
    }

    /// After *a* the other symbol becomes likely: *a b a b* costs less than with fixed frequencies.
    @Claim("IT-40")
    @Example
    void aModelThatLooksBack() {
        ArithmeticCode.Model turns =
                before ->
                        before.length == 0
                                ? new long[] {1, 1}
                                : before[before.length - 1] == 0
                                        ? new long[] {1, 7}
                                        : new long[] {7, 1};
        String text = subject().encode(turns, 0, 1, 0, 1);
        assertThat(text).hasSize(3); // surprise 1 + 3·log₂(8/7) = 1.58
        assertThat(ArithmeticCode.of(turns).decode(text, 4)).containsExactly(0, 1, 0, 1);
        assertThat(subject().encode(new long[] {1, 1}, 0, 1, 0, 1)).hasSize(4);
        assertThat(1 + 3 * Surprise.bits(7 / 8.0)).isCloseTo(1.578, within(5e-4));
    }

    /// What follows a text does not change what is decoded from it: texts can be put one after the other.
    @Claim("IT-40")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void aTextMayBeContinued(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 8) int k,
            @ForAll @IntRange(min = 0, max = 60) int n) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] frequencies = frequencies(random, k);
        int[] symbols = text(random, n, frequencies);
        String text = subject().encode(frequencies, symbols);
        int more = random.nextInt(40);
        String any =
                random.ints(more, 0, 2).mapToObj(String::valueOf).collect(Collectors.joining());
        for (String end : new String[] {"0".repeat(more), "1".repeat(more), any}) {
            assertThat(ArithmeticCode.of(frequencies).decode(text + end, n)).isEqualTo(symbols);
        }
    }

    /// Without the number of symbols a text is not to be told from a longer one.
    @Claim("IT-40")
    @Example
    void theNumberOfSymbolsHasToBeKnown() {
        long[] frequencies = {3, 1};
        assertThat(subject().encode(frequencies, 0)).isEqualTo("0");
        assertThat(subject().encode(frequencies, 0, 0)).isEqualTo("0");
        assertThat(ArithmeticCode.of(frequencies).decode("0111", 5)).containsExactly(0, 0, 1, 0, 0);
    }

    /// The worked example of the page on arithmetic coding, and the logarithm that it warns of.
    @Claim({"IT-40", "IT-41"})
    @Example
    void aab() {
        assertThat(subject().encode(new long[] {3, 1}, 0, 0, 1)).isEqualTo("0111");
        assertThat(Surprise.bits(9 / 64.0)).isCloseTo(2.83, within(5e-3));
        assertThat(Surprise.bits(0.75)).isCloseTo(0.415, within(5e-4));
        assertThat(Entropy.bits(0.75, 0.25)).isCloseTo(0.811, within(5e-4));
        assertThat(-Math.log(0x1p-29) / Math.log(2)).isEqualTo(29.000000000000004);
        assertThat(subject().lengths(0x1p-29, 1 - 0x1p-29)).startsWith(29);
        assertThat((50_257 + 4) * Rounding.U).isCloseTo(5.6e-12, within(5e-14));
    }

    @Claim("IT-40")
    @Example
    void edgesOfTheArithmeticCode() {
        assertThat(subject().encode(new long[] {3})).isEmpty();
        assertThat(subject().encode(new long[] {3}, 0, 0, 0, 0)).isEmpty();
        assertThat(subject().encode(new long[] {1, 1}, 1, 0, 1)).isEqualTo("101");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> subject().encode(new long[] {1, 0}, 1))
                .withMessage("symbol 1 has no frequency among [1, 0]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> subject().encode(new long[] {1, 0}, 2))
                .withMessage("symbol 2 has no frequency among [1, 0]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArithmeticCode.of(0, 0))
                .withMessage("all frequencies are 0, at least one must not be");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArithmeticCode.of(0, -1))
                .withMessage("frequencies must be 0 or more, got -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArithmeticCode.of(1).decode("0x", 1))
                .withMessage("a text must be of 0 and 1, got \"0x\"");
    }

    @Mutant({"IT-11", "IT-41"}) // rounded down
    static class RoundsDown extends CodeOfAModelTest {
        @Override
        Codes subject() {
            return new Codes() {
                @Override
                public int[] lengths(double... q) {
                    int[] lengths = ShannonCode.lengths(q);
                    Arrays.setAll(
                            lengths,
                            i ->
                                    q[i] == Math.scalb(1.0, -lengths[i])
                                            ? lengths[i]
                                            : lengths[i] - 1);
                    return lengths;
                }
            };
        }
    }

    @Mutant("IT-41") // the ceiling of a rounded logarithm
    static class TrustsTheLogarithm extends CodeOfAModelTest {
        @Override
        Codes subject() {
            return new Codes() {
                @Override
                public int[] lengths(double... q) {
                    int[] lengths = ShannonCode.lengths(q);
                    Arrays.setAll(lengths, i -> (int) Math.ceil(-Math.log(q[i]) / LN_2));
                    return lengths;
                }
            };
        }
    }

    @Mutant("IT-40") // a whole number of bits for every symbol
    static class OneCodewordForEachSymbol extends CodeOfAModelTest {
        @Override
        Codes subject() {
            return new Codes() {
                @Override
                public String encode(long[] frequencies, int... symbols) {
                    return PrefixCode.canonical(Huffman.lengths(frequencies)).encode(symbols);
                }
            };
        }
    }

    @Mutant("IT-40") // too few bits to name the interval
    static class DropsTheLastBit extends CodeOfAModelTest {
        @Override
        Codes subject() {
            return new Codes() {
                @Override
                public String encode(long[] frequencies, int... symbols) {
                    String text = ArithmeticCode.of(frequencies).encode(symbols);
                    return text.substring(0, Math.max(0, text.length() - 1));
                }
            };
        }
    }

    @Mutant("IT-40") // the first prediction for all symbols
    static class NeverLooksBack extends CodeOfAModelTest {
        @Override
        Codes subject() {
            return new Codes() {
                @Override
                public String encode(ArithmeticCode.Model model, int... symbols) {
                    long[] always = Arrays.stream(model.frequencies()).map(f -> f + 1).toArray();
                    return ArithmeticCode.of(always).encode(symbols);
                }
            };
        }
    }
}
