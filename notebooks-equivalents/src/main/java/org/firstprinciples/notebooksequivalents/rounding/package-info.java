/// # Rounding errors
///
/// How near 32 bits must come to the same calculation in exact arithmetic: [Rounded] follows a program line by line and
/// knows at each line how far it may be off. Notebooks hold the library's tape against what they derive by hand with it.
@NullMarked
package org.firstprinciples.notebooksequivalents.rounding;

import org.jspecify.annotations.NullMarked;
