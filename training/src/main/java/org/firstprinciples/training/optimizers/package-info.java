/// # Optimizers — `training/optimizers.md`
///
/// Read [AdamW], then [Schedule]: how far, and when. What all optimizers promise and how gradients are clipped
/// stands in `backpropagation.descent`, where sections before this one train with it.
///
/// Symbols: `θ` parameters, `g` gradient, `m, v` moments, `η` learning rate, `λ` weight decay.
/// Needs: backpropagation, optimization. Leads to: batching, pretraining.
@NullMarked
package org.firstprinciples.training.optimizers;

import org.jspecify.annotations.NullMarked;
