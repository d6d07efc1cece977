/// # The page that a run leaves behind
///
/// Read: [Page], which a notebook writes its cells to; then what a cell may hold: [Markdown] with its
/// [Formula]s, [Table],
/// [Plot][org.firstprinciples.curriculum.plots.Plot]; then what becomes of it: [Report], one HTML file that needs no network, and
/// [Metrics], every figure of the run as JSON.
///
/// - source: CommonMark 0.31 with the tables of GitHub; KaTeX sets the formulas in the reader's browser
@NullMarked
package org.firstprinciples.notebooksequivalents.report;

import org.jspecify.annotations.NullMarked;
