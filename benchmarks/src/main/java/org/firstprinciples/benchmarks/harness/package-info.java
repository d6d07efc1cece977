/// # How libraries are timed
///
/// Read [Library] and [Setting]: what can be timed, and in which environment. Then [Fork] and [ForkedMain], the two
/// ends of a pipe: each library has a JVM of its own, because thread settings are environment variables that native
/// libraries read once. A [RemoteTask] is a task in such a JVM, and [InterleavedRounds] says when each one runs.
@NullMarked
package org.firstprinciples.benchmarks.harness;

import org.jspecify.annotations.NullMarked;
