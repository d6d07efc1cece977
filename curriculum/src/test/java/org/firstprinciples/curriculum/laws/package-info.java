/// # Laws of every section
///
/// A section's test implements [SectionLaws] in one line and inherits each [Rule] on its compiled classes.
@NullMarked
package org.firstprinciples.curriculum.laws;

import org.jspecify.annotations.NullMarked;
