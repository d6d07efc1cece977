/// Writing with a model that a notebook has trained: `mvn -q compile -Dgenerate=<folder> -Dprompt=ROMEO`.
///
/// Read [Generate], the command, with [Request], what it can be told; then [SavedModel], the three files that a training
/// run leaves. How a token is chosen stands in `transformers`, in `Decoding` and `Generation`.
@NullMarked
package org.firstprinciples.notebooksequivalents.generation;

import org.jspecify.annotations.NullMarked;
