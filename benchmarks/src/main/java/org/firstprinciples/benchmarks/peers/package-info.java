/// # The libraries that ours is compared with
///
/// Read [LibTorch] and the class of each workload, `Torch…`, of which [TorchGpt] is the longest; then
/// [OpenBlas], [Ejml] and [CommonsMath], which multiply matrices only.
@NullMarked
package org.firstprinciples.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
