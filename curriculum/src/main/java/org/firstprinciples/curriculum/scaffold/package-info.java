/// # Scaffold: the first lines of a topic, an operation, a claim, a notebook
///
/// `mvn -q compile -Dnew=topic:loss-functions` writes what every topic has, with gaps where only its author knows
/// what should stand; the rules of the book name each gap that is left.
@NullMarked
package org.firstprinciples.curriculum.scaffold;

import org.jspecify.annotations.NullMarked;
