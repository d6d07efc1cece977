/// # The book's library, as it is timed
///
/// Read [OurLibrary], then the class of a workload: each calls the library as the book does.
@NullMarked
package org.firstprinciples.benchmarks.ours;

import org.jspecify.annotations.NullMarked;
