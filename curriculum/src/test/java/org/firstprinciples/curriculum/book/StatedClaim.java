package org.firstprinciples.curriculum.book;

import java.util.List;

/// A claim as it stands in a document.
///
/// @param id the topic's prefix and two digits
/// @param line where it begins, counted from 1
/// @param links the files that its quote block links to
public record StatedClaim(String id, int line, List<String> links) {}
