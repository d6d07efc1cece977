/// # The book, as its rules see it
///
/// A [Section] is a module's folder: [Document]s beside [Source]s beside bytecode. A [BookRule] reads a section and
/// says what is wrong with it, where, and how to mend it. [ReadmeMap] holds the README against the plan, [Mutants]
/// runs the wrong implementations, and [TypesetFormulas] knows what can be typeset. What is [Written] the build can
/// write by itself. [BookCheck] looks at documents alone.
@NullMarked
package org.firstprinciples.curriculum.book;

import org.jspecify.annotations.NullMarked;
