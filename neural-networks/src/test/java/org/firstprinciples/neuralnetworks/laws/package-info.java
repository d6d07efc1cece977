/// # The laws of operations
///
/// [OperationLaws] is the contract that the test of every operation inherits; each [Law] is a predicate
/// over an operation and a [Subject], so that the same predicate judges wrong versions too. [OpenFrame] is
/// a call whose buffers lie open.
@NullMarked
package org.firstprinciples.neuralnetworks.laws;

import org.jspecify.annotations.NullMarked;
