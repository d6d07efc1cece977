/// # Pictures of documents
///
/// A test makes a [figure][org.firstprinciples.curriculum.plots.Figure] for each picture of its topic's document, and
/// compares it by [Picture] with the file that stands beside the document.
@NullMarked
package org.firstprinciples.curriculum.pictures;

import org.jspecify.annotations.NullMarked;
