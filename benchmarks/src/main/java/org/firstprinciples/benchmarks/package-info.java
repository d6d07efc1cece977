/// # Speed, side by side
///
/// Read [Main], the command, and [Benchmark], the list; then [Comparison], the library beside its peers, and a
/// benchmark of your choice: [Gemm], [GemmLadder], [TrainStep], [Attention], [Forward], [SoftmaxLayerNormGelu],
/// [StartUp], [PeakMemory], [Profile]. What is timed is in the package `workloads`, how in `harness`, by which
/// libraries in `ours` and `peers`, what bounds it in `limits`, and how figures are shown in `report`.
@NullMarked
package org.firstprinciples.benchmarks;

import org.jspecify.annotations.NullMarked;
