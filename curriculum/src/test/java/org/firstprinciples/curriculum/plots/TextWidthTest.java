package org.firstprinciples.curriculum.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextWidthTest {

    /// Sums of advance widths as the fonts' own tables have them, in thousandths: Helvetica's from Adobe's metrics of the
    /// core 14 fonts, DejaVu Sans' from its table hmtx.
    @ParameterizedTest
    @CsvSource({
        "Helvetica, gradient descent, 7393",
        "Helvetica, KFC @ Yes, 5294",
        "DejaVu Sans, gradient descent, 8493",
        "DejaVu Sans, Wm % 0.5, 5139",
        "DejaVu Sans, λ₁ ≤ ½, 3436",
    })
    void wordsAreAtLeastAsWideAsInTheFont(String font, String words, double thousandths) {
        assertThat(TextWidth.of(words, 1000)).isGreaterThanOrEqualTo(thousandths);
        assertThat(TextWidth.of(words, 1000))
                .isLessThan(1.35 * thousandths + 400); // and not so wide that much room is lost
    }

    @Test
    void theWidthGrowsWithTheSize() {
        assertThat(TextWidth.of("loss", 32)).isCloseTo(2 * TextWidth.of("loss", 16), within(1e-9));
        assertThat(TextWidth.of("", 16)).isZero();
    }

    @Test
    void aHatTakesNoRoomOfItsOwn() {
        assertThat(TextWidth.of("x\u0302", 16)).isEqualTo(TextWidth.of("x", 16));
    }
}
