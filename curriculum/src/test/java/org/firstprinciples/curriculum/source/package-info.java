/// Texts with the line ends of any system.
@NullMarked
package org.firstprinciples.curriculum.source;

import org.jspecify.annotations.NullMarked;
