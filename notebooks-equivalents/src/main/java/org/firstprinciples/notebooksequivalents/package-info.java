/// # Notebook equivalents
///
/// Programs that read like notebooks: prose, code, tables and plots from top to bottom, on real data. Each
/// narrates in the terminal and leaves a page and its figures in `target/notebooks/`.
///
/// Read: [Notebook], what each is; [Session], what each gets; [Options], what a run can be told;
/// [Main], which starts them. Then a notebook: `minimalgpt`.
@NullMarked
package org.firstprinciples.notebooksequivalents;

import org.jspecify.annotations.NullMarked;
