package org.firstprinciples.mathfoundations.linearalgebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/// The numbers in the solutions of the exercises on paper, and in the traps of `linear-algebra.md`.
class PaperExercisesTest {

    @Test
    void fishAndCat() {
        Vector fish = Vector.of(1, 3);
        Vector cat = Vector.of(2, 1);
        assertThat(fish.dot(cat)).isEqualTo(5);
        assertThat(Angle.cosine(fish, cat)).isCloseTo(0.707, within(5e-4));
        assertThat(Math.toDegrees(Angle.of(fish, cat))).isCloseTo(45, within(1e-12));
        assertThat(LineProjection.onto(cat, fish).toArray())
                .containsExactly(new double[] {2, 1}, within(1e-15));
        assertThat(cat.plus(Vector.of(1, 2).times(2))).isEqualTo(Vector.of(4, 5));
        assertThat(cat.dot(Vector.of(4, 2))).isEqualTo(10); // the trap of long vectors
    }

    @Test
    void productsFactorsAndSubspaces() {
        Matrix x = Matrix.of(2, 3, 1, 2, 3, 0, 1, 0);
        Matrix w = Matrix.of(3, 2, 2, 0, 1, 1, 0, -1);
        assertThat(x.times(w)).isEqualTo(Matrix.of(2, 2, 4, -1, 1, 1));
        Matrix lower = Matrix.of(2, 2, 1, 0, 3, 1);
        Matrix factored = lower.times(Matrix.of(2, 2, 2, 1, 0, 5));
        assertThat(factored).isEqualTo(Matrix.of(2, 2, 2, 1, 6, 8));
        assertThat(factored.times(Vector.of(1, 2))).isEqualTo(Vector.of(4, 22));
        assertThat(Lu.of(factored).determinant()).isCloseTo(10, within(1e-14));
        Matrix three = Matrix.of(3, 3, 1, 2, 0, 2, 5, 1, 0, 1, 4);
        Matrix below = Matrix.of(3, 3, 1, 0, 0, 2, 1, 0, 0, 1, 1);
        assertThat(below.times(Matrix.of(3, 3, 1, 2, 0, 0, 1, 1, 0, 0, 3))).isEqualTo(three);
        assertThat(SymmetricEigen.of(three).values().get(2)).isPositive();
        Matrix a = Matrix.of(2, 3, 1, 2, 1, 2, 4, 2);
        FourSubspaces subspaces = FourSubspaces.of(a);
        assertThat(subspaces.rank()).isEqualTo(1);
        assertThat(subspaces.kernel().columns()).isEqualTo(2);
        assertThat(a.times(Matrix.of(3, 2, -2, -1, 1, 0, 0, 1))).isEqualTo(Matrix.zeros(2, 2));
        assertThat(Vector.of(-2, 1).times(a)).isEqualTo(Vector.zeros(3));
    }

    @Test
    void coordinatesAndShapes() {
        Matrix basis = Matrix.of(2, 2, 1, 1, 1, -1);
        Vector x = Vector.of(5, 1);
        Vector image = Matrix.of(2, 2, 2, 1, 1, 2).times(x);
        assertThat(Lu.of(basis).solve(x)).isEqualTo(Vector.of(3, 2));
        assertThat(image).isEqualTo(Vector.of(11, 7));
        assertThat(Lu.of(basis).solve(image)).isEqualTo(Vector.of(9, 2));
        Matrix shear = Matrix.of(2, 2, 1, 1, 0, 1); // in the basis cat, dog: a third of these
        assertThat(Matrix.of(2, 2, 2, -1, -1, 2).times(shear).times(Matrix.of(2, 2, 2, 1, 1, 2)))
                .isEqualTo(Matrix.of(2, 2, 5, 4, -1, 1));
        Matrix saddle = Matrix.of(2, 2, 3, 2, 2, 0);
        assertThat(PlanarEigen.values(saddle)).isEqualTo(Vector.of(4, -1));
        assertThat(saddle.times(Vector.of(1, -2))).isEqualTo(Vector.of(-1, 2));
        assertThat(PlanarEigen.values(Matrix.of(2, 2, 5, -2, -2, 2))).isEqualTo(Vector.of(6, 1));
    }

