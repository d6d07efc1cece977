package org.firstprinciples.mathfoundations.linearalgebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.apache.commons.math3.linear.EigenDecomposition;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.generators.Matrices;

import java.util.Arrays;
import java.util.SplittableRandom;

class PlanarEigenTest {

    private static final double U = 0x1p-53;

    Vector values(Matrix a) {
        return PlanarEigen.values(a);
    }

    Vector vector(Matrix a, double lambda) {
        return PlanarEigen.vector(a, lambda);
    }

    /// For whole numbers: as many real eigenvalues as `λ² − tλ + d` has roots; each root has a vector with `Av = λv`, and where
    /// the polynomial is not 0 there is none, since `A − λI` has an inverse there.
    @Claim("LA-29")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void eigenvaluesAreRoots(
            @ForAll @IntRange(min = 1, max = 9) int bound,
            @ForAll @IntRange(min = -100, max = 100) int scale,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[][] a = Matrices.integers(random, 2, 2, bound);
        long t = a[0][0] + a[1][1];
        long d = a[0][0] * a[1][1] - a[0][1] * a[1][0];
        long discriminant = t * t - 4 * d;
        Matrix matrix = Matrices.matrix(a);
        Vector found = values(matrix);
        assertThat(found.size()).isEqualTo(Long.signum(discriminant) + 1);
        double size = Norms.frobenius(matrix);
        for (int i = 0; i < found.size(); i++) {
            double root = (t + (i == 0 ? 1 : -1) * Math.sqrt((double) discriminant)) / 2;
            assertThat(found.get(i)).isCloseTo(root, within(8 * U * size));
            Vector v = vector(matrix, found.get(i));
            assertThat(Norms.two(v)).isCloseTo(1, within(4 * U));
            assertThat(Norms.two(matrix.times(v).minus(v.times(found.get(i)))))
                    .isLessThanOrEqualTo(1e-7 * size); // a double root is known to √u
        }
        long other = random.nextInt(-20, 21);
        long polynomial = other * other - t * other + d;
        Matrix shifted = matrix.plus(Matrix.identity(2).times((double) -other));
        assertThat(FourSubspaces.of(shifted).rank() < 2).isEqualTo(polynomial == 0);
        if (discriminant > 0) {
            double[] commons =
                    new EigenDecomposition(matrix.toRealMatrix()).getRealEigenvalues().clone();
            assertThat(found.get(0))
                    .isCloseTo(Math.max(commons[0], commons[1]), within(1e-12 * size));
        }
        Vector scaled = values(matrix.times(Math.pow(2, 5 * scale)));
        assertThat(scaled).isEqualTo(found.times(Math.pow(2, 5 * scale)));
    }

    /// Eigenvectors of different eigenvalues are independent, so that `A = VΛV⁻¹` and `Aᵏ = VΛᵏV⁻¹`: for whole numbers the powers
    /// are exact and the two agree.
    @Claim("LA-30")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void powersBecomePowersOfNumbers(@ForAll @IntRange(min = 0, max = 8) int k, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = Matrices.matrix(Matrices.integers(random, 2, 2, 5));
        Vector lambda = values(a);
        if (lambda.size() < 2) {
            return;
        }
        Matrix v = columns(vector(a, lambda.get(0)), vector(a, lambda.get(1)));
        double independence = Math.abs(Lu.of(v).determinant());
        double size = Norms.frobenius(a);
        assertThat(independence) // the sine of the angle between them
                .isGreaterThanOrEqualTo((lambda.get(0) - lambda.get(1)) / (2 * size) * 0.99);
        Matrix power = Matrix.identity(2);
        for (int i = 0; i < k; i++) {
            power = power.times(a);
        }
        Matrix diagonal =
                Matrices.diagonal(2, 2, Math.pow(lambda.get(0), k), Math.pow(lambda.get(1), k));
        for (int j = 0; j < 2; j++) {
            double[] unit = new double[2];
            unit[j] = 1;
            Vector column = v.times(diagonal.times(Lu.of(v).solve(Vector.of(unit))));
            Vector expected = power.times(Vector.of(unit));
            assertThat(Norms.two(column.minus(expected)))
                    .isLessThanOrEqualTo(1e-12 * Math.pow(size, k) / independence);
        }
    }

