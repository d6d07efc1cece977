package org.firstprinciples.notebooksequivalents.backpropfromscratch;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.mathfoundations.probability.Philox;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.TokenBatch;

/// Points on two spirals, one turned by half a circle against the other; which one a point lies on is to be learnt.
///
/// Point `i` of arm `k` has the radius `θ/θ₁` at the angle `θ + kπ`, and normal noise in both coordinates. Angles are such that
/// points lie about equally dense along an arm.
///
/// - source: Lang & Witbrock 1988, *Learning to tell two spirals apart*
///
/// @param points `(N,2)`
/// @param labels `(N)`, 0 or 1
record Spirals(float[][] points, int[] labels) {

    /// Where an arm begins.
    private static final double START = 0.5 * Math.PI;

    /// Deviation of the noise in each coordinate.
    static final double NOISE = 0.02;

    /// So many points on each arm, up to an angle of so many half circles, `θ₁/π`; the outermost lie at radius 1.
    static Spirals draw(int perArm, double halfTurns, Philox random) {
        float[][] points = new float[2 * perArm][2]; // (N,2)
        int[] labels = new int[2 * perArm];
        double end = halfTurns * Math.PI;
        for (int i = 0; i < points.length; i++) {
            int arm = i % 2;
            double share = random.split("angle").uniform(0, i);
            double angle = Math.sqrt(START * START + share * (end * end - START * START));
            double noiseX = NOISE * random.split("x").normal(0, i);
            double noiseY = NOISE * random.split("y").normal(0, i);
            double turned = angle + arm * Math.PI;
            points[i][0] = (float) (angle / end * StrictMath.cos(turned) + noiseX);
            points[i][1] = (float) (angle / end * StrictMath.sin(turned) + noiseY);
            labels[i] = arm;
        }
        return new Spirals(points, labels);
    }

    /// Half the distance between neighboring arms, in deviations of the noise: how far noise must throw a point until it lies nearer
    /// to the wrong arm.
    ///
    /// Along a ray the arms follow each other at angles `π` apart, so at distances `π/θ₁`.
    static double margin(double halfTurns) {
        return 0.5 / halfTurns / NOISE;
    }

    /// How many points there are.
    int size() {
        return labels.length;
    }

    /// The points as a batch of one sequence, `(1,N,2)`.
    Tensor tensor() {
        float[] flat = new float[2 * size()];
        for (int i = 0; i < size(); i++) {
            flat[2 * i] = points[i][0];
            flat[2 * i + 1] = points[i][1];
        }
        return Tensor.of(Shape.of(1, size(), 2), flat);
    }

    /// The labels as a batch of one sequence, `(1,N)`.
    TokenBatch targets() {
        return TokenBatch.of(1, size(), labels);
    }
}
