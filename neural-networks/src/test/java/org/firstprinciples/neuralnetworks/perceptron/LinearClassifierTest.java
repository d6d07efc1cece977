package org.firstprinciples.neuralnetworks.perceptron;

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
import org.firstprinciples.mathfoundations.linearalgebra.Norms;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.util.List;
import java.util.SplittableRandom;

class LinearClassifierTest {

    private static final double U = 0x1p-53;

    int predict(LinearClassifier classifier, Vector x) {
        return classifier.predict(x);
    }

    double signedDistance(LinearClassifier classifier, Vector x) {
        return classifier.signedDistance(x);
    }

    /// A bias is the weight of a constant; weights and features may be put in another order together.
    @Claim("PE-01")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void aBiasIsAWeight(@ForAll @IntRange(min = 0, max = 8) int d, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Vector w = Cases.whole(random, d, 3);
        Vector x = Cases.whole(random, d, 3);
        double b = random.nextInt(-3, 4);
        LinearClassifier classifier = new LinearClassifier(w, b);
        int side = predict(classifier, x);
        double score = w.dot(x) + b;
        assertThat(side).isEqualTo(score >= 0 ? 1 : -1);
        Examples augmented = new Examples(List.of(x, w), List.of(1, 1)).withConstant();
        double[] withBias = augmented.points().get(1).toArray();
        withBias[d] = b;
        assertThat(
                        predict(
                                new LinearClassifier(Vector.of(withBias), 0),
                                augmented.points().getFirst()))
                .isEqualTo(side);
        double[] turnedW = new double[d];
        double[] turnedX = new double[d];
        for (int i = 0; i < d; i++) {
            turnedW[i] = w.get((i + 1) % d);
            turnedX[i] = x.get((i + 1) % d);
        }
        assertThat(predict(new LinearClassifier(Vector.of(turnedW), b), Vector.of(turnedX)))
                .isEqualTo(side);
    }

    /// A positive factor changes no answer, a negative one all but those on the plane, which are 1 before and after.
    @Claim("PE-16")
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void theLengthDecidesNothing(
            @ForAll @IntRange(min = 0, max = 8) int d,
            @ForAll @IntRange(min = 1, max = 1000) int thousandths,
            @ForAll @IntRange(min = -8, max = 8) int power,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Vector w = Cases.whole(random, d, 3);
        Vector x = Cases.whole(random, d, 3);
        double b = random.nextInt(-3, 4);
        double a = thousandths * Math.pow(2, power); // exact, and so are all products
        double score = w.dot(x) + b;
        int side = predict(new LinearClassifier(w, b), x);
        assertThat(predict(new LinearClassifier(w.times(a), b * a), x)).isEqualTo(side);
        assertThat(predict(new LinearClassifier(w.times(-a), -b * a), x))
                .isEqualTo(score == 0 ? 1 : -side);
    }

    /// "Liked" from two words of praise on: with a bias, and through 0 with no weight.
    @Example
    void aBiasIsNeeded() {
        LinearClassifier fromTwo = new LinearClassifier(Vector.of(2), -3);
        assertThat(fromTwo.score(Vector.of(2))).isEqualTo(1);
        assertThat(fromTwo.score(Vector.of(1))).isEqualTo(-1);
        Examples two = new Examples(List.of(Vector.of(2), Vector.of(1)), List.of(1, -1));
        assertThat(Separability.certificate(two, 10)).isInstanceOf(Separability.Gordan.class);
        LinearClassifier moved = new LinearClassifier(Vector.of(2, -3), -2);
        assertThat(predict(moved, Vector.of(2, 0))).isEqualTo(1); // D
        assertThat(predict(moved, Vector.of(2, 1))).isEqualTo(-1); // A
    }

    @Claim("PE-01")
    @Example
    void ties() {
        assertThat(predict(new LinearClassifier(Vector.zeros(2), 0), Vector.of(1, 2))).isEqualTo(1);
        assertThat(predict(new LinearClassifier(Vector.zeros(2), -1), Vector.of(1, 2)))
                .isEqualTo(-1);
        assertThat(predict(new LinearClassifier(Vector.zeros(0), 3), Vector.zeros(0))).isEqualTo(1);
        LinearClassifier classifier = new LinearClassifier(Vector.of(1, 0), 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> predict(classifier, Vector.of(Double.NaN, 0)));
        assertThatThrownBy(() -> predict(classifier, Vector.of(1)))
                .isInstanceOf(ShapeException.class);
    }

    @Example
    void aScoreThatIsNoNumberIsNamed() {
        LinearClassifier classifier = new LinearClassifier(Vector.of(1, 0), 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> predict(classifier, Vector.of(Double.NaN, 0)))
                .withMessage("the score of [NaN, 0.0] is NaN");
    }

