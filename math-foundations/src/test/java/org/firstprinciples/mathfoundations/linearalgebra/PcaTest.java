package org.firstprinciples.mathfoundations.linearalgebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.generators.Matrices;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

class PcaTest {

    private static final double U = 0x1p-53;

    Pca fit(Matrix x) {
        return Pca.fit(x);
    }

    /// Samples with features of scales from 10⁻² to 10² and offsets up to 10³.
    private static Matrix samples(SplittableRandom random, int n, int d) {
        double[] elements = Matrices.normals(random, n, d).toArray();
        for (int j = 0; j < d; j++) {
            double scale = Math.pow(10, random.nextDouble(-2, 2));
            double offset = random.nextDouble(-1000, 1000);
            for (int i = 0; i < n; i++) {
                elements[i * d + j] = scale * elements[i * d + j] + offset;
            }
        }
        return Matrix.of(n, d, elements);
    }

    private static Matrix centered(Matrix x) {
        int n = x.rows();
        double[] mean = new double[n * n];
        Arrays.fill(mean, 1.0 / n);
        return x.plus(Matrix.of(n, n, mean).times(x).times(-1));
    }

    private static Matrix covariance(Matrix x) {
        Matrix c = centered(x);
        Matrix s = c.transpose().times(c).times(1.0 / (x.rows() - 1));
        return s.plus(s.transpose()).times(0.5);
    }

    /// Variances are the eigenvalues of the covariance matrix, up to `40 max(n,d)uσ₁²/(n − 1)` (observed 3.7) and the
    /// rounding of the mean; the coordinates are uncorrelated; what `k` components miss is the rest of the variances.
    @Claim("LA-14")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void componentsAreAxesOfTheCovariance(
            @ForAll @IntRange(min = 2, max = 20) int n,
            @ForAll @IntRange(min = 1, max = 8) int d,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix x = samples(random, n, d);
        Pca pca = fit(x);
        int r = Math.min(n, d);
        double largest = Norms.infinity(Vector.of(x.toArray()));
        double first = pca.variances().get(0);
        double unit = // of the covariance; a mean of large numbers is off by their rounding
                Math.max(n, d) * U * first + n * U * largest * Math.sqrt(first * d);
        Vector eigenvalues = SymmetricEigen.of(covariance(x)).values();
        for (int i = 0; i < r; i++) {
            assertThat(pca.variances().get(i)).isCloseTo(eigenvalues.get(i), within(40 * unit));
        }
        Matrix scores = covariance(pca.transform(x, r));
        for (int i = 0; i < r; i++) {
            for (int j = 0; j < r; j++) {
                assertThat(scores.get(i, j))
                        .isCloseTo(i == j ? pca.variances().get(i) : 0, within(200 * unit));
            }
        }
        double rest = 0;
        for (int k = r; k >= 0; k--) {
            Matrix missing = x.plus(pca.inverseTransform(pca.transform(x, k)).times(-1));
            double error = Norms.frobenius(missing);
            assertThat(error * error / (n - 1)).isCloseTo(rest, within(200 * d * unit));
            rest += k > 0 ? pca.variances().get(k - 1) : 0;
        }
        for (int decade = -6; decade <= 1; decade++) { // near the first axis and far from it
            Vector direction =
                    pca.components()
                            .column(0)
                            .plus(Matrices.normal(random, d).times(Math.pow(10, decade)));
            Vector along = direction.times(1 / Norms.two(direction));
            assertThat(along.dot(covariance(x).times(along)))
                    .isLessThanOrEqualTo(first + 40 * unit);
        }
        assertThat(Norms.one(pca.explainedRatios())).isCloseTo(1, within(10 * d * U));
    }

