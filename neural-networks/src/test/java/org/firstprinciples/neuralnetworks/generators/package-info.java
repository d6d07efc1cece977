/// What tests of several sections compute with.
@NullMarked
package org.firstprinciples.neuralnetworks.generators;

import org.jspecify.annotations.NullMarked;