    /// Matrices of more dimensions made with different real eigenvalues, gaps down to 10⁻³ and 0 among them: powers from the
    /// eigenvectors of another library. Rounding of size `ε` in a power and in the vectors is enlarged by the condition of the vectors, so
    /// the slack is `10⁻¹²κ²max|λ|ᵏ` and the error of the product itself.
    @Claim(value = "LA-30", unmutated = "the theorem itself; no code of the book has a part in it")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void powersInMoreDimensions(
            @ForAll @IntRange(min = 1, max = 6) int n,
            @ForAll @IntRange(min = 0, max = 6) int k,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix axes = Matrices.ofCondition(random, n, n, Math.pow(10, random.nextDouble(0, 2)));
        double[] values = new double[n];
        values[0] = random.nextDouble(-2, 2);
        for (int i = 1; i < n; i++) {
            values[i] = values[i - 1] + Math.pow(10, random.nextDouble(-3, 0));
        }
        double shift = random.nextInt(4) == 0 ? values[random.nextInt(n)] : 0;
        double largest = 0;
        for (int i = 0; i < n; i++) {
            values[i] -= shift;
            largest = Math.max(largest, Math.abs(values[i]));
        }
        Matrix a = conjugated(axes, values, 1);
        EigenDecomposition eigen = new EigenDecomposition(a.toRealMatrix());
        assertThat(eigen.hasComplexEigenvalues()).isFalse();
        double[] vectors = new double[n * n];
        for (int j = 0; j < n; j++) {
            double[] v = eigen.getEigenvector(j).toArray();
            double length = Norms.two(Vector.of(v));
            for (int i = 0; i < n; i++) {
                vectors[i * n + j] = v[i] / length;
            }
        }
        Matrix power = Matrix.identity(n);
        for (int i = 0; i < k; i++) {
            power = power.times(a);
        }
        Matrix made = conjugated(Matrix.of(n, n, vectors), eigen.getRealEigenvalues(), k);
        double condition = Norms.condition(Matrix.of(n, n, vectors));
        double product = n * k * U * Math.pow(Norms.two(a), k);
        assertThat(Norms.frobenius(made.plus(power.times(-1))))
                .isLessThanOrEqualTo(
                        1e-12 * condition * condition * Math.pow(largest, k) + 10 * product);
    }

    /// `VΛᵏV⁻¹`.
    private static Matrix conjugated(Matrix v, double[] values, int k) {
        int n = values.length;
        double[] powers = Arrays.stream(values).map(x -> Math.pow(x, k)).toArray();
        Matrix scaled = v.times(Matrices.diagonal(n, n, powers));
        double[] product = new double[n * n];
        for (int j = 0; j < n; j++) {
            double[] unit = new double[n];
            unit[j] = 1;
            Vector column = scaled.times(Lu.of(v).solve(Vector.of(unit)));
            for (int i = 0; i < n; i++) {
                product[i * n + j] = column.get(i);
            }
        }
        return Matrix.of(n, n, product);
    }

    @Claim(value = "LA-30", unmutated = "the theorem itself; no code of the book has a part in it")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void eigenvectorsOfDifferentEigenvaluesAreIndependent(
            @ForAll @IntRange(min = 1, max = 5) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix a = Matrices.normals(random, n, n);
        EigenDecomposition eigen = new EigenDecomposition(a.toRealMatrix());
        double[] vectors = new double[n * n];
        int found = 0;
        for (int j = 0; j < n; j++) {
            if (eigen.getImagEigenvalue(j) == 0) {
                Vector v = Vector.of(eigen.getEigenvector(j).toArray());
                Vector image = a.times(v);
                double lambda = eigen.getRealEigenvalue(j);
                assertThat(Norms.two(image.minus(v.times(lambda))))
                        .isLessThanOrEqualTo(1e-8 * Norms.frobenius(a) * Norms.two(v));
                for (int i = 0; i < n; i++) {
                    vectors[found * n + i] = v.get(i);
                }
                found++;
            }
        }
        if (found > 0) {
            Matrix rows = Matrix.of(found, n, Arrays.copyOf(vectors, found * n));
            assertThat(FourSubspaces.of(rows).rank()).isEqualTo(found);
        }
    }

    private static Matrix columns(Vector x, Vector y) {
        return Matrix.of(2, 2, x.get(0), y.get(0), x.get(1), y.get(1));
    }

