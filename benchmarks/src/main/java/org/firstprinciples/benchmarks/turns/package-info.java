/// # Who is timed, and how
///
/// Read [Work], what is done; [Contestant] and [Trial], a library that does it; [Competitor] and [Setting],
/// which libraries there are and in which environment; then the two ends of a pipe, [Child] and [Player],
/// because thread settings are environment variables and so each library has a process of its own; and
/// [Turns], who computes when.
@NullMarked
package org.firstprinciples.benchmarks.turns;

import org.jspecify.annotations.NullMarked;
