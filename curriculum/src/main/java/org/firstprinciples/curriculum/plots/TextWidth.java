package org.firstprinciples.curriculum.plots;

/// How wide words are where the reader's machine chooses the font: at most as said here in Arial, Helvetica, DejaVu Sans
/// and Segoe UI.
///
/// Pictures are laid out by these numbers and by no installed font, so they are the same on every machine.
final class TextWidth {

    /// Thousandths of the font's size, from the space to the tilde: the advance widths of DejaVu Sans, which is the widest
    /// of the four nearly everywhere, and of Arial or Segoe UI where these are wider.
    private static final int[] ASCII = {
        318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636,
        636, 636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 556, 1015, 684, 686, 722,
        770, 667, 611, 778, 752, 295, 500, 667, 557, 900, 748, 787, 667, 787, 722, 667, 611, 732,
        684, 989, 685, 667, 685, 390, 337, 390, 838, 556, 500, 613, 635, 550, 635, 615, 352, 635,
        634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592,
        525, 636, 337, 636, 838
    };

    private static final double ASCENT = 0.76;
    private static final double DESCENT = 0.23;
    private static final double LEADING = 1.2;

    private TextWidth() {}

    /// The width of one line in this size.
    static double of(String line, double size) {
        return line.codePoints().map(TextWidth::thousandths).sum() * size / 1000;
    }

    /// From the top of a capital letter to the base line.
    static double ascent(double size) {
        return ASCENT * size;
    }

    /// From the base line to the lower end of a p.
    static double descent(double size) {
        return DESCENT * size;
    }

    /// From one base line to the next.
    static double leading(double size) {
        return LEADING * size;
    }

    private static int thousandths(int c) {
        if (c >= ' ' && c <= '~') {
            return ASCII[c - ' '];
        }
        if (c >= 0x0300 && c <= 0x036F) {
            return 0; // a hat or a bar over the letter before
        }
        if (isRaisedOrLowered(c)) {
            return 530;
        }
        return switch (c) {
            case '·', '′', '’', '‘' -> 330;
            case '‖', '–', '⟨', '⟩' -> 560;
            case 'ω' -> 837;
            default -> c >= 'α' && c < 'ω' ? 660 : c < 0x2000 ? 870 : 1000;
        };
    }

    private static boolean isRaisedOrLowered(int c) {
        return c == '¹' || c == '²' || c == '³' || c >= 0x2070 && c <= 0x209F || c == 'ᵀ';
    }
}
