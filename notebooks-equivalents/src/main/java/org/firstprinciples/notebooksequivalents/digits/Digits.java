package org.firstprinciples.notebooksequivalents.digits;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Images of handwritten digits and what they mean.
///
/// @param images `(N,64)`, each of 8 rows of 8 pixels, from 0, white, to 1, black
/// @param labels `(N)`, from 0 to 9
public record Digits(double[][] images, int[] labels) {

    /// Pixels of an image.
    public static final int PIXELS = 64;

    /// Pixels of a row of an image, and rows.
    public static final int SIDE = 8;

    /// The digits there are.
    public static final int CLASSES = 10;

    private static final double BLACK = 16; // the dark ones among 4 by 4 pixels of the scan

    /// Checks that there are as many labels as images.
    ///
    /// @throws IllegalArgumentException if not
    public Digits {
        if (images.length != labels.length) {
            throw new IllegalArgumentException(
                    "%s images and %s labels".formatted(images.length, labels.length));
        }
    }

    /// All 1797 of them, in the order of the table: whoever wrote one has mostly written its neighbors too.
    public static Digits all() {
        try (InputStream in = Digits.class.getResourceAsStream("digits.csv")) {
            if (in == null) {
                throw new IllegalStateException("digits.csv is not on the class path");
            }
            return read(
                    new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                            .lines()
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The digits of these lines: 64 pixels from 0 to 16 and a label, with commas between.
    ///
    /// @throws IllegalArgumentException if a line is not like that; it is named with its number
    static Digits read(List<String> lines) {
        double[][] images = new double[lines.size()][PIXELS];
        int[] labels = new int[lines.size()];
        for (int n = 0; n < images.length; n++) {
            String[] cells = lines.get(n).split(",", -1);
            if (cells.length != PIXELS + 1) {
                throw new IllegalArgumentException(
                        "line %s: %s numbers where %s are needed"
                                .formatted(n + 1, cells.length, PIXELS + 1));
            }
            for (int p = 0; p < PIXELS; p++) {
                images[n][p] = number(n, cells[p], (int) BLACK) / BLACK;
            }
            labels[n] = number(n, cells[PIXELS], CLASSES - 1);
        }
        return new Digits(images, labels);
    }

    private static int number(int n, String cell, int most) {
        try {
            int number = Integer.parseInt(cell);
            if (number >= 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw refusal(n, cell, most, e);
        }
        throw refusal(n, cell, most, null);
    }

    private static IllegalArgumentException refusal(
            int n, String cell, int most, @Nullable NumberFormatException cause) {
        return new IllegalArgumentException(
                "line %s: expected a whole number from 0 to %s, got '%s'"
                        .formatted(n + 1, most, cell),
                cause);
    }

    /// How many there are.
    public int size() {
        return labels.length;
    }

    /// Those from one place, up to but not including another.
    ///
    /// @throws IndexOutOfBoundsException if there are not so many
    public Digits slice(int from, int to) {
        if (from < 0 || from > to || to > size()) {
            throw new IndexOutOfBoundsException(
                    "from %s to %s of %s digits".formatted(from, to, size()));
        }
        return new Digits(
                Arrays.copyOfRange(images, from, to), Arrays.copyOfRange(labels, from, to));
    }

    /// Those at these places, in this order.
    ///
    /// @throws IndexOutOfBoundsException if there is no such place
    public Digits select(List<Integer> places) {
        double[][] some = new double[places.size()][]; // (n,64)
        int[] theirs = new int[places.size()]; // (n)
        for (int i = 0; i < some.length; i++) {
            some[i] = images[places.get(i)];
            theirs[i] = labels[places.get(i)];
        }
        return new Digits(some, theirs);
    }

    /// One image as a matrix of 8 rows.
    public double[][] image(int n) {
        double[][] rows = new double[SIDE][];
        for (int i = 0; i < SIDE; i++) {
            rows[i] = Arrays.copyOfRange(images[n], SIDE * i, SIDE * (i + 1));
        }
        return rows;
    }
}
