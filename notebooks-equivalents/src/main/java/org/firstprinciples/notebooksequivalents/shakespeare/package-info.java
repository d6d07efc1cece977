/// # Three plays of Shakespeare
///
/// The text that notebooks read: [Shakespeare] takes *Hamlet*, *Macbeth* and *Romeo and Juliet* from a
/// library on the class path and strips their markup; [Split] keeps the end of a text for judging a model.
///
/// The plays come from the Maven artifact `org.exist-db:exist-samples`, in Jon Bosak's XML edition
/// (1992–1999, freely distributable unmodified). Nothing is downloaded when a notebook runs.
@NullMarked
package org.firstprinciples.notebooksequivalents.shakespeare;

import org.jspecify.annotations.NullMarked;
