package org.firstprinciples.neuralnetworks.backpropagation.tokens;

import java.util.Arrays;

/// The characters of a text as tokens: character `i` in the order of code points has id `i`.
public final class Vocabulary {

    private final int[] characters; // ascending code points

    private Vocabulary(int[] characters) {
        this.characters = characters;
    }

    /// The vocabulary of all characters that occur in this text.
    public static Vocabulary of(String text) {
        return new Vocabulary(text.codePoints().distinct().sorted().toArray());
    }

    /// The number of characters, `V`.
    public int size() {
        return characters.length;
    }

    /// The ids of the characters of a text.
    ///
    /// @throws IllegalArgumentException if a character is not in the vocabulary; the message names it and
    ///     where it stands
    public int[] encode(String text) {
        int[] ids = text.codePoints().toArray();
        for (int i = 0; i < ids.length; i++) {
            int id = Arrays.binarySearch(characters, ids[i]);
            if (id < 0) {
                throw new IllegalArgumentException(
                        "character '%s' (U+%04X) at position %s is not among the %s of the vocabulary"
                                .formatted(
                                        Character.toString(ids[i]), ids[i], i, characters.length));
            }
            ids[i] = id;
        }
        return ids;
    }

    /// The text of these ids.
    ///
    /// @throws IllegalArgumentException if an id is not in `0 … V−1`
    public String decode(int... ids) {
        StringBuilder text = new StringBuilder(ids.length);
        for (int id : ids) {
            if (id < 0 || id >= characters.length) {
                throw new IllegalArgumentException(
                        "id %s is not in 0 … %s".formatted(id, characters.length - 1));
            }
            text.appendCodePoint(characters[id]);
        }
        return text.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Vocabulary vocabulary
                && Arrays.equals(characters, vocabulary.characters);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(characters);
    }

    @Override
    public String toString() {
        return "Vocabulary of " + characters.length + " characters";
    }
}
