/// # The page that a run leaves behind
///
/// Read: [Page], which a notebook writes its cells to; then what a cell may hold: [Markdown] with its
/// [Formula]s, [Table], [Plot]; then what becomes of it: [Report], one HTML file that needs no network, and
/// [Metrics], every figure of the run as JSON.
///
/// - source: CommonMark 0.31 with the tables of GitHub; KaTeX sets the formulas in the reader's browser;
///   Lets-Plot, a grammar of graphics (Wilkinson 2005), draws the plots
@NullMarked
package org.firstprinciples.notebooksequivalents.report;

import org.jspecify.annotations.NullMarked;
