package org.firstprinciples.mathfoundations.linearalgebra.kernels;

/// The loops in which a network spends its time.
///
/// [ScalarKernels] is the specification: plain loops, run by every build. [VectorKernels] does the same
/// with SIMD instructions of 128, 256 or 512 bits. All give the same bits, because the order of every sum
/// and every rounding is part of the specification:
/// - products and [#axpy] add with one fused multiply-add a term, terms ascending;
/// - sums along a row have 16 lanes: element `i` goes to lane `i mod 16`, lanes begin at +0 and are
///   folded 8-4-2-1;
/// - exponentials and other elementary functions are the polynomials of [FloatFunctions].
///
/// Arrays are row-major; a parameter `xo` is the offset of the first element of `x`. A result may lie in
/// the same place as an input, but must not overlap it otherwise. NaN propagates; its payload is not
/// specified.
public interface Kernels {

    /// The number of lanes of a sum along a row.
    int LANES = 16;

    /// The queries in one block of attention: the row stride of the scores of [#softmaxColumns].
    int QUERIES = 32;

    /// The keys in one block of attention.
    int KEYS = 64;

    /// The specification.
    static Kernels scalar() {
        return ScalarKernels.INSTANCE;
    }

    /// SIMD kernels of this many bits; wider ones than the machine has are emulated, and slow.
    ///
    /// @throws IllegalArgumentException if the width is not 128, 256 or 512
    /// @throws IllegalStateException if the JVM runs without the module `jdk.incubator.vector`
    static Kernels simd(int bits) {
        if (bits != 128 && bits != 256 && bits != 512) {
            throw new IllegalArgumentException(
                    "SIMD kernels have 128, 256 or 512 bits, got " + bits);
        }
        if (!hasVectorModule()) {
            throw new IllegalStateException(
                    "SIMD kernels need the JVM option --add-modules jdk.incubator.vector");
        }
        return SimdLoader.simd(bits);
    }

    /// The widest SIMD kernels of this machine, or the scalar ones where SIMD would be emulated. What makes
    /// them slow, such as a JVM without the module `jdk.incubator.vector`, is said once on the error stream.
    static Kernels fastest() {
        return Machine.Chosen.KERNELS;
    }