    /// A constant row added to all samples changes nothing, up to the rounding of larger numbers; a rotation of the
    /// samples rotates the components.
    @Claim("LA-14")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void shiftsAndRotations(
            @ForAll @IntRange(min = 2, max = 20) int n,
            @ForAll @IntRange(min = 1, max = 8) int d,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix x = Matrices.normals(random, n, d);
        double[] shifted = x.toArray();
        Vector c = Matrices.normal(random, d).times(1000);
        for (int i = 0; i < shifted.length; i++) {
            shifted[i] += c.get(i % d);
        }
        Pca pca = fit(x);
        Pca moved = fit(Matrix.of(n, d, shifted));
        Matrix q = Matrices.orthogonal(random, d);
        Pca turned = fit(x.times(q));
        double size = Norms.infinity(Vector.of(shifted)) + Norms.infinity(c);
        double slack =
                20 * U * Math.sqrt((double) n * d) * size; // of σ, observed 0.76 of half of it
        double root = Math.sqrt(n - 1.0);
        for (int i = 0; i < pca.variances().size(); i++) {
            double sigma = Math.sqrt(pca.variances().get(i)) * root;
            assertThat(Math.sqrt(moved.variances().get(i)) * root)
                    .isCloseTo(sigma, within(slack + 1e-15));
            assertThat(Math.sqrt(turned.variances().get(i)) * root)
                    .isCloseTo(sigma, within(100 * n * d * U * Norms.frobenius(x)));
            double gap = // to the nearest other variance, 0 beyond the last
                    i + 1 < pca.variances().size()
                            ? pca.variances().get(i) - pca.variances().get(i + 1)
                            : pca.variances().get(i);
            gap = i == 0 ? gap : Math.min(gap, pca.variances().get(i - 1) - pca.variances().get(i));
            if (gap > 0.1 * pca.variances().get(0)) { // signs are arbitrary, compare vvᵀ
                Matrix v = axis(pca, i);
                Matrix w = q.times(axis(turned, i));
                Matrix difference = v.times(v.transpose()).plus(w.times(w.transpose()).times(-1));
                assertThat(Norms.frobenius(difference)).isLessThanOrEqualTo(1e4 * n * d * U);
            }
        }
    }

    private static Matrix axis(Pca pca, int i) {
        Vector axis = pca.components().column(i);
        return Matrix.of(axis.size(), 1, axis.toArray());
    }

