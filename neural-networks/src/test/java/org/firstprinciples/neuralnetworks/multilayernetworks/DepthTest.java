package org.firstprinciples.neuralnetworks.multilayernetworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.firstprinciples.neuralnetworks.multilayernetworks.Networks.scalar;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.generators.Matrices;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

class DepthTest {

    MultilayerNetwork sawtooth(int k) {
        return Sawtooth.network(k);
    }

    double square(int m, double x) {
        return SquareNetwork.square(m, x);
    }

    double product(int m, double x, double y) {
        return SquareNetwork.product(m, x, y);
    }

    int regions(long[]... lines) {
        return RegionCount.inThePlane(lines);
    }

    BigInteger most(int n, int d) {
        return RegionCount.most(n, d);
    }

    /// `Tᵏ` is `i mod 2` at `i/2ᵏ`, straight in between, and the closed form everywhere: `2ᵏ` pieces from `2k` units.
    @Claim("ML-06")
    @Property
    void depthMakesTeeth(@ForAll @IntRange(min = 1, max = 11) int k) {
        MultilayerNetwork network = sawtooth(k);
        assertThat(network.layers()).hasSize(k + 1);
        int pieces = 0;
        double derivative = 0;
        for (int i = 0; i <= 1 << k; i++) {
            double x = (double) i / (1 << k);
            double value = network.forward(scalar(x)).get(0);
            assertThat(value).isEqualTo(i % 2);
            assertThat(Sawtooth.closedForm(k, x)).isEqualTo(value);
            if (i < 1 << k) {
                double middle = x + 0.5 / (1 << k);
                assertThat(network.forward(scalar(middle)).get(0)).isEqualTo(0.5);
                assertThat(Sawtooth.closedForm(k, middle)).isEqualTo(0.5);
                double next = network.forward(scalar((i + 1.0) / (1 << k))).get(0) - value;
                pieces += next == derivative ? 0 : 1;
                derivative = next;
            }
        }
        assertThat(pieces).isEqualTo(1 << k);
    }

    /// A unit for each of the `2ᵏ` pieces is enough on `[0, 1]`. One for each of the `2ᵏ − 1` kinks is not: whichever way each of
    /// them faces, the slope before the first kink is wrong.
    @Claim("ML-23")
    @Property
    void oneLayerNeedsAUnitForEachPiece(@ForAll @IntRange(min = 1, max = 3) int k) {
        int n = 1 << k;
        double[] t = new double[n + 1];
        double[] y = new double[n + 1];
        for (int i = 0; i <= n; i++) {
            t[i] = (double) i / n;
            y[i] = i % 2;
        }
        MultilayerNetwork one = ReluInterpolant.through(t, y);
        assertThat(one.layers().getFirst().bias().size()).isEqualTo(n);
        for (int i = 0; i <= 8 * n; i++) {
            double x = (double) i / (8 * n);
            assertThat(one.forward(scalar(x)).get(0))
                    .isEqualTo(sawtooth(k).forward(scalar(x)).get(0));
        }
        double[] out = new double[n - 1];
        double[] facing = new double[n - 1];
        double[] bias = new double[n - 1];
        for (int left = 0; left < 1 << (n - 1); left++) {
            for (int i = 0; i < n - 1; i++) {
                facing[i] = (left >> i & 1) == 1 ? -1 : 1;
                bias[i] = -facing[i] * t[i + 1];
                out[i] = i % 2 == 0 ? -2 * n : 2 * n; // the changes of slope at the kinks
            }
            MultilayerNetwork few = oneLayer(facing, bias, out);
            double first = few.forward(scalar(t[1])).get(0) - few.forward(scalar(0)).get(0);
            assertThat(first).isNotEqualTo(1).isEqualTo(Math.rint(first / 2) * 2);
        }
    }

