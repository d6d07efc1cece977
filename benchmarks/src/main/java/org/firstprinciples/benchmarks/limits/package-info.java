/// # The limits of the machine
///
/// Read [VectorLoops], then [Limits]: the rate of fused multiply-adds on one core and on several, and the
/// bandwidth of reading and writing arrays, from cache or memory according to their length.
@NullMarked
package org.firstprinciples.benchmarks.limits;

import org.jspecify.annotations.NullMarked;
