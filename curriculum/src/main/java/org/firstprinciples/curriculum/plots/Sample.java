package org.firstprinciples.curriculum.plots;

import org.firstprinciples.curriculum.plots.Mark.Disk;
import org.firstprinciples.curriculum.plots.Mark.Shape;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// A point of marks, beside which words could stand.
///
/// @param radius that is covered around it
/// @param share of the way along the marks
record Sample(Point point, double radius, double share) {

    private static final int MOST = 48; // of each kind

    /// Some disks, and points along lines: all of them evenly spaced, the last one included.
    static List<Sample> of(List<Mark> marks) {
        List<Sample> samples = new ArrayList<>();
        List<Disk> disks =
                marks.stream().filter(Disk.class::isInstance).map(Disk.class::cast).toList();
        int some = Math.min(MOST, disks.size());
        for (int k = 1; k <= some; k++) {
            Disk disk = disks.get((int) ((long) k * disks.size() / some) - 1);
            samples.add(new Sample(disk.center(), disk.radius(), (double) k / some));
        }
        List<List<Point>> lines =
                marks.stream()
                        .filter(Shape.class::isInstance)
                        .map(mark -> ((Shape) mark).outline())
                        .toList();
        double length = lines.stream().mapToDouble(Sample::length).sum();
        double done = 0;
        for (List<Point> line : lines) {
            along(samples, line, done, length);
            done += length(line);
        }
        return samples;
    }

    /// @param done the length of the lines before
    /// @param length of all lines
    private static void along(List<Sample> samples, List<Point> line, double done, double length) {
        double start = done;
        double step = length / MOST;
        double next = step * Math.ceil(done / Math.max(step, 1e-9));
        for (int i = 1; i < line.size(); i++) {
            Point a = line.get(i - 1);
            Point b = line.get(i);
            double piece = a.distance(b);
            for (; piece > 0 && next <= start + piece; next += step) {
                double t = (next - start) / piece;
                Point p = a.plus(t * (b.x() - a.x()), t * (b.y() - a.y()));
                samples.add(new Sample(p, 0, next / length));
            }
            start += piece;
        }
        samples.add(new Sample(line.getLast(), 0, length == 0 ? 1 : start / length));
    }

    private static double length(List<Point> line) {
        return IntStream.range(1, line.size())
                .mapToDouble(i -> line.get(i - 1).distance(line.get(i)))
                .sum();
    }
}
