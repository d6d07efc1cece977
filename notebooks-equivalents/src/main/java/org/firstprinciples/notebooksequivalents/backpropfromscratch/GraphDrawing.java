package org.firstprinciples.notebooksequivalents.backpropfromscratch;

import org.firstprinciples.neuralnetworks.backpropagation.Value;
import org.firstprinciples.notebooksequivalents.report.Drawing;
import org.firstprinciples.notebooksequivalents.report.Drawing.Anchor;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// A graph of values as boxes and arrows, from the leaves on the left to the result on the right: in each box the value and its
/// gradient, on each arrow the slope.
final class GraphDrawing {

    private static final double WIDTH = 720;
    private static final double BOX = 132;
    private static final double BOX_HEIGHT = 92;
    private static final double ROW = 128;
    private static final double LETTER = 21;
    private static final double MARGIN = 6;
    private static final String INK = "#1d2126";
    private static final String WASH = "#eef1f4";
    private static final String BLUE = "#0a5c94";
    private static final String RED = "#b34f00";

    private final Map<Value, String> names;
    private final Map<Value, Double> claimed;
    private final IdentityHashMap<Value, Integer> column = new IdentityHashMap<>();
    private final IdentityHashMap<Value, Double> height = new IdentityHashMap<>();

    private GraphDrawing(Map<Value, String> names, Map<Value, Double> claimed) {
        this.names = names;
        this.claimed = claimed;
    }

    /// The graph of a result after its pass back.
    ///
    /// @param names what each value is called
    static Drawing of(Value result, Map<Value, String> names) {
        return of(result, names, Map.of());
    }

    /// The same, and where another pass claims another gradient, that too, crossed out.
    ///
    /// @param claimed the gradients of the other pass
    static Drawing of(Value result, Map<Value, String> names, Map<Value, Double> claimed) {
        return new GraphDrawing(names, claimed).draw(result.order());
    }

    private Drawing draw(List<Value> order) {
        order.forEach(value -> place(value, order.getLast()));
        double lowest = height.values().stream().mapToDouble(h -> h).max().orElse(0);
        Drawing drawing = Drawing.of(WIDTH, lowest + BOX_HEIGHT + 12);
        int last = column.values().stream().mapToInt(c -> c).max().orElse(1);
        double step = (WIDTH - BOX - 8) / Math.max(1, last);
        for (Value y : order) {
            Map<Value, Integer> before = new HashMap<>();
            for (int i = 0; i < y.inputs().size(); i++) {
                Value x = y.inputs().get(i);
                edge(drawing, step, x, y, y.derivative(i), before.merge(x, 1, Integer::sum) - 1);
            }
        }
        order.forEach(value -> box(drawing, step, value));
        return drawing;
    }

    /// One column after the last input. Columns between leaves and result stand low and high in turn, so that an arrow over one of
    /// them does not run behind its box.
    private void place(Value value, Value result) {
        int place = 0;
        double sum = 0;
        for (Value input : value.inputs()) {
            place = Math.max(place, (int) at(column, input) + 1);
            sum += at(height, input);
        }
        int row = 0; // how many stand in this column already
        for (int other : column.values()) {
            row += other == place ? 1 : 0;
        }
        column.put(value, place);
        if (value == result) {
            height.put(value, sum / Math.max(1, value.inputs().size()));
        } else {
            double low = place % 2 == 1 ? 1.15 * ROW : 0;
            height.put(value, MARGIN + low + row * 1.5 * ROW);
        }
    }

    private void edge(Drawing drawing, double step, Value x, Value y, double slope, int twin) {
        double fromX = 4 + at(column, x) * step + BOX;
        double fromY = at(height, x) + BOX_HEIGHT / 2 + 30 * twin;
        double toX = 4 + at(column, y) * step;
        double toY = at(height, y) + BOX_HEIGHT / 2 + 30 * twin;
        drawing.arrow(fromX, fromY, toX, toY, INK);
        drawing.text(
                (fromX + toX) / 2,
                (fromY + toY) / 2 - 13,
                Anchor.MIDDLE,
                LETTER - 3,
                number(slope),
                BLUE);
    }

    private void box(Drawing drawing, double step, Value value) {
        double x = 4 + at(column, value) * step;
        double y = at(height, value);
        String name = names.getOrDefault(value, "?");
        drawing.rectangle(x, y, BOX, BOX_HEIGHT, WASH);
        double middle = x + BOX / 2;
        drawing.text(middle, y + 20, Anchor.MIDDLE, LETTER, name, INK);
        drawing.text(middle, y + 46, Anchor.MIDDLE, LETTER, number(value.data()), INK);
        String gradient = "slope " + number(value.gradient());
        double other = claimed.getOrDefault(value, value.gradient());
        boolean wrong = other != value.gradient();
        drawing.text(
                middle,
                y + 73,
                Anchor.MIDDLE,
                LETTER,
                wrong ? gradient + " ✗ " + number(other) : gradient,
                wrong ? RED : BLUE);
    }

    private static <N extends Number> double at(Map<Value, N> places, Value value) {
        N place = places.get(value);
        if (place == null) {
            throw new IllegalStateException("a value before its inputs");
        }
        return place.doubleValue();
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
