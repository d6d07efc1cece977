package org.firstprinciples.notebooksequivalents.backpropfromscratch;

import org.firstprinciples.curriculum.plots.Shade;
import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;
import org.firstprinciples.notebooksequivalents.report.Drawing;

/// What networks say about each point of the plane, and the points they learnt from, side by side.
final class Regions {

    private static final double PANEL = 352;
    private static final double GAP = 16;
    private static final double TITLE = 34;
    private static final double REACH = 1.15; // how far the picture goes in each direction
    private static final double PALE = 0.55; // of full color, so that points can be seen
    private static final String[] COLORS = {"#a04000", "#004a78"};

    private final Drawing drawing = Drawing.of(2 * PANEL + GAP, PANEL + TITLE);
    private final Engine engine;
    private final int pixels;
    private int panels;

    /// An empty picture of panels of so many cells across.
    Regions(Engine engine, int pixels) {
        this.engine = engine;
        this.pixels = pixels;
    }

    /// One more network, to the right of those before.
    Regions panel(String title, SpiralNetwork network, Spirals data, double dot) {
        double x = panels++ * (PANEL + GAP);
        double size = PANEL / pixels;
        double[] verdicts = network.verdicts(engine, grid());
        double[][] shades = new double[pixels][pixels];
        for (int i = 0; i < verdicts.length; i++) {
            shades[i / pixels][i % pixels] = PALE * verdicts[i];
        }
        drawing.cells(x, TITLE, size, shades, Shade.SIGN);
        for (int n = 0; n < data.size(); n++) {
            double across = (data.points()[n][0] + REACH) / (2 * REACH) * PANEL;
            double down = (REACH - data.points()[n][1]) / (2 * REACH) * PANEL;
            drawing.disk(x + across, TITLE + down, dot, COLORS[data.labels()[n]]);
        }
        drawing.text(x + PANEL / 2, 14, Drawing.Anchor.MIDDLE, 21, title, "#1d2126");
        return this;
    }

    /// The picture.
    Drawing drawing() {
        return drawing;
    }

    /// The middles of the cells, the first row on top, `(1,pixels²,2)`.
    private Tensor grid() {
        float[] points = new float[2 * pixels * pixels];
        for (int i = 0; i < pixels * pixels; i++) {
            int row = i / pixels;
            int column = i % pixels;
            points[2 * i] = (float) (REACH * (2 * (column + 0.5) / pixels - 1));
            points[2 * i + 1] = (float) (REACH * (1 - 2 * (row + 0.5) / pixels));
        }
        return Tensor.of(Shape.of(1, pixels * pixels, 2), points);
    }
}
