/// # What is timed
///
/// Read [Workload], the list; [Subject] and [Task], which a library implements to run them; then [Inputs], the same
/// numbers for every library, [Outputs], by which they are checked before they are timed, and [ModelSize], the two GPTs.
@NullMarked
package org.firstprinciples.benchmarks.workloads;

import org.jspecify.annotations.NullMarked;
