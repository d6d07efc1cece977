package org.firstprinciples.curriculum.plots;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/// One thing that a [Plot] shows; later ones lie over earlier ones.
sealed interface Layer {

    /// Half the room of a category, which stands at a whole number, and a little beside it.
    double ROOM = 0.6;

    record Line(String name, List<Double> x, List<Double> y) implements Layer {

        @Override
        public DoubleStream reachX() {
            return stream(x);
        }

        @Override
        public DoubleStream reachY() {
            return stream(y);
        }
    }

    record Points(String name, List<Double> x, List<Double> y) implements Layer {

        @Override
        public DoubleStream reachX() {
            return stream(x);
        }

        @Override
        public DoubleStream reachY() {
            return stream(y);
        }
    }

    record Band(String name, List<Double> x, List<Double> low, List<Double> high) implements Layer {

        @Override
        public DoubleStream reachX() {
            return stream(x);
        }

        @Override
        public DoubleStream reachY() {
            return DoubleStream.concat(stream(low), stream(high));
        }
    }

    record ErrorBars(String name, List<Double> x, List<Double> low, List<Double> high)
            implements Layer {

        @Override
        public DoubleStream reachX() {
            return stream(x);
        }

        @Override
        public DoubleStream reachY() {
            return DoubleStream.concat(stream(low), stream(high));
        }
    }

    record Bars(String name, List<String> categories, List<Double> values) implements Layer {

        @Override
        public DoubleStream reachX() {
            return DoubleStream.of(-ROOM, categories.size() - 1 + ROOM);
        }

        @Override
        public DoubleStream reachY() {
            return DoubleStream.concat(DoubleStream.of(0), stream(values));
        }

        @Override
        public boolean standsOnZero() {
            return true;
        }
    }

    /// Bars without gaps: one from each edge to the next.
    record Columns(String name, List<Double> edges, List<Double> heights) implements Layer {

        @Override
        public DoubleStream reachX() {
            return stream(edges);
        }

        @Override
        public DoubleStream reachY() {
            return DoubleStream.concat(DoubleStream.of(0), stream(heights));
        }

        @Override
        public boolean standsOnZero() {
            return true;
        }
    }

    record Level(String label, double y) implements Layer {

        @Override
        public String name() {
            return "";
        }

        @Override
        public DoubleStream reachX() {
            return DoubleStream.of();
        }

        @Override
        public DoubleStream reachY() {
            return DoubleStream.of(y);
        }
    }

    /// A vertical line.
    record Upright(String label, double x) implements Layer {

        @Override
        public String name() {
            return "";
        }

        @Override
        public DoubleStream reachX() {
            return DoubleStream.of(x);
        }

        @Override
        public DoubleStream reachY() {
            return DoubleStream.of();
        }
    }

    /// A straight line between two points.
    ///
    /// @param pointed whether it has a head at its end
    record Segment(String name, double fromX, double fromY, double toX, double toY, boolean pointed)
            implements Layer {

        @Override
        public DoubleStream reachX() {
            return DoubleStream.of(fromX, toX);
        }

        @Override
        public DoubleStream reachY() {
            return DoubleStream.of(fromY, toY);
        }
    }

    record Polygon(String name, List<Double> x, List<Double> y) implements Layer {

        @Override
        public DoubleStream reachX() {
            return stream(x);
        }

        @Override
        public DoubleStream reachY() {
            return stream(y);
        }
    }

    /// Lines along which a function has the values.
    record Contours(String name, List<Contour> lines) implements Layer {

        @Override
        public DoubleStream reachX() {
            return DoubleStream.of();
        }

        @Override
        public DoubleStream reachY() {
            return DoubleStream.of();
        }
    }

    /// A matrix as squares, (rows,columns): that of row `i` and column `j` lies between `j` and `j + 1` and, downward, between
    /// `i` and `i + 1`.
    ///
    /// @param pattern of the numbers that stand in them; empty for none
    record Tiles(String name, List<List<Double>> values, Shade shade, String pattern)
            implements Layer {

        @Override
        public DoubleStream reachX() {
            return DoubleStream.of(0, values.getFirst().size());
        }

        @Override
        public DoubleStream reachY() {
            return DoubleStream.of(0, values.size());
        }
    }

    /// Words at a point.
    ///
    /// @param name of the series in whose color they are; empty for black
    record Note(String name, String text, double x, double y, Side side) implements Layer {

        @Override
        public DoubleStream reachX() {
            return DoubleStream.of(x);
        }

        @Override
        public DoubleStream reachY() {
            return DoubleStream.of(y);
        }
    }

    /// Words in a rectangle of their size around a point.
    record Box(String name, String text, double x, double y, double width, double height)
            implements Layer {

        @Override
        public DoubleStream reachX() {
            return DoubleStream.of(x - width / 2, x + width / 2);
        }

        @Override
        public DoubleStream reachY() {
            return DoubleStream.of(y - height / 2, y + height / 2);
        }
    }

    /// The series that it belongs to, which has one color in a picture; empty for what belongs to none.
    String name();

    /// The numbers that the x axis must hold.
    DoubleStream reachX();

    /// The numbers that the y axis must hold.
    DoubleStream reachY();

    /// Whether it is drawn from 0 upward, so that an axis which begins elsewhere would mislead.
    default boolean standsOnZero() {
        return false;
    }

    private static DoubleStream stream(List<Double> numbers) {
        return numbers.stream().mapToDouble(Double::doubleValue);
    }

    /// Those of one kind.
    static <L extends Layer> Stream<L> all(Class<L> kind, List<Layer> layers) {
        return layers.stream().filter(kind::isInstance).map(kind::cast);
    }
}
