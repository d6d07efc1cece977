package org.firstprinciples.curriculum.plots;

import java.util.List;
import java.util.stream.Stream;

/// One thing on paper, at its final place.
sealed interface Mark {

    /// A line, or a polygon if it is closed.
    record Shape(List<Point> points, boolean closed, Paint paint) implements Mark {

        @Override
        public Shape shifted(double dx, double dy) {
            return new Shape(points.stream().map(p -> p.plus(dx, dy)).toList(), closed, paint);
        }

        @Override
        public Area area() {
            return Area.around(points);
        }

        /// The corners, the first one again at the end if it is closed.
        List<Point> outline() {
            return closed
                    ? Stream.concat(points.stream(), Stream.of(points.getFirst())).toList()
                    : points;
        }
    }

    /// A disk.
    record Disk(Point center, double radius, Paint paint) implements Mark {

        @Override
        public Disk shifted(double dx, double dy) {
            return new Disk(center.plus(dx, dy), radius, paint);
        }

        @Override
        public Area area() {
            return new Area(center.x(), center.y(), center.x(), center.y()).grown(radius);
        }
    }

    /// One line of text.
    ///
    /// @param at the point of the base line where it starts, has its middle or ends
    /// @param turn in degrees, clockwise
    /// @param role what it is there for, see [Svg]
    record Words(
            String text,
            Point at,
            Anchor anchor,
            double turn,
            double size,
            String color,
            String role)
            implements Mark {

        @Override
        public Words shifted(double dx, double dy) {
            return new Words(text, at.plus(dx, dy), anchor, turn, size, color, role);
        }

        @Override
        public Area area() {
            double width = TextWidth.of(text, size);
            double left = -anchor.share() * width;
            double sin = StrictMath.sin(StrictMath.toRadians(turn));
            double cos = StrictMath.cos(StrictMath.toRadians(turn));
            double top = -TextWidth.ascent(size);
            double bottom = TextWidth.descent(size);
            return Area.around(
                    Stream.of(
                                    new Point(left, top),
                                    new Point(left + width, top),
                                    new Point(left, bottom),
                                    new Point(left + width, bottom))
                            .map(p -> at.plus(cos * p.x() - sin * p.y(), sin * p.x() + cos * p.y()))
                            .toList());
        }
    }

    /// Which point of a text stands at its place.
    enum Anchor {
        START(0),
        MIDDLE(0.5),
        END(1);

        private final double share;

        Anchor(double share) {
            this.share = share;
        }

        /// The part of the text that stands left of the place.
        double share() {
            return share;
        }
    }

    /// How it is filled and drawn; a color is `#rrggbb`, or `none`.
    ///
    /// @param dashes lengths in turn, empty for a solid line
    record Paint(
            String fill,
            double fillOpacity,
            String stroke,
            double strokeWidth,
            double strokeOpacity,
            String dashes) {

        static Paint fill(String color) {
            return new Paint(color, 1, "none", 0, 1, "");
        }

        boolean isFilled() {
            return !fill.equals("none") && fillOpacity > 0;
        }

        boolean isStroked() {
            return !stroke.equals("none") && strokeWidth > 0 && strokeOpacity > 0;
        }

        boolean hides() {
            return isFilled() && fillOpacity > 0.5;
        }
    }

    Mark shifted(double dx, double dy);

    /// What it takes up, the width of strokes apart.
    Area area();
}