    @Test
    void mirrorsAndEigenvalues() {
        Matrix mirror = Matrix.of(2, 2, 0, 1, 1, 0);
        assertThat(PlanarEigen.values(mirror)).isEqualTo(Vector.of(1, -1));
        assertThat(Lu.of(mirror).determinant()).isEqualTo(-1);
        assertThat(mirror.trace()).isZero();
        Matrix a = Matrix.of(2, 2, 4, 1, 2, 3);
        assertThat(PlanarEigen.values(a)).isEqualTo(Vector.of(5, 2));
        assertThat(a.times(Vector.of(1, -2))).isEqualTo(Vector.of(2, -4));
        Vector x = Vector.of(2, -1);
        for (int k = 0; k < 10; k++) {
            x = a.times(x);
        }
        assertThat(x).isEqualTo(Vector.of(9_766_649, 9_763_577));
    }

    @Test
    void equationsAndLines() {
        Vector once = Lu.of(Matrix.of(2, 2, 1, 2, 2, 6)).solve(Vector.of(3, 10)); // c = 6, d = 10
        assertThat(once.toArray()).containsExactly(new double[] {-1, 2}, within(0.0));
        assertThat(FourSubspaces.of(Matrix.of(2, 2, 1, 2, 2, 4)).rank()).isEqualTo(1); // c = 4
        assertThat(FourSubspaces.of(Matrix.of(2, 3, 1, 2, 3, 2, 4, 6)).rank()).isEqualTo(1);
        assertThat(FourSubspaces.of(Matrix.of(2, 3, 1, 2, 3, 2, 4, 7)).rank()).isEqualTo(2);
        Matrix a = Matrix.of(3, 2, 1, 0, 1, 1, 1, 2);
        Vector b = Vector.of(0, 1, 1);
        Vector x = LeastSquares.solve(a, b);
        assertThat(x.toArray()).containsExactly(new double[] {1 / 6.0, 0.5}, within(1e-15));
        assertThat(b.minus(a.times(x)).toArray())
                .containsExactly(new double[] {-1 / 6.0, 1 / 3.0, -1 / 6.0}, within(1e-15));
        Vector far = Vector.of(1, 2, 10); // the trap of squares
        Vector steep = LeastSquares.solve(a, far);
        assertThat(steep.get(1)).isCloseTo(4.5, within(1e-14));
        assertThat(far.minus(a.times(steep)).toArray())
                .containsExactly(new double[] {7 / 6.0, -7 / 3.0, 7 / 6.0}, within(1e-14));
        Matrix p = Matrix.of(3, 3, 5, 2, -1, 2, 2, 2, -1, 2, 5); // six times the projection
        Vector shadow = a.times(LeastSquares.solve(a, Vector.of(1, 0, 0)));
        assertThat(shadow.times(6).toArray()).containsExactly(p.column(0).toArray(), within(1e-14));
        assertThat(p.times(p.column(0))).isEqualTo(Vector.of(30, 12, -6));
        assertThat(Matrix.of(2, 2, 5, -3, -3, 3).times(a.transpose().times(a)))
                .isEqualTo(Matrix.identity(2).times(6));
    }

    /// After some steps of the library from (1,1), with the eigenvalues 1 and `ratio` along the axes.
    private static double tangentAfter(double ratio, int steps) {
        Matrix a = Matrix.of(2, 2, 1, 0, 0, ratio);
        Vector q = PowerIteration.of(a, Vector.of(1, 1), 0, steps).vector();
        return q.get(1) / q.get(0);
    }