    /// The foot lies on the plane, no point of the plane is nearer, and a positive factor changes nothing.
    @Claim("PE-02")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void theDistanceIsTheShortest(
            @ForAll @IntRange(min = 1, max = 8) int d,
            @ForAll @IntRange(min = -20, max = 20) int power,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Vector w = Matrices.normal(random, d);
        Vector x = Matrices.normal(random, d).times(5);
        double b = random.nextGaussian();
        LinearClassifier classifier = new LinearClassifier(w, b);
        double distance = signedDistance(classifier, x);
        double norm = Norms.two(w);
        double slack = (2 * d + 8) * U * (norm * Norms.two(x) * d + Math.abs(b)) / norm;
        Vector foot = classifier.foot(x);
        assertThat(classifier.score(foot)).isCloseTo(0, within(4 * slack * norm));
        assertThat(Norms.two(x.minus(foot))).isCloseTo(Math.abs(distance), within(4 * slack));
        Vector step = Matrices.normal(random, d);
        Vector inPlane = step.minus(w.times(step.dot(w) / w.dot(w))).times(Math.pow(2, -power));
        // in its direction the step is rounded: off the plane by so much
        double off = 4 * (d + 4) * U * Norms.two(step) * Math.pow(2, -power);
        assertThat(Norms.two(x.minus(foot.plus(inPlane))))
                .isGreaterThanOrEqualTo(Math.abs(distance) - 4 * slack - off);
        assertThat(signedDistance(new LinearClassifier(w.times(8), b * 8), x)).isEqualTo(distance);
    }

    @Claim("PE-02")
    @Example
    void distancesByHand() {
        assertThat(signedDistance(new LinearClassifier(Vector.of(3, 4), -5), Vector.of(3, 4)))
                .isEqualTo(4);
        Vector foot = new LinearClassifier(Vector.of(3, 4), -5).foot(Vector.of(3, 4));
        assertThat(foot.get(0)).isCloseTo(0.6, within(1e-15));
        assertThat(foot.get(1)).isCloseTo(0.8, within(1e-15));
        assertThat(signedDistance(new LinearClassifier(Vector.of(5, 12), 0), Vector.of(-13, 0)))
                .isEqualTo(-5);
        assertThat(
                        signedDistance(
                                new LinearClassifier(Vector.of(1, 2, 2), 3), Vector.of(-1, -1, 0)))
                .isZero();
        assertThat(signedDistance(new LinearClassifier(Vector.of(2, 3, 6), 7), Vector.zeros(3)))
                .isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        signedDistance(new LinearClassifier(Vector.zeros(2), 1), Vector.zeros(2)))
                .withMessage("weights of length 0.0 have no plane");
    }

    /// On one side with two points are all between them.
    @Claim("PE-17")
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void sidesAreConvex(
            @ForAll @IntRange(min = 1, max = 6) int d,
            @ForAll @IntRange(min = 0, max = 16) int sixteenths,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        LinearClassifier classifier =
                new LinearClassifier(Cases.whole(random, d, 5), random.nextInt(-5, 6));
        Vector x = Cases.whole(random, d, 5);
        Vector z = Cases.whole(random, d, 5);
        double t = sixteenths / 16.0;
        if (predict(classifier, x) == predict(classifier, z)) {
            assertThat(predict(classifier, x.times(t).plus(z.times(1 - t))))
                    .isEqualTo(predict(classifier, x));
        }
    }

    @Mutant("PE-01") // a third side
    static class TieIsZero extends LinearClassifierTest {
        @Override
        int predict(LinearClassifier classifier, Vector x) {
            classifier.predict(x);
            return (int) Math.signum(classifier.score(x));
        }
    }

    @Mutant("PE-16") // the score must exceed 1
    static class SizeMatters extends LinearClassifierTest {
        @Override
        int predict(LinearClassifier classifier, Vector x) {
            classifier.predict(x);
            return classifier.score(x) >= 1 ? 1 : -1;
        }
    }

    @Mutant("PE-17") // inside and outside of a ball
    static class NotAPlane extends LinearClassifierTest {
        @Override
        int predict(LinearClassifier classifier, Vector x) {
            classifier.predict(x);
            return x.dot(x) > 9 ? 1 : -1;
        }
    }

    @Mutant("PE-02") // the score
    static class NotDivided extends LinearClassifierTest {
        @Override
        double signedDistance(LinearClassifier classifier, Vector x) {
            classifier.signedDistance(x);
            return classifier.score(x);
        }
    }
}
