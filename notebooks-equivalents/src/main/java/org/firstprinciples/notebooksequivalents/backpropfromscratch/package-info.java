/// # 02-backprop-from-scratch: from a scalar graph to the tensor tape
///
/// Read [BackpropFromScratch], the notebook, from top to bottom. Its sizes stand in [Config].
///
/// - bugs and what kills them: [SmallGraph], [BackwardPass], [GradientProperty]
/// - one network four times: [CharacterNetwork] on the tape, [NumberByNumber] for any kind of number, [DefinitionTape] for the
///   definitions in double precision, [ByHand] with pencil and paper;
///   [org.firstprinciples.notebooksequivalents.rounding.Rounded] says how far 32 bits may be from it
/// - numbers for the oracles: [Scalar] is a `Value` that calculates like any other
/// - two spirals: [Spirals], [SpiralNetwork]
/// - pictures: [GraphDrawing], [Regions]
///
/// Needs: backpropagation, calculus, activation functions, regularization, batching, optimizers. Claims of the run: scalar graph,
/// definitions and dual numbers agree to 1e-12 in every entry; by hand = tape on every tensor; at most four operations back for
/// each forward; the error of differences has slopes 2 and −1.
@NullMarked
package org.firstprinciples.notebooksequivalents.backpropfromscratch;

import org.jspecify.annotations.NullMarked;
