/// # Handwritten digits
///
/// The images that notebooks learn to read: [Digits] takes them from the table of the math foundations, 1797 of 8 by 8
/// pixels, with its datasheet beside it.
@NullMarked
package org.firstprinciples.notebooksequivalents.digits;

import org.jspecify.annotations.NullMarked;
