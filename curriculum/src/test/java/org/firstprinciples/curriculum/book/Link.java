package org.firstprinciples.curriculum.book;

/// A link or a picture of a document.
///
/// @param line where it stands, counted from 1
/// @param text what the reader sees
/// @param target a path, `#anchor`, or both, or an address
public record Link(int line, String text, String target) {

    /// Whether the target is in this repository.
    public boolean isRelative() {
        return !target.matches("[a-z]+:.*");
    }

    /// The target's file as it is written, relative to the document; empty for an anchor in the same document.
    public String file() {
        int hash = target.indexOf('#');
        return hash < 0 ? target : target.substring(0, hash);
    }

    /// The target's anchor; empty if it has none.
    public String anchor() {
        int hash = target.indexOf('#');
        return hash < 0 ? "" : target.substring(hash + 1);
    }
}
