/// # Linear algebra — `math-foundations/linear-algebra.md`
///
/// Two precisions for two purposes. Mathematics is done in double: read [Vector], then [Matrix];
/// [Norms], [BinaryScaling], [Angle] and [LineProjection], how large and how far apart; [Lu], [Cholesky] and [IntegerElimination],
/// equations; [FourSubspaces], [Qr] and [LeastSquares], right angles; [PlanarEigen], [SymmetricEigen], [RayleighQuotient] and
/// [PowerIteration], axes; [Svd], [LowRank] and [Pca]; [EmbeddingTable], [Cooccurrences] and [WordVectors], words;
/// [ClassicalScaling] and [RandomProjection], points in many dimensions.
/// Networks compute in 32 bits: read [Shape], then [Tensor]. [ShapeException] says what did not fit.
///
/// The loops that make tensors fast stand in the sub-package `kernels`, files of tensors in `storage`.
///
/// Symbols: `m` rows, `n` columns, `k` the inner extent of a product. Needs nothing; everything needs it.
@NullMarked
package org.firstprinciples.mathfoundations.linearalgebra;

import org.jspecify.annotations.NullMarked;
