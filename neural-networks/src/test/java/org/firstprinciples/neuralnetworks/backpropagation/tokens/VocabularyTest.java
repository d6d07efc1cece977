package org.firstprinciples.neuralnetworks.backpropagation.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;

class VocabularyTest {

    @Property(tries = 200)
    void decodingUndoesEncoding(@ForAll String text) {
        String valid =
                new String(
                        text.codePoints().filter(Character::isValidCodePoint).toArray(),
                        0,
                        (int) text.codePoints().count());
        Vocabulary vocabulary = Vocabulary.of(valid);
        assertThat(vocabulary.decode(vocabulary.encode(valid))).isEqualTo(valid);
        assertThat((long) vocabulary.size()).isEqualTo(valid.codePoints().distinct().count());
    }

    @Test
    void idsFollowTheOrderOfCodePoints() {
        Vocabulary vocabulary = Vocabulary.of("banana 😀");
        assertThat(vocabulary.size()).isEqualTo(5);
        assertThat(vocabulary.encode(" abn😀")).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void unknownCharactersAndIdsAreNamed() {
        Vocabulary vocabulary = Vocabulary.of("abc");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> vocabulary.encode("abxc"))
                .withMessage(
                        "character 'x' (U+0078) at position 2 is not among the 3 of the"
                                + " vocabulary");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> vocabulary.decode(0, 3))
                .withMessage("id 3 is not in 0 … 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> vocabulary.decode(-1))
                .withMessage("id -1 is not in 0 … 2");
    }
}
