package org.firstprinciples.curriculum.plots;

/// The size of a plot and of what is written in it.
///
/// @param words the size of the axes' titles and of labels
/// @param numbers the size of the axes' numbers
/// @param named whether the names of series stand in the plot
record Look(int width, int height, double words, double numbers, boolean named) {

    /// As large as the text around a picture.
    static final double WORDS = 16;

    private static final double NUMBERS = 15;

    /// As a part of a document's picture.
    static Look document(int width, int height) {
        return new Look(width, height, WORDS, NUMBERS, true);
    }

    /// In a page that has a legend.
    static Look page(int width, int height) {
        return new Look(width, height, 14, 13, false);
    }

    /// How many intervals between round numbers the x axis has at least.
    int columns() {
        return width < 400 ? 2 : 4;
    }

    /// How many intervals between round numbers the y axis has at least.
    int rows() {
        return height < 260 ? 2 : 3;
    }
}
