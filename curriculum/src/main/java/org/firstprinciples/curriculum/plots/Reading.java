package org.firstprinciples.curriculum.plots;

import org.firstprinciples.curriculum.plots.Mark.Anchor;
import org.firstprinciples.curriculum.plots.Mark.Disk;
import org.firstprinciples.curriculum.plots.Mark.Paint;
import org.firstprinciples.curriculum.plots.Mark.Shape;
import org.firstprinciples.curriculum.plots.Mark.Words;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

/// What stands in an SVG that Lets-Plot or [Svg] wrote, at its final place: transforms are carried out, colors are `#rrggbb`.
///
/// @param free what no group clips
/// @param panels the part of that in each group of the class `panel`
/// @param clipped the groups that are clipped, in order, and where
record Reading(
        double width,
        double height,
        String title,
        List<Mark> free,
        List<List<Mark>> panels,
        List<Group> clipped) {

    /// What a clipping area holds, uncut.
    record Group(Area area, List<Mark> marks) {}

    private static final Pattern TRANSLATE =
            Pattern.compile("translate\\(\\s*([-\\d.eE]+)[ ,]+([-\\d.eE]+)\\s*\\)");
    private static final Pattern ROTATE =
            Pattern.compile(
                    "rotate\\(\\s*([-\\d.eE]+)(?:[ ,]+([-\\d.eE]+)[ ,]+([-\\d.eE]+))?\\s*\\)");
    private static final Pattern STEP =
            Pattern.compile("([MLZ])\\s*(?:([-\\d.eE]+)[ ,]+([-\\d.eE]+))?");
    private static final Pattern RGB = Pattern.compile("rgb\\((\\d+),\\s*(\\d+),\\s*(\\d+)\\)");
    private static final Pattern FONT_SIZE =
            Pattern.compile("\\.([\\w-]+) \\{[^}]*?fill: (#\\w+);[^}]*?font-size: ([\\d.]+)px");

    /// The same, further to the right and down.
    Reading shifted(double dx, double dy) {
        return new Reading(
                width,
                height,
                title,
                shifted(free, dx, dy),
                panels.stream().map(panel -> shifted(panel, dx, dy)).toList(),
                clipped.stream()
                        .map(group ->
                                new Group(
                                        group.area().shifted(dx, dy),
                                        shifted(group.marks(), dx, dy)))
                        .toList());
    }

    private static List<Mark> shifted(List<Mark> marks, double dx, double dy) {
        return marks.stream().map(mark -> mark.shifted(dx, dy)).toList();
    }

    /// @throws IllegalArgumentException if it is no such SVG
    static Reading of(String svg) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            Element root =
                    factory.newDocumentBuilder()
                            .parse(new InputSource(new StringReader(svg)))
                            .getDocumentElement();
            return new Reader(fonts(svg)).read(root);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        } catch (SAXException e) {
            throw new IllegalArgumentException("this is no SVG: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Color and size of the classes in a style sheet of Lets-Plot.
    private static Map<String, Font> fonts(String svg) {
        return FONT_SIZE
                .matcher(svg)
                .results()
                .collect(
                        Collectors.toMap(
                                m -> m.group(1),
                                m -> new Font(m.group(2), Double.parseDouble(m.group(3))),
                                (a, b) -> a));
    }

    private record Font(String color, double size) {}

    /// Where the coordinates of an element begin, and how they are turned.
    private record Frame(double x, double y, double degrees) {

        Point place(double atX, double atY) {
            double sin = StrictMath.sin(StrictMath.toRadians(degrees));
            double cos = StrictMath.cos(StrictMath.toRadians(degrees));
            return degrees == 0
                    ? new Point(x + atX, y + atY)
                    : new Point(x + cos * atX - sin * atY, y + sin * atX + cos * atY);
        }

        Frame inside(String transform) {
            Frame frame = this;
            Matcher translate = TRANSLATE.matcher(transform);
            if (translate.find()) {
                Point at = place(number(translate, 1), number(translate, 2));
                frame = new Frame(at.x(), at.y(), degrees);
            }
            Matcher rotate = ROTATE.matcher(transform);
            if (rotate.find()) {
                double px = rotate.group(2) == null ? 0 : number(rotate, 2);
                double py = rotate.group(3) == null ? 0 : number(rotate, 3);
                Point pivot = frame.place(px, py);
                Frame turned = new Frame(pivot.x(), pivot.y(), frame.degrees + number(rotate, 1));
                Point start = turned.place(-px, -py);
                frame = new Frame(start.x(), start.y(), turned.degrees);
            }
            return frame;
        }

        private static double number(MatchResult match, int group) {
            return Double.parseDouble(match.group(group));
        }
    }

    private static final class Reader {

        private final Map<String, Font> fonts;
        private final List<Mark> free = new ArrayList<>();
        private final List<List<Mark>> panels = new ArrayList<>();
        private final List<Group> clipped = new ArrayList<>();
        private List<Mark> marks = free;

        Reader(Map<String, Font> fonts) {
            this.fonts = fonts;
        }

        Reading read(Element root) {
            children(root, new Frame(0, 0, 0));
            String title =
                    elements(root).stream()
                            .filter(e -> e.getTagName().equals("title"))
                            .map(Element::getTextContent)
                            .findFirst()
                            .orElse("");
            return new Reading(
                    number(root, "width", 0),
                    number(root, "height", 0),
                    title,
                    free,
                    panels,
                    clipped);
        }

        private void children(Element parent, Frame frame) {
            for (Element child : elements(parent)) {
                element(child, frame.inside(child.getAttribute("transform")));
            }
        }

        private static List<Element> elements(Element parent) {
            List<Element> elements = new ArrayList<>();
            for (Node n = parent.getFirstChild(); n != null; n = n.getNextSibling()) {
                if (n instanceof Element e) {
                    elements.add(e);
                }
            }
            return elements;
        }

        private void element(Element e, Frame frame) {
            switch (e.getTagName()) {
                case "g" -> group(e, frame);
                case "path" -> path(e, frame);
                case "line" ->
                        marks.add(
                                new Shape(
                                        List.of(
                                                frame.place(number(e, "x1", 0), number(e, "y1", 0)),
                                                frame.place(
                                                        number(e, "x2", 0), number(e, "y2", 0))),
                                        false,
                                        paint(e, true)));
                case "rect" -> marks.add(new Shape(corners(e, frame), true, paint(e, false)));
                case "circle" ->
                        marks.add(
                                new Disk(
                                        frame.place(number(e, "cx", 0), number(e, "cy", 0)),
                                        number(e, "r", 0),
                                        paint(e, false)));
                case "text" -> text(e, frame);
                default -> {} // style, defs, title
            }
        }

        private void group(Element e, Frame frame) {
            if (!e.hasAttribute("clip-path")) {
                int before = free.size();
                children(e, frame);
                if (e.getAttribute("class").equals("panel")) {
                    panels.add(List.copyOf(free.subList(before, free.size())));
                }
                return;
            }
            Element clip = (Element) e.getElementsByTagName("rect").item(0);
            marks = new ArrayList<>();
            clipped.add(
                    new Group(Area.around(corners(Objects.requireNonNull(clip), frame)), marks));
            children(e, frame);
            marks = free;
        }

        private static List<Point> corners(Element rectangle, Frame frame) {
            double x = number(rectangle, "x", 0);
            double y = number(rectangle, "y", 0);
            double width = number(rectangle, "width", 0);
            double height = number(rectangle, "height", 0);
            return List.of(
                    frame.place(x, y),
                    frame.place(x + width, y),
                    frame.place(x + width, y + height),
                    frame.place(x, y + height));
        }

        private void path(Element e, Frame frame) {
            List<Point> points = new ArrayList<>();
            for (MatchResult step : STEP.matcher(e.getAttribute("d")).results().toList()) {
                if (step.group(1).equals("Z")) {
                    add(points, true, e);
                    points = new ArrayList<>();
                    continue;
                }
                if (step.group(1).equals("M")) {
                    add(points, false, e);
                    points = new ArrayList<>();
                }
                Point p =
                        frame.place(
                                Double.parseDouble(step.group(2)),
                                Double.parseDouble(step.group(3)));
                if (points.isEmpty() || !points.getLast().equals(p)) {
                    points.add(p);
                }
            }
            add(points, false, e);
        }

        private void add(List<Point> points, boolean closed, Element e) {
            if (points.size() > 1) {
                boolean repeats = closed && points.getFirst().equals(points.getLast());
                marks.add(
                        new Shape(
                                repeats ? points.subList(0, points.size() - 1) : points,
                                closed,
                                paint(e, false)));
            }
        }

        private void text(Element e, Frame frame) {
            String role = e.getAttribute("class");
            Font font = fonts.getOrDefault(role, new Font("#000000", Look.WORDS));
            double size = number(e, "font-size", font.size());
            String dy = e.getAttribute("dy").replace("em", "");
            double down = dy.isEmpty() ? 0 : Double.parseDouble(dy) * size;
            marks.add(
                    new Words(
                            e.getTextContent().strip(),
                            frame.place(number(e, "x", 0), number(e, "y", 0) + down),
                            switch (e.getAttribute("text-anchor")) {
                                case "middle" -> Anchor.MIDDLE;
                                case "end" -> Anchor.END;
                                default -> Anchor.START;
                            },
                            frame.degrees(),
                            size,
                            e.hasAttribute("fill") ? color(e.getAttribute("fill")) : font.color(),
                            role));
        }

        /// @param isLine has no inside
        private static Paint paint(Element e, boolean isLine) {
            String stroke = e.hasAttribute("stroke") ? color(e.getAttribute("stroke")) : "none";
            String fill =
                    isLine
                            ? "none"
                            : e.hasAttribute("fill") ? color(e.getAttribute("fill")) : "#000000";
            return new Paint(
                    fill,
                    number(e, "fill-opacity", 1),
                    stroke,
                    number(e, "stroke-width", 1),
                    number(e, "stroke-opacity", 1),
                    e.getAttribute("stroke-dasharray").replace(',', ' '));
        }

        private static String color(String css) {
            Matcher rgb = RGB.matcher(css);
            return rgb.matches()
                    ? "#%02x%02x%02x"
                            .formatted(
                                    Integer.valueOf(rgb.group(1)),
                                    Integer.valueOf(rgb.group(2)),
                                    Integer.valueOf(rgb.group(3)))
                    : css;
        }

        private static double number(Element e, String attribute, double otherwise) {
            String text = e.getAttribute(attribute);
            return text.isEmpty() ? otherwise : Double.parseDouble(text);
        }
    }
}
