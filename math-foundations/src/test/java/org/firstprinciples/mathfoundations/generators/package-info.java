/// Generated values for the tests of this section and of later ones.
@NullMarked
package org.firstprinciples.mathfoundations.generators;

import org.jspecify.annotations.NullMarked;
