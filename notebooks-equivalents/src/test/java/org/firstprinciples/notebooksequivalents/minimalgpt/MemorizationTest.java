package org.firstprinciples.notebooksequivalents.minimalgpt;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;

import org.junit.jupiter.api.Test;

class MemorizationTest {

    /// Every passage, longest first, is tried.
    @Property(tries = 200)
    void noLongerPassageIsCopied(
            @ForAll @Chars({'a', 'b'}) @StringLength(max = 12) String text,
            @ForAll @Chars({'a', 'b'}) @StringLength(max = 30) String source) {
        String longest = "";
        for (int length = text.length(); length > 0 && longest.isEmpty(); length--) {
            for (int start = 0; start + length <= text.length() && longest.isEmpty(); start++) {
                String passage = text.substring(start, start + length);
                longest = source.contains(passage) ? passage : "";
            }
        }
        assertThat(Memorization.longestCopy(text, source)).isEqualTo(longest);
    }

    @Test
    void aCopyIsFoundInTheMiddle() {
        assertThat(Memorization.longestCopy("xx to be yy", "or not to be, that"))
                .isEqualTo(" to be");
    }
}
