/// # How figures are kept and shown
///
/// Read [Sample], measurements of one quantity round by round; [Row] and [Table], which become JSON and
/// Markdown; [Machine], what all of it was measured on.
@NullMarked
package org.firstprinciples.benchmarks.report;

import org.jspecify.annotations.NullMarked;
