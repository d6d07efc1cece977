package org.firstprinciples.curriculum.book;

/// A fenced block of Java in a document.
///
/// @param line where it begins, counted from 1
/// @param place the source region that it shows, `path#member`; empty if it names none
/// @param text the code
public record Snippet(int line, String place, String text) {}
