/// # Speed, side by side
///
/// Read [Main], the command, and [Benchmark], the list; then [Match], the library beside others, and a question
/// of your choice: [Gemm], [GemmLadder], [TrainStep], [Attention], [Forward], [SoftmaxLayerNormGelu], [StartUp],
/// [PeakMemory], [Profile]. How turns are taken is in the package `turns`, what is compared in `ours` and
/// `peers`, what bounds it in `limits`, how figures are shown in `report`.
@NullMarked
package org.firstprinciples.benchmarks;

import org.jspecify.annotations.NullMarked;
