/// # Plots of documents and notebooks
///
/// Read: [Plot], what is shown; [Figure], one or several of them as a document's picture; then how they get on paper:
/// Lets-Plot, a grammar of graphics (Wilkinson 2005), draws axes and layers; its SVG is read into marks, labels find their
/// places between them, and everything is written again without ids or digits that nobody needs.
@NullMarked
package org.firstprinciples.curriculum.plots;

import org.jspecify.annotations.NullMarked;
