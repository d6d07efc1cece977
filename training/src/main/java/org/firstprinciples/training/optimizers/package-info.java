/// # Optimizers — `training/optimizers.md`
///
/// Read [AdamW], then [GradientClipping] and [Schedule]: how far, in which direction, and when.
/// [Optimizer] is what they have in common with all to come.
///
/// Symbols: `θ` parameters, `g` gradient, `m, v` moments, `η` learning rate, `λ` weight decay.
/// Needs: backpropagation, optimization. Leads to: batching, pretraining.
@NullMarked
package org.firstprinciples.training.optimizers;

import org.jspecify.annotations.NullMarked;
