package org.firstprinciples.curriculum.book;

/// A formula of a document.
///
/// @param line where it begins, counted from 1
/// @param from where it begins in the document's text
/// @param tex what stands between the dollar signs
/// @param display whether it stands on its own, between `$$`
/// @param inTable whether it stands in a row of a table
public record Formula(int line, int from, String tex, boolean display, boolean inTable) {}
