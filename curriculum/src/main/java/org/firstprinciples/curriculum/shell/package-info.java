/// A shell for readers: JShell with the classes of a topic, and a few lines from its document to begin with.
///
/// Read [Shell], then [Imports] and [ThingsToTry].
@NullMarked
package org.firstprinciples.curriculum.shell;

import org.jspecify.annotations.NullMarked;
