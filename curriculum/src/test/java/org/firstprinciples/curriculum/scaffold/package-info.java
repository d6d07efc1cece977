/// Tests of what is begun for an author.
@NullMarked
package org.firstprinciples.curriculum.scaffold;

import org.jspecify.annotations.NullMarked;
