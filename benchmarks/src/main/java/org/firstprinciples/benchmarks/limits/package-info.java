/// # What the machine can do
///
/// Read [VectorLoops], then [Limits]: the rate of fused multiply-adds on one core and on several, and the
/// rate at which arrays are read and written, from cache or memory according to their length.
@NullMarked
package org.firstprinciples.benchmarks.limits;

import org.jspecify.annotations.NullMarked;
