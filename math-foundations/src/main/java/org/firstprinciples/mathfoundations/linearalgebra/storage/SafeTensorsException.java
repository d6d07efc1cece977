package org.firstprinciples.mathfoundations.linearalgebra.storage;

import java.io.IOException;
import java.nio.file.Path;

/// A file that the safetensors format forbids or that cannot be stored in it: the message names the
/// file, what came and what is allowed.
public final class SafeTensorsException extends IOException {

    private static final long serialVersionUID = 1L;

    private static final int LONGEST = 200;

    SafeTensorsException(Path file, String problem) {
        super(file + ": " + problem);
    }

    /// A text from a foreign file as it may be shown: not too long, and without control characters.
    static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints()
                .limit(LONGEST)
                .forEach(c -> {
                    if (isPlain(c)) {
                        shown.appendCodePoint(c);
                    } else {
                        shown.append("\\u%04x".formatted(c));
                    }
                });
        return shown + (text.codePointCount(0, text.length()) > LONGEST ? "…" : "");
    }

    private static boolean isPlain(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED ->
                    false;
            default -> true;
        };
    }
}
