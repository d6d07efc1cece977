package org.firstprinciples.notebooksequivalents.shakespeare;

/// A text cut once: what a model learns from, and what it is judged by.
///
/// The cut is by position. Lines drawn at random would leak: the neighbors of a validation line would stand
/// in the training text, and with them its scene, its speakers and its repetitions.
///
/// @param training the beginning
/// @param validation the rest
public record Split(String training, String validation) {

    /// The first nine tenths, rounded down, for training; the rest for validation.
    public static Split ninetyToTen(String text) {
        int cut = (int) (text.length() * 9L / 10);
        return new Split(text.substring(0, cut), text.substring(cut));
    }
}
