package org.firstprinciples.curriculum.plots;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;

/// The lines along which a function of two numbers has one value.
///
/// In each cell of a grid the function is taken to be linear between neighboring corners (marching squares: Lorensen &
/// Cline 1987 in two dimensions); where two lines could pass a cell in two ways, its middle decides.
///
/// @param lines closed where first and last point are equal
record Contour(double level, List<List<Point>> lines) {

    private static final int CELLS = 96; // along each side

    /// A piece in one cell, between the crossings of two edges of the grid.
    private record Piece(long from, long to) {}

    static Contour of(
            DoubleBinaryOperator f,
            double left,
            double right,
            double bottom,
            double top,
            double level) {
        double[] x = new double[CELLS + 1];
        double[] y = new double[CELLS + 1];
        double[][] above = new double[CELLS + 1][CELLS + 1]; // f − level, (x,y)
        for (int i = 0; i <= CELLS; i++) {
            x[i] = left + (right - left) * i / CELLS;
            y[i] = bottom + (top - bottom) * i / CELLS;
        }
        for (int i = 0; i <= CELLS; i++) {
            for (int j = 0; j <= CELLS; j++) {
                above[i][j] = f.applyAsDouble(x[i], y[j]) - level;
            }
        }
        Map<Long, Point> crossings = new HashMap<>();
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < CELLS; i++) {
            for (int j = 0; j < CELLS; j++) {
                List<Long> edges = new ArrayList<>(4); // bottom, right, top, left
                cross(edges, crossings, above, x, y, i, j, i + 1, j);
                cross(edges, crossings, above, x, y, i + 1, j, i + 1, j + 1);
                cross(edges, crossings, above, x, y, i, j + 1, i + 1, j + 1);
                cross(edges, crossings, above, x, y, i, j, i, j + 1);
                if (edges.size() == 2) {
                    pieces.add(new Piece(edges.get(0), edges.get(1)));
                } else if (edges.size() == 4) {
                    double middle =
                            f.applyAsDouble((x[i] + x[i + 1]) / 2, (y[j] + y[j + 1]) / 2) - level;
                    boolean joinsCorner = middle >= 0 == above[i][j] >= 0;
                    pieces.add(new Piece(edges.get(0), edges.get(joinsCorner ? 1 : 3)));
                    pieces.add(new Piece(edges.get(2), edges.get(joinsCorner ? 3 : 1)));
                }
            }
        }
        return new Contour(level, joined(pieces, crossings));
    }

    private static void cross(
            List<Long> edges,
            Map<Long, Point> crossings,
            double[][] above,
            double[] x,
            double[] y,
            int i,
            int j,
            int k,
            int l) {
        double a = above[i][j];
        double b = above[k][l];
        if (a >= 0 == b >= 0) {
            return;
        }
        long edge = 2L * (i * (CELLS + 1L) + j) + (i == k ? 1 : 0);
        double t = a / (a - b);
        crossings.put(edge, new Point(x[i] + t * (x[k] - x[i]), y[j] + t * (y[l] - y[j])));
        edges.add(edge);
    }

    /// Pieces that share a crossing, end to end.
    private static List<List<Point>> joined(List<Piece> pieces, Map<Long, Point> crossings) {
        Map<Long, List<Piece>> ends = new HashMap<>();
        for (Piece piece : pieces) {
            ends.computeIfAbsent(piece.from(), e -> new ArrayList<>(2)).add(piece);
            ends.computeIfAbsent(piece.to(), e -> new ArrayList<>(2)).add(piece);
        }
        List<List<Point>> lines = new ArrayList<>();
        for (Piece start : pieces) {
            if (!at(ends, start.from()).contains(start)) {
                continue; // is part of an earlier line
            }
            Deque<Long> line = new ArrayDeque<>(List.of(start.from(), start.to()));
            remove(ends, start);
            for (long end = start.to(); !at(ends, end).isEmpty(); line.addLast(end)) {
                end = next(ends, end);
            }
            for (long end = start.from(); !at(ends, end).isEmpty(); line.addFirst(end)) {
                end = next(ends, end);
            }
            lines.add(line.stream().map(crossings::get).toList());
        }
        return lines;
    }

    private static long next(Map<Long, List<Piece>> ends, long edge) {
        Piece piece = at(ends, edge).getFirst();
        remove(ends, piece);
        return piece.from() == edge ? piece.to() : piece.from();
    }

    private static void remove(Map<Long, List<Piece>> ends, Piece piece) {
        at(ends, piece.from()).remove(piece);
        at(ends, piece.to()).remove(piece);
    }

    /// The pieces not yet used that end there.
    private static List<Piece> at(Map<Long, List<Piece>> ends, long edge) {
        return ends.getOrDefault(edge, List.of());
    }
}
