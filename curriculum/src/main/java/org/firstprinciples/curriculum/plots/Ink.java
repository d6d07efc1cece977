package org.firstprinciples.curriculum.plots;

/// The colors of a picture: those of Okabe and Ito (2008), which readers of all kinds of color vision can tell apart.
/// Yellow is left out, being too faint for lines on white.
///
/// Words are darker than lines where the color is light: their contrast to white is at least 4.5 (WCAG 2.2, 1.4.3).
public enum Ink {
    /// The first color.
    BLUE("#0072b2", "#0072b2"),
    /// The second color.
    VERMILION("#d55e00", "#b85000"),
    /// The third color.
    GREEN("#009e73", "#007a59"),
    /// The fourth color.
    PURPLE("#cc79a7", "#a54d7f"),
    /// The fifth color.
    ORANGE("#e69f00", "#8f6200"),
    /// The sixth color.
    SKY("#56b4e9", "#1f77ad"),
    /// The seventh color, and that of words without a series.
    BLACK("#222222", "#222222"),
    /// What matters less.
    GRAY("#8a8a8a", "#5f5f5f");

    private static final int SERIES = 7;

    private final String line;
    private final String words;

    Ink(String line, String words) {
        this.line = line;
        this.words = words;
    }

    /// The color of the series of this number.
    static Ink of(int series) {
        return values()[series % SERIES];
    }

    /// The color of lines and areas, `#rrggbb`.
    String line() {
        return line;
    }

    /// The color of words, `#rrggbb`.
    String words() {
        return words;
    }
}
