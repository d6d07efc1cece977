package org.firstprinciples.neuralnetworks.multilayernetworks;

import static org.firstprinciples.curriculum.pictures.Picture.compare;

import org.firstprinciples.curriculum.plots.Figure;
import org.firstprinciples.curriculum.plots.Ink;
import org.firstprinciples.curriculum.plots.Plot;
import org.firstprinciples.curriculum.plots.Side;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.function.DoubleUnaryOperator;

/// The pictures of `multilayer-networks.md`. With `-Dpictures=write` they are written, otherwise compared.
class MultilayerPicturesTest {

    private static DoubleUnaryOperator function(MultilayerNetwork network) {
        return x -> network.forward(Vector.of(x)).get(0);
    }

    /// All corners lie at sixteenths, so straight lines between 64ths are exact.
    private static Plot tent(int times, String yTitle) {
        double[] x = new double[65];
        double[] y = new double[65];
        for (int i = 0; i <= 64; i++) {
            x[i] = i / 64.0;
            y[i] = function(Sawtooth.network(times)).applyAsDouble(x[i]);
        }
        return Plot.of("x", yTitle)
                .titled("k = " + times)
                .line("tent", x, y)
                .unlabeled("tent")
                .xTicks(0, 1)
                .yTicks(0, 1);
    }

    /// The tent, twice and four times.
    @Test
    void teeth() throws IOException {
        compare(
                "sawtooth.svg",
                Figure.row(
                        "The tent, applied once, twice and four times",
                        tent(1, "tent, k times").size(200, 230),
                        tent(2, "").size(180, 230),
                        tent(4, "").size(180, 230)));
    }

    /// A sine, straight lines through six of its points, and a staircase of twelve sigmoids.
    @Test
    void linesAndSteps() throws IOException {
        double[] t = new double[6];
        double[] y = new double[6];
        for (int i = 0; i < 6; i++) {
            t[i] = 1.2 * i;
            y[i] = StrictMath.sin(t[i]);
        }
        MultilayerNetwork lines = ReluInterpolant.through(t, y);
        SigmoidStaircase steps = SigmoidStaircase.of(StrictMath::sin, 0, 6, 12, 24);
        compare(
                "approximation.svg",
                Figure.of(
                        "A sine out of rectifiers and out of sigmoids",
                        Plot.of("x", "output")
                                .origin()
                                .yLimits(-1.25, 1.4)
                                .curve("12 sigmoids", steps::value, 0, 6)
                                .curve("sin x", StrictMath::sin, 0, 6)
                                .curve("5 rectifiers", function(lines), 0, 6)
                                .points("5 rectifiers", t, y)
                                .ink("sin x", Ink.GRAY)
                                .solid("sin x")
                                .label("sin x", 1.9, 0.95, Side.ABOVE_RIGHT)));
    }
}
