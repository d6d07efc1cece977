/// # What a run says while it runs
///
/// [Terminal] prints lines, in a window or into a log; [Progress] keeps one line alive in a window and
/// prints one now and then into a log; [Interruption] lets Ctrl-C wait for the step under way.
@NullMarked
package org.firstprinciples.notebooksequivalents.terminal;

import org.jspecify.annotations.NullMarked;