    /// One hidden layer of `m` units with kinks at eighths: at most `m` kinks, so `m + 1` pieces, and often as many.
    @Claim("ML-23")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void oneLayerHasAPieceMoreThanUnits(
            @ForAll @IntRange(min = 0, max = 8) int units, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] weight = random.ints(units, -1, 2).asDoubleStream().toArray();
        double[] bias = random.ints(units, -24, 25).mapToDouble(i -> i / 8.0).toArray();
        double[] out = random.ints(units, -3, 4).asDoubleStream().toArray();
        assertThat(kinks(shallow(weight, bias, out))).isLessThanOrEqualTo(units);
        for (int i = 0; i < units; i++) { // apart from each other all of them are seen
            weight[i] = i % 2 == 0 ? 1 : -1;
            bias[i] = i / 4.0;
            out[i] = i + 1;
        }
        assertThat(kinks(shallow(weight, bias, out))).isEqualTo(units);
    }

    /// Of a function that is straight between eighths in [−4, 4].
    private static int kinks(MultilayerNetwork network) {
        int kinks = 0;
        for (int i = -31; i <= 31; i++) {
            double before = network.forward(scalar((i - 1) / 8.0)).get(0);
            double here = network.forward(scalar(i / 8.0)).get(0);
            double after = network.forward(scalar((i + 1) / 8.0)).get(0);
            kinks += after - here == here - before ? 0 : 1;
        }
        return kinks;
    }

    MultilayerNetwork shallow(double[] weight, double[] bias, double... out) {
        return oneLayer(weight, bias, out);
    }

    private static MultilayerNetwork oneLayer(double[] weight, double[] bias, double... out) {
        int n = bias.length;
        return new MultilayerNetwork(
                List.of(
                        new DenseLayer(Matrix.of(1, n, weight), Vector.of(bias)),
                        new DenseLayer(Matrix.of(n, 1, out), Vector.of(0))),
                Nonlinearity.RELU);
    }

    /// Whatever has `p` pieces is wrong about `⌈(n − p − 1)/2⌉` of `n` labels that alternate: random networks of `p − 1` units, the
    /// best zigzag and its neighbors, and the best labeling of all.
    @Claim("ML-24")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void widthMakesOneToothAtATime(
            @ForAll @IntRange(min = 1, max = 5) int k,
            @ForAll @IntRange(min = 1, max = 34) int pieces,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = 1 << k;
        int bound = Math.max(0, Math.ceilDiv(n - pieces - 1, 2));
        assertThat(fewestErrors(n, pieces + 1)).isEqualTo(bound);
        MultilayerNetwork zigzag = zigzag(n, pieces);
        assertThat(errors(n, zigzag)).isEqualTo(bound);
        assertThat(errors(n, Networks.normal(random, Nonlinearity.RELU, 1, pieces - 1, 1)))
                .isGreaterThanOrEqualTo(bound);
        double[] moved = zigzag.flatten().toArray();
        for (int i = 0; i < moved.length; i++) {
            moved[i] *= 1 + 0.02 * random.nextGaussian();
        }
        assertThat(errors(n, zigzag.unflatten(Vector.of(moved)))).isGreaterThanOrEqualTo(bound);
    }

    /// Up and down between 0 and 1 with `p` lines of width `1/n`, of which the last goes on.
    MultilayerNetwork zigzag(int n, int pieces) {
        double[] t = new double[pieces + 1];
        double[] y = new double[pieces + 1];
        for (int i = 0; i <= pieces; i++) {
            t[i] = (double) i / n;
            y[i] = i % 2;
        }
        return ReluInterpolant.through(t, y);
    }

    private static int errors(int n, MultilayerNetwork network) {
        int wrong = 0;
        for (int i = 0; i < n; i++) {
            int said = network.forward(scalar((double) i / n)).get(0) > 0.5 ? 1 : 0;
            wrong += said == i % 2 ? 0 : 1;
        }
        return wrong;
    }

    /// Along the diagonal the network for two bits is the tent.
    @Claim("ML-06")
    @Example
    void theTentIsXorOnTheDiagonal() {
        for (int i = -8; i <= 16; i++) {
            double x = i / 8.0;
            assertThat(BooleanNetwork.xor().forward(Vector.of(x, x)).get(0))
                    .isEqualTo(Sawtooth.tent(x));
        }
        assertThat(sawtooth(10).parameterCount()).isEqualTo(4 + 9 * 6 + 3);
        assertThat(errors(1024, zigzag(1024, 33))).isEqualTo(495);
    }

    /// The fewest disagreements with alternating labels of a labeling with at most so many runs.
    private static int fewestErrors(int n, int runs) {
        int[][] fewest = new int[runs][2]; // after the labels so far: runs used − 1, last label
        for (int[] row : fewest) {
            Arrays.fill(row, n);
        }
        fewest[0][0] = 0;
        fewest[0][1] = 1;
        for (int i = 1; i < n; i++) {
            int[][] next = new int[runs][2];
            for (int r = 0; r < runs; r++) {
                for (int label = 0; label < 2; label++) {
                    int stay = fewest[r][label];
                    int change = r > 0 ? fewest[r - 1][1 - label] : n;
                    next[r][label] = Math.min(stay, change) + (label == i % 2 ? 0 : 1);
                }
            }
            fewest = next;
        }
        int best = n;
        for (int[] row : fewest) {
            best = Math.min(best, Math.min(row[0], row[1]));
        }
        return best;
    }

    @Claim("ML-06")
    @Example
    void teethAtEighths() {
        int[][] expected = {
            {0, 2, 4, 6, 8, 6, 4, 2, 0}, {0, 4, 8, 4, 0, 4, 8, 4, 0}, {0, 8, 0, 8, 0, 8, 0, 8, 0}
        };
        for (int k = 1; k <= 3; k++) {
            for (int i = 0; i <= 8; i++) {
                assertThat(sawtooth(k).forward(scalar(i / 8.0)).get(0))
                        .isEqualTo(expected[k - 1][i] / 8.0);
            }
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sawtooth(0))
                .withMessage("at least 1 tent is needed, got 0");
    }

    /// `f_m` is `x²` at the multiples of `2⁻ᵐ` and above it by `4^(−m−1)` exactly in the middles; products follow.
    @Claim("ML-07")
    @Property
    void tentsMakeASquare(@ForAll @IntRange(min = 0, max = 11) int m) {
        double error = Math.pow(4, -m - 1);
        for (int i = 0; i <= 1 << m; i++) {
            double x = (double) i / (1 << m);
            assertThat(square(m, x)).isEqualTo(x * x);
            if (i < 1 << m) {
                double middle = x + 0.5 / (1 << m);
                assertThat(square(m, middle) - middle * middle).isEqualTo(error);
            }
        }
        for (int i = 0; i <= 32; i++) {
            for (int j = 0; j <= 32; j++) {
                double x = i / 32.0;
                double y = j / 32.0;
                assertThat(product(m, x, y) - x * y).isBetween(-error, 2 * error);
            }
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> square(m, 1.5))
                .withMessageContaining("and 1.5");
    }

    /// A layer of `n` units in three dimensions: no more patterns than the count, found at many random inputs.
    @Claim("ML-08")
    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void regionsOfALayer(
            @ForAll @IntRange(min = 0, max = 4) int n,
            @ForAll @IntRange(min = 1, max = 3) int d,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        MultilayerNetwork layer = Networks.normal(random, Nonlinearity.RELU, d, n, 1);
        Set<ActivationPattern> patterns = new HashSet<>();
        for (int i = 0; i < 3000; i++) {
            patterns.add(ActivationPattern.of(layer, Matrices.normal(random, d).times(4)));
        }
        assertThat(BigInteger.valueOf(patterns.size())).isLessThanOrEqualTo(most(n, d));
        // by recursion: a new plane is cut into as many parts as it adds
        BigInteger recursive =
                n == 0
                        ? BigInteger.ONE
                        : RegionCount.most(n - 1, d).add(RegionCount.most(n - 1, d - 1));
        assertThat(most(n, d)).isEqualTo(recursive);
    }

    /// Lines with whole numbers, parallel, concurrent and equal ones among them: as many regions as there are patterns of signs on
    /// a grid that is finer than all of them.
    @Claim("ML-26")
    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void regionsOfThePlane(@ForAll @IntRange(min = 0, max = 5) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[][] lines = Matrices.integers(random, n, 3, 2);
        int regions = regions(lines);
        assertThat(BigInteger.valueOf(regions)).isLessThanOrEqualTo(most(n, 2));
        // every region holds a point near a vertex, or far out: look around all vertices and around
        // a large circle
        Set<Long> patterns = new HashSet<>();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double w = lines[i][0] * lines[j][1] - lines[i][1] * lines[j][0];
                if (w != 0) {
                    double x = (lines[i][1] * lines[j][2] - lines[i][2] * lines[j][1]) / w;
                    double y = (lines[i][2] * lines[j][0] - lines[i][0] * lines[j][2]) / w;
                    around(patterns, lines, x, y, 1e-4);
                }
            }
        }
        around(patterns, lines, 0, 0, 1e6);
        for (int i = 0; i < n; i++) { // strips between parallel lines, seen from beside each line
            double square = lines[i][0] * lines[i][0] + lines[i][1] * lines[i][1];
            if (square > 0) {
                around(
                        patterns,
                        lines,
                        -lines[i][0] * lines[i][2] / square + 0.0137 * lines[i][1],
                        -lines[i][1] * lines[i][2] / square - 0.0137 * lines[i][0],
                        1e-4);
            }
        }
        assertThat(regions).isEqualTo(patterns.size());
    }

    private static void around(
            Set<Long> patterns, long[][] lines, double x, double y, double radius) {
        for (int step = 0; step < 720; step++) {
            double angle = (step + 0.123) * Math.PI / 360;
            long pattern = 0;
            for (long[] line : lines) {
                double side =
                        line[0] * (x + radius * Math.cos(angle))
                                + line[1] * (y + radius * Math.sin(angle))
                                + line[2];
                pattern = 2 * pattern + (side > 0 ? 1 : 0);
            }
            patterns.add(pattern);
        }
    }

    @Claim({"ML-08", "ML-26"})
    @Example
    void threeLinesSevenRegions() {
        assertThat(regions(new long[] {1, 0, 0}, new long[] {0, 1, 0}, new long[] {1, 1, -1}))
                .isEqualTo(7);
        assertThat(regions(new long[] {1, 0, 0}, new long[] {0, 1, 0}, new long[] {1, 1, 0}))
                .isEqualTo(6); // through one point
        assertThat(regions(new long[] {1, 0, 0}, new long[] {2, 0, 1}, new long[] {-2, 0, 0}))
                .isEqualTo(3); // parallel, and one twice
        assertThat(regions(new long[] {0, 0, 1})).isEqualTo(1);
        assertThat(regions()).isEqualTo(1);
        assertThat(most(3, 2)).isEqualTo(BigInteger.valueOf(7));
        assertThat(most(10, 10)).isEqualTo(BigInteger.TWO.pow(10));
        assertThat(most(0, 5)).isEqualTo(BigInteger.ONE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> regions(new long[] {1, 2}))
                .withMessage("a line has 3 numbers, got 2");
        assertThatIllegalArgumentException().isThrownBy(() -> regions(new long[] {1 << 20, 2, 1}));
    }

    /// Along a line through the plane a deep network has at most `Π(n_l + 1)` pieces; two layers of two make 4 of 9 for the teeth, and
    /// the first bound is reached by one layer.
    @Claim("ML-27")
    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void piecesAlongALine(
            @ForAll @IntRange(min = 1, max = 4) int first,
            @ForAll @IntRange(min = 1, max = 4) int second,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        MultilayerNetwork network = Networks.normal(random, Nonlinearity.RELU, 2, first, second, 1);
        Vector from = Matrices.normal(random, 2);
        Vector along = Matrices.normal(random, 2);
        Set<ActivationPattern> patterns = new HashSet<>();
        ActivationPattern before = null;
        int changes = 0;
        for (int i = -4000; i <= 4000; i++) {
            ActivationPattern now =
                    ActivationPattern.of(network, from.plus(along.times(i / 500.0)));
            changes += now.equals(before) ? 0 : 1;
            before = now;
            patterns.add(now);
        }
        assertThat(changes).isLessThanOrEqualTo(pieces(first, second));
        assertThat(changes).isEqualTo(patterns.size()); // none comes back
    }

    /// Two units and then one that crosses 0 in each of three pieces: 6 pieces of at most `3·2`.
    @Claim("ML-27")
    @Example
    void asManyPiecesAsTheProduct() {
        MultilayerNetwork zigzag =
                new MultilayerNetwork(
                        List.of(
                                new DenseLayer(Matrix.of(1, 3, 1, 1, -1), Vector.of(0, -1, 0)),
                                new DenseLayer(Matrix.of(3, 1, 2, -4, 2), Vector.of(-1)),
                                new DenseLayer(Matrix.of(1, 1, 1), Vector.of(0))),
                        Nonlinearity.RELU);
        Set<ActivationPattern> patterns = new HashSet<>();
        for (int i = -63; i <= 127; i += 2) {
            patterns.add(ActivationPattern.of(zigzag, scalar(i / 32.0)));
        }
        assertThat(patterns).hasSize(6); // kinks at 0 and 1, and 0 at −½, ½, 1½
        assertThat(pieces(2, 1)).isEqualTo(6);
    }

    int pieces(int... widths) {
        return Arrays.stream(widths).map(n -> n + 1).reduce(1, (a, b) -> a * b);
    }

    @Mutant("ML-06") // one tent less
    static class OneTentLess extends DepthTest {
        @Override
        MultilayerNetwork sawtooth(int k) {
            return Sawtooth.network(k == 1 ? 2 : k - 1 + (k < 1 ? 1 : 0));
        }
    }

    @Mutant("ML-23") // a unit more than is said
    static class OneUnitMore extends DepthTest {
        @Override
        MultilayerNetwork shallow(double[] weight, double[] bias, double... out) {
            double[] more = Arrays.copyOf(weight, weight.length + 1);
            more[weight.length] = 1;
            double[] moreBias = Arrays.copyOf(bias, bias.length + 1);
            moreBias[bias.length] = 3.875;
            double[] moreOut = Arrays.copyOf(out, out.length + 1);
            moreOut[out.length] = 7;
            return super.shallow(more, moreBias, moreOut);
        }
    }

    @Mutant("ML-24") // one line less
    static class OneLineLess extends DepthTest {
        @Override
        MultilayerNetwork zigzag(int n, int pieces) {
            return super.zigzag(n, Math.max(1, pieces - 2));
        }
    }

    @Mutant("ML-27") // the sum
    static class AddsPieces extends DepthTest {
        @Override
        int pieces(int... widths) {
            return 1 + Arrays.stream(widths).sum();
        }
    }

    @Mutant("ML-07") // divided by 2ˢ
    static class WrongPower extends DepthTest {
        @Override
        double square(int m, double x) {
            double right = SquareNetwork.square(m, x);
            return m == 0 ? right : x - (x - right) * 2;
        }
    }

    @Mutant("ML-26") // every pair of lines has a point of its own
    static class InGeneralPosition extends DepthTest {
        @Override
        int regions(long[]... lines) {
            RegionCount.inThePlane(lines);
            return RegionCount.most(lines.length, 2).intValue();
        }
    }

    @Mutant("ML-08") // one term less
    static class OneDimensionLess extends DepthTest {
        @Override
        BigInteger most(int n, int d) {
            return d == 0 ? BigInteger.ZERO : RegionCount.most(n, d - 1);
        }
    }
}