    /// Whether the JVM runs with the module that SIMD needs.
    static boolean hasVectorModule() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    }

    /// A short name: `scalar`, `simd-256`.
    String name();

    /// A matrix product, `C = op(A)·op(B)` or `C += op(A)·op(B)`.
    ///
    /// `cᵢⱼ` begins at +0, or at the content of `C` if the product accumulates, and adds
    /// `op(A)ᵢₖ·op(B)ₖⱼ` by fused multiply-add with `k` ascending over the row's band.
    void gemm(
            Parallel parallel,
            GemmShape product,
            float[] a,
            int ao,
            float[] b,
            int bo,
            float[] c,
            int co);

    /// A matrix product plus a row, `C = op(A)·op(B) + 1·bᵀ`: as [#gemm], but `cᵢⱼ` begins at `biasⱼ`.
    ///
    /// @throws IllegalArgumentException if the product accumulates
    void affine(
            Parallel parallel,
            GemmShape product,
            float[] a,
            int ao,
            float[] b,
            int bo,
            float[] bias,
            int biasAt,
            float[] c,
            int co);

    /// The sum `Σ xᵢ` in 16 lanes.
    float sum(int n, float[] x, int xo);

    /// The inner product `Σ xᵢyᵢ` in 16 lanes, each by fused multiply-add.
    float dot(int n, float[] x, int xo, float[] y, int yo);

    /// The largest element; `−∞` if there is none, NaN if one is NaN.
    float max(int n, float[] x, int xo);

    /// `z = x + y`.
    void add(int n, float[] x, int xo, float[] y, int yo, float[] z, int zo);

    /// `y = fma(a, x, y)`.
    void axpy(int n, float a, float[] x, int xo, float[] y, int yo);

    /// `z = x ⊙ y`.
    void multiply(int n, float[] x, int xo, float[] y, int yo, float[] z, int zo);

    /// `z = fma(x, y, z)`.
    void multiplyAdd(int n, float[] x, int xo, float[] y, int yo, float[] z, int zo);

    /// `x = a x`.
    void scale(int n, float a, float[] x, int xo);

    /// `y = (x − mean) · rstd`.
    void standardize(int n, float mean, float rstd, float[] x, int xo, float[] y, int yo);

    /// `zⱼ += Σᵢ xᵢⱼ` over rows of `n` elements, `stride` apart: one sum for each column, rows ascending.
    void addRows(int rows, int n, int stride, float[] x, int xo, float[] z, int zo);

    /// Layer normalization of rows of `n` elements, contiguous in memory: `y = (x − μ)·r ⊙ γ`, or that plus `β`.
    ///
    /// In every row `μ = Σ xᵢ / n`, `σ² = Σ (xᵢ − μ)² / n` and `r = 1/√(σ² + ε)`: sums in 16 lanes, the second by fused
    /// multiply-add; then one rounding for each of the difference, the products and the sum. Where `σ < |μ|`, what
    /// rounding left of `μ` could be seen: `Σ (xᵢ − μ) / n` is added to it, which of equal numbers leaves nothing, and `σ²` is
    /// computed again. A row whose `σ²` is not finite then is computed in `double`, with sums in ascending order.
    ///
    /// @param scale `γ`
    /// @param shift `β`; an empty array for none
    /// @param means receives `μ`, one for each row
    /// @param rstd receives `r`
    void layerNorm(
            int rows,
            int n,
            float epsilon,
            float[] x,
            int xo,
            float[] scale,
            float[] shift,
            float[] y,
            int yo,
            float[] means,
            int mo,
            float[] rstd,
            int ro);

    /// The gradient of the input of [#layerNorm], added to `dx`.
    ///
    /// With `z = (x − μ)·r` (for `r < 2⁻⁶⁰`, `(x/2 − μ/2)·2r`) and `g = dy ⊙ γ`, both rounded, the means `Σ gᵢ / n` and `Σ gᵢzᵢ / n` in 16 lanes,
    /// the second by fused multiply-add: `dx += (fma(−mean(gz), z, g) − mean(g))·r`.
    void layerNormGradient(
            int rows,
            int n,
            float[] x,
            int xo,
            float[] dy,
            int dyo,
            float[] scale,
            float[] means,
            int mo,
            float[] rstd,
            int ro,
            float[] dx,
            int dxo);

    /// The gradient of the scale of [#layerNorm] in `n` columns: `dγⱼ = fma(dyᵢⱼ, (xᵢⱼ − μᵢ)·rᵢ, dγⱼ)`, rows ascending; as
    /// in [#layerNormGradient] for `r < 2⁻⁶⁰`.
    ///
    /// @param stride the distance between the beginnings of two neighboring rows of `x` and of `dy`
    void layerNormScaleGradient(
            int rows,
            int n,
            int stride,
            float[] x,
            int xo,
            float[] dy,
            int dyo,
            float[] means,
            int mo,
            float[] rstd,
            int ro,
            float[] dScale,
            int so);

    /// `y = exp(x + shift)`; returns the sum of `y` in 16 lanes.
    float expShifted(int n, float shift, float[] x, int xo, float[] y, int yo);

    /// `y = tanh(x)`.
    void tanh(int n, float[] x, int xo, float[] y, int yo);

    /// The Gaussian error linear unit `y = x Φ(x)` and its derivative `d = Φ(x) + x φ(x)`.
    void gelu(int n, float[] x, int xo, float[] y, int yo, float[] d, int dAt);

    /// The approximation `y = ½x(1 + tanh(√(2/π)(x + 0.044715x³)))` and its derivative.
    void geluTanh(int n, float[] x, int xo, float[] y, int yo, float[] d, int dAt);

    /// One block of keys of an online softmax, for a block of queries.
    ///
    /// `s` holds the scores as (keys × [#QUERIES]); query `i` stands in column `i` and sees the first
    /// `min(keys, max(0, visible + i))` keys. With `z = s·scale`, a running maximum `m` and a running sum
    /// `l` the block does, for each query that sees a key,
    /// ```
    /// m' = max(m, max z);  f = exp(m − m');  l' = l·f + Σ exp(z − m');  s := exp(z − m')
    /// ```
    /// with keys ascending, one rounding for each product and sum. Scores of keys that a query does not
    /// see are not read and become 0. A query that sees no key keeps `m` and `l`, and has `f = 1`.
    ///
    /// Start with `m = −∞` and `l = 0`.
    ///
    /// - source: Milakov & Gimelshein 2018, *Online normalizer calculation for softmax*, algorithm 3;
    ///   Dao et al. 2022, *FlashAttention*, algorithm 1
    ///
    /// @param f receives the factors by which sums over the blocks before must be multiplied
    void softmaxColumns(
            int keys,
            int queries,
            int visible,
            float scale,
            float[] s,
            float[] m,
            int mo,
            float[] l,
            int lo,
            float[] f);

    /// The gradient of the scores of one block of keys.
    ///
    /// For every key that query `i` sees: `s := p = exp(s·scale − m)/l` and `d := p·(d − δ)·scale`, with
    /// `m`, `l` after the last block of the forward pass, `r = 1/l`, `d` the gradient of the probabilities
    /// and `δ = Σ p·d` over all keys of the query. For keys that it does not see both become 0.
    void softmaxColumnsGradient(
            int keys,
            int queries,
            int visible,
            float scale,
            float[] s,
            float[] d,
            float[] m,
            int mo,
            float[] r,
            int ro,
            float[] delta);
}
