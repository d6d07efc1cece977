/// Tests of the shell for readers.
@NullMarked
package org.firstprinciples.curriculum.shell;

import org.jspecify.annotations.NullMarked;
