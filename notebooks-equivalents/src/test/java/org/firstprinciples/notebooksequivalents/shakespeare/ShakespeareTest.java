package org.firstprinciples.notebooksequivalents.shakespeare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

class ShakespeareTest {

    private static final String PLAYS = Shakespeare.plays();

    /// The figures come from the Python program with which the text was first made.
    @Test
    void thePlaysAreTheTextThatOthersMeasuredOn() throws NoSuchAlgorithmException {
        assertThat(PLAYS).hasSize(419_437);
        assertThat(PLAYS.chars().distinct()).hasSize(69);
        byte[] sha =
                MessageDigest.getInstance("SHA-256").digest(PLAYS.getBytes(StandardCharsets.UTF_8));
        assertThat(HexFormat.of().formatHex(sha))
                .isEqualTo("520e550c7446a359e1386ee2d9e3ccbef6bf8f4dc919482c9702010ef7b9c5e6");
    }

    @Test
    void theSplitIsByPositionAndLosesNothing() {
        Split split = Split.ninetyToTen(PLAYS);
        assertThat(split.training()).hasSize(377_493);
        assertThat(split.validation()).hasSize(41_944);
        assertThat(split.training() + split.validation()).isEqualTo(PLAYS);
    }

    @Test
    void markupGoesAndTextStays() {
        assertThat(
                        Shakespeare.strip(
                                """
                                <?xml version="1.0"?>
                                <!DOCTYPE PLAY SYSTEM "play.dtd"><!-- a <b>comment</b>
                                over two lines -->
                                <LINE>  To be, &amp; not &#169; or &#xA9; </LINE>


                                <LINE>to <I>b</I>e</LINE>
                                """))
                .isEqualTo("To be, & not © or ©\n\nto be\n");
    }

    @Test
    void aReferenceThatXmlDoesNotDefineIsNamed() {
        assertThatThrownBy(() -> Shakespeare.strip("a &nbsp; b")).hasMessageContaining("&nbsp;");
    }
}
