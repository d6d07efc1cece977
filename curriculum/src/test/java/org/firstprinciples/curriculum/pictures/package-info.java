/// # Pictures of documents
///
/// A test draws each picture of its topic's document with the strokes of [Picture], and compares it with the file that
/// stands beside the document.
@NullMarked
package org.firstprinciples.curriculum.pictures;

import org.jspecify.annotations.NullMarked;