    @Claim("LA-14")
    @Example
    void fourPointsByHand() {
        Pca pca = fit(Matrix.of(4, 2, 2, 1, -2, -1, 1, 2, -1, -2));
        assertThat(pca.variances().get(0)).isCloseTo(6, within(1e-14));
        assertThat(pca.variances().get(1)).isCloseTo(2 / 3.0, within(1e-14));
        assertThat(pca.explainedRatios().get(0)).isCloseTo(0.9, within(1e-15));
        assertThat(pca.mean()).isEqualTo(Vector.zeros(2));
        // without centering the first axis would point at the mean
        Pca far = fit(Matrix.of(4, 2, 102, 1, 98, -1, 101, 2, 99, -2));
        assertThat(far.variances().get(0)).isCloseTo(6, within(1e-12));
        Pca constant = fit(Matrix.of(3, 2, 1, 5, 2, 5, 3, 5));
        assertThat(constant.variances().get(1)).isZero();
        assertThat(fit(Matrix.of(2, 1, 7, 7)).explainedRatios()).isEqualTo(Vector.zeros(1));
        assertThatThrownBy(() -> fit(Matrix.of(1, 2, 3, 4)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("at least 2 samples");
        assertThatThrownBy(() -> pca.transform(Matrix.of(1, 3, 1, 2, 3), 1))
                .isInstanceOf(ShapeException.class);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pca.transform(Matrix.of(1, 2, 1, 2), 3))
                .withMessage("there are 2 components, got 3");
    }

    static Matrix table(String name, int skip, int columns) throws IOException {
        List<String> lines = Files.readAllLines(Path.of("data", name));
        int n = lines.size() - skip;
        double[] elements = new double[n * columns];
        for (int i = 0; i < n; i++) {
            String[] fields = lines.get(i + skip).split(",", -1);
            for (int j = 0; j < columns; j++) {
                elements[i * columns + j] = Double.parseDouble(fields[j]);
            }
        }
        return Matrix.of(n, columns, elements);
    }

    @Claim("LA-14")
    @Example
    void irisHasThePublishedVariances() throws IOException {
        Pca pca = fit(table("iris.csv", 1, 4));
        double[] variances = {4.22824, 0.24267, 0.07821, 0.02384};
        double[] ratios = {0.92462, 0.05307, 0.01710, 0.00521};
        for (int i = 0; i < 4; i++) {
            assertThat(pca.variances().get(i)).isCloseTo(variances[i], within(5e-6));
            assertThat(pca.explainedRatios().get(i)).isCloseTo(ratios[i], within(5e-6));
        }
    }

    @Example
    void twoCoordinatesOfAnIris() throws IOException {
        Matrix x = table("iris.csv", 1, 4); // (150,4)
        Pca pca = fit(x);
        Matrix plane = pca.transform(x, 2); // (150,2)
        assertThat(plane.columns()).isEqualTo(2);
        assertThat(Math.abs(plane.get(0, 0))).isCloseTo(2.684, within(5e-4));
    }

    /// What the document says of 1797 images: errors by components, shares, and the direction without centering.
    @Claim("LA-14")
    @Example
    void digitsFromFewComponents() throws IOException {
        Matrix x = table("digits.csv", 0, 64);
        Pca pca = fit(x);
        int[] kept = {0, 1, 2, 5, 10, 21, 41, 64};
        double[] errors = {4.33, 4.00, 3.66, 2.92, 2.22, 1.35, 0.43, 0};
        for (int i = 0; i < kept.length; i++) {
            Matrix missing = x.plus(pca.inverseTransform(pca.transform(x, kept[i])).times(-1));
            double error = Norms.frobenius(missing) / Math.sqrt(x.rows() * 64.0);
            assertThat(error).isCloseTo(errors[i], within(5e-3));
        }
        assertThat(pca.explainedRatios().get(0)).isCloseTo(0.149, within(5e-4));
        assertThat(pca.explainedRatios().get(1)).isCloseTo(0.136, within(5e-4));
        Vector first = Svd.of(x).v().column(0);
        assertThat(Math.abs(Angle.cosine(first, pca.mean()))).isCloseTo(0.99998, within(5e-6));
    }

    @Claim("LA-14")
    @Example
    void digitsNeedFewComponents() throws IOException {
        Matrix digits = table("digits.csv", 0, 64);
        Pca pca = fit(digits);
        int rank = 0;
        while (rank < 64 && pca.variances().get(rank) > 1e-20) {
            rank++;
        }
        assertThat(rank).isEqualTo(61);
        int[] needed = new int[3];
        double[] shares = {0.9, 0.95, 0.99};
        for (int s = 0; s < 3; s++) {
            double sum = 0;
            while (sum < shares[s]) {
                sum += pca.explainedRatios().get(needed[s]++);
            }
        }
        assertThat(needed).containsExactly(21, 29, 41);
    }

    @Mutant("LA-14") // the data as they are
    static class WithoutCentering extends PcaTest {
        @Override
        Pca fit(Matrix x) {
            Pca right = Pca.fit(x);
            Svd svd = Svd.of(x);
            double[] variances = svd.values().toArray();
            for (int i = 0; i < variances.length; i++) {
                variances[i] *= variances[i] / (x.rows() - 1);
            }
            return new Pca(right.mean(), svd.v(), Vector.of(variances));
        }
    }

    @Mutant("LA-14") // divides by n
    static class DividesByN extends PcaTest {
        @Override
        Pca fit(Matrix x) {
            Pca right = Pca.fit(x);
            return new Pca(
                    right.mean(),
                    right.components(),
                    right.variances().times((x.rows() - 1.0) / x.rows()));
        }
    }
}