    /// The document's examples: A, B, the shear, the quarter turn.
    @Claim({"LA-29", "LA-30"})
    @Example
    void byHand() {
        Matrix a = Matrix.of(2, 2, 2, 1, 1, 2);
        assertThat(values(a)).isEqualTo(Vector.of(3, 1));
        assertThat(a.times(Vector.of(1, 1))).isEqualTo(Vector.of(3, 3));
        assertThat(a.times(Vector.of(1, -1))).isEqualTo(Vector.of(1, -1));
        assertThat(Math.abs(Angle.cosine(vector(a, 1), Vector.of(1, -1))))
                .isCloseTo(1, within(1e-15));
        Matrix b = Matrix.of(2, 2, 3, 0, 4, 5);
        assertThat(values(b)).isEqualTo(Vector.of(5, 3));
        assertThat(b.times(Vector.of(0, 1))).isEqualTo(Vector.of(0, 5));
        assertThat(b.times(Vector.of(1, -2))).isEqualTo(Vector.of(3, -6));
        assertThat(Math.toDegrees(Angle.of(Vector.of(0, 1), Vector.of(-1, 2))))
                .isCloseTo(26.57, within(0.005));
        Matrix shear = Matrix.of(2, 2, 1, 1, 0, 1);
        assertThat(values(shear)).isEqualTo(Vector.of(1));
        assertThat(FourSubspaces.of(shear.plus(Matrix.identity(2).times(-1))).kernel().columns())
                .isEqualTo(1);
        Matrix turn = Matrix.of(2, 2, 0, -1, 1, 0);
        assertThat(values(turn).size()).isZero();
        assertThat(values(Matrix.identity(2))).isEqualTo(Vector.of(1));
        assertThat(vector(Matrix.identity(2), 1)).isEqualTo(Vector.of(1, 0));
        // the tenth power of A, by hand from 3¹⁰ and 1: (59049 ± 1)/2
        Matrix power = a;
        for (int k = 1; k < 10; k++) {
            power = power.times(a);
        }
        assertThat(power).isEqualTo(Matrix.of(2, 2, 29525, 29524, 29524, 29525));
        assertThat(power.times(Vector.of(2, 1))).isEqualTo(Vector.of(88_574, 88_573));
        assertThat(values(Matrix.of(2, 2, 1e300, 0, 0, -1e300)))
                .isEqualTo(Vector.of(1e300, -1e300));
        assertThatThrownBy(() -> values(Matrix.zeros(2, 3)))
                .isInstanceOf(ShapeException.class)
                .hasMessage(
                        "eigenvalues in the plane: a matrix of shape (2,2) is needed, got (2,3)");
        assertThatThrownBy(() -> vector(Matrix.zeros(3, 3), 1)).isInstanceOf(ShapeException.class);
    }

    /// The document's triangle of three rows, the basis of eigenvectors, and powers of defective matrices.
    @Claim("LA-30")
    @Example
    void trianglesAndPowers() {
        Matrix triangle = Matrix.of(3, 3, 2, 1, 0, 0, 3, 1, 0, 0, 4);
        Vector[] vectors = {Vector.of(1, 0, 0), Vector.of(1, 1, 0), Vector.of(1, 2, 2)};
        for (int i = 0; i < 3; i++) {
            assertThat(triangle.times(vectors[i])).isEqualTo(vectors[i].times(i + 2.0));
        }
        double[] turn =
                new EigenDecomposition(Matrix.of(2, 2, 0, -1, 1, 0).toRealMatrix())
                        .getImagEigenvalues();
        assertThat(turn).containsExactlyInAnyOrder(1, -1);
        Matrix a = Matrix.of(2, 2, 2, 1, 1, 2);
        Matrix v = columns(vector(a, 3), vector(a, 1));
        Matrix back = v.transpose(); // of orthonormal columns the inverse
        Matrix lambda = back.times(a).times(v).plus(Matrices.diagonal(2, 2, -3, -1));
        assertThat(Norms.frobenius(lambda)).isLessThan(1e-15);
        Matrix half = Matrix.of(2, 2, 1, 1, 1, -1);
        assertThat(half.times(a).times(half).times(0.5)).isEqualTo(Matrix.of(2, 2, 3, 0, 0, 1));
        Matrix shear = Matrix.of(2, 2, 1, 1, 0, 1);
        Matrix fading = Matrix.of(2, 2, 0.9, 1, 0, 0.9);
        Matrix sheared = Matrix.identity(2);
        Matrix faded = Matrix.identity(2);
        double[] corners = new double[40];
        for (int k = 1; k < 40; k++) {
            sheared = sheared.times(shear);
            assertThat(sheared).isEqualTo(Matrix.of(2, 2, 1, k, 0, 1));
            faded = faded.times(fading);
            corners[k] = faded.get(0, 1);
            assertThat(corners[k]).isCloseTo(k * Math.pow(0.9, k - 1), within(1e-14));
        }
        double[] first = {corners[1], corners[2], corners[3], corners[9], corners[10]};
        assertThat(first).containsExactly(new double[] {1, 1.8, 2.43, 3.87, 3.87}, within(5e-3));
        for (int k = 11; k < 40; k++) {
            assertThat(corners[k]).isLessThan(corners[k - 1]);
        }
    }

    @Mutant("LA-29") // the roots of λ² + tλ + d
    static class WrongSign extends PlanarEigenTest {
        @Override
        Vector values(Matrix a) {
            return PlanarEigen.values(a).times(-1);
        }
    }

    @Mutant({"LA-29", "LA-30"}) // the direction of a row in place of the right angle to it
    static class AlongTheRow extends PlanarEigenTest {
        @Override
        Vector vector(Matrix a, double lambda) {
            Vector v = PlanarEigen.vector(a, lambda);
            return Vector.of(-v.get(1), v.get(0));
        }
    }
}