    @Test
    void normsAndSteps() {
        assertThat(Math.ceil(Math.log(1e6) / -Math.log(0.9))).isEqualTo(132);
        assertThat(Math.ceil(Math.log(1e6) / Math.log(2))).isEqualTo(20);
        assertThat(tangentAfter(0.9, 131)).isGreaterThan(1e-6);
        assertThat(tangentAfter(0.9, 132)).isLessThanOrEqualTo(1e-6);
        assertThat(tangentAfter(0.5, 19)).isGreaterThan(1e-6);
        assertThat(tangentAfter(0.5, 20)).isLessThanOrEqualTo(1e-6);
        Matrix ones = Matrix.of(2, 2, 1, 1, 1, 1);
        assertThat(ones.times(ones).get(0, 0)).isEqualTo(2);
        Vector x = Vector.of(3, -4);
        double[] norms = {Norms.infinity(x), Norms.two(x), Norms.one(x)};
        assertThat(norms).containsExactly(4, 5, 7);
        Matrix a = Matrix.of(2, 2, 2, 1, 1, 2);
        assertThat(Norms.frobenius(a)).isCloseTo(3.16, within(5e-3));
        assertThat(Norms.one(a) * Norms.infinity(a)).isEqualTo(9);
        assertThat(Norms.condition(Matrix.identity(10).times(0.1))).isCloseTo(1, within(1e-15));
        assertThat(Math.pow(1.1, 50)).isCloseTo(117, within(0.5));
        assertThat(Math.pow(0.9, 50)).isCloseTo(0.005, within(5e-4));
        assertThat(2 * Math.exp(-1000 * 0.04 / 2)).isLessThan(5e-9);
    }

    @Test
    void orthonormalColumnsAndATurn() {
        Qr qr = Qr.householder(Matrix.of(2, 2, 3, 5, 4, 0));
        assertThat(qr.r().toArray()).containsExactly(new double[] {5, 3, 0, 4}, within(1e-14));
        assertThat(qr.q().toArray())
                .containsExactly(new double[] {0.6, 0.8, 0.8, -0.6}, within(1e-15));
        Matrix q = Matrix.of(2, 2, 1, -2, 2, 1).times(1 / Math.sqrt(5));
        assertThat(Matrix.of(1, 2, 1, 2).times(q).toArray())
                .containsExactly(new double[] {Math.sqrt(5), 0}, within(1e-15));
    }

    @Test
    void areasAxesAndSingularValues() {
        Matrix a = Matrix.of(2, 2, 2, 1, 1, 2);
        assertThat(Lu.of(a).determinant() / 2).isEqualTo(1.5);
        assertThat(Lu.of(a.times(a).times(a)).determinant() / 2).isCloseTo(13.5, within(1e-13));
        assertThat(Norms.condition(a.times(a))).isCloseTo(9, within(1e-13));
        Svd svd = Svd.of(Matrix.of(2, 2, 2, 2, -1, 1));
        assertThat(svd.values().toArray())
                .containsExactly(new double[] {2 * Math.sqrt(2), Math.sqrt(2)}, within(1e-14));
        assertThat(LowRank.truncate(svd, 1).toArray())
                .containsExactly(new double[] {2, 2, 0, 0}, within(1e-14));
        Matrix points = Matrix.of(4, 2, 3, 1, 1, 3, -3, -1, -1, -3);
        assertThat(points.transpose().times(points)).isEqualTo(Matrix.of(2, 2, 20, 12, 12, 20));
        assertThat(Pca.fit(points).explainedRatios().get(0)).isCloseTo(0.8, within(1e-15));
        assertThat(Math.log(20 / (100 * 50 / 1000.0))).isCloseTo(1.39, within(5e-3));
    }

    @Test
    void anAnalogyOfFourWords() {
        Vector king = Vector.of(1, 5);
        Vector queen = Vector.of(3, 5);
        Vector woman = Vector.of(5, 2);
        Vector man = Vector.of(5, 1);
        Vector sum = king.minus(man).plus(woman);
        assertThat(sum).isEqualTo(Vector.of(1, 6));
        assertThat(Angle.cosine(sum, king)).isCloseTo(0.999, within(5e-4));
        assertThat(Angle.cosine(sum, queen)).isCloseTo(0.930, within(5e-4));
        assertThat(Angle.cosine(sum, woman)).isCloseTo(0.519, within(5e-4));
        assertThat(Angle.cosine(sum, man)).isCloseTo(0.355, within(5e-4));
    }
}
