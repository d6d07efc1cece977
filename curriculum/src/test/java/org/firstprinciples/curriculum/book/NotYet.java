package org.firstprinciples.curriculum.book;

import org.firstprinciples.curriculum.Topic;
import org.firstprinciples.curriculum.source.TextFile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.stream.Collectors;

/// The documents that are not up to the reader's contract yet: `not-yet.txt`, a path from the root in each line.
final class NotYet {

    private static final Set<String> DOCUMENTS =
            read().lines().filter(l -> !l.startsWith("#")).collect(Collectors.toSet());

    private NotYet() {}

    /// Whether the document of a topic is one of them; its companion pages are then too.
    static boolean has(Topic topic) {
        return DOCUMENTS.contains(topic.document());
    }

    private static String read() {
        try (InputStream in = NotYet.class.getResourceAsStream("not-yet.txt")) {
            if (in == null) {
                throw new IllegalStateException("curriculum: the resource not-yet.txt is missing");
            }
            return TextFile.decode(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
