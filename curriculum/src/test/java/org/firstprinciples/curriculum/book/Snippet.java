package org.firstprinciples.curriculum.book;

import org.firstprinciples.curriculum.source.JavaText;

import java.nio.file.Path;
import java.util.List;

/// A fenced block of Java in a document.
///
/// @param line where it begins, counted from 1
/// @param place the source region that it shows, `path#member`; empty if it names none
/// @param text the code
public record Snippet(int line, String place, String text) {

    /// Whether the block names a region.
    boolean namesASource() {
        return place.contains("#");
    }

    /// The file that it shows a part of.
    Path source(Path document) {
        return document.resolveSibling(place.substring(0, place.indexOf('#'))).normalize();
    }

    /// The declaration that it shows.
    String member() {
        return place.substring(place.indexOf('#') + 1);
    }

    /// The text of all declarations of that name in the file.
    List<String> regions(Path document) {
        return JavaText.read(source(document)).regions(member());
    }
}
