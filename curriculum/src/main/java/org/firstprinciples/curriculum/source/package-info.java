/// Java sources, as the compiler's parser reads them: read [JavaText].
@NullMarked
package org.firstprinciples.curriculum.source;

import org.jspecify.annotations.NullMarked;
