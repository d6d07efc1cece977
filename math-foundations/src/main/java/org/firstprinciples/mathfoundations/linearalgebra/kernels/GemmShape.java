package org.firstprinciples.mathfoundations.linearalgebra.kernels;

/// The form of a matrix product `C (m,n) = op(A) (m,k) · op(B) (k,n)`, all row-major.
///
/// A stride is the distance between the beginnings of two neighboring rows as they are stored: `A` is
/// stored `(m,k)`, or `(k,m)` if it is transposed; `B` is stored `(k,n)`, or `(n,k)` if transposed.
///
/// A product may be banded: row `i` then sums only over `k` in `[max(0, i − lower), min(k, i + upper))`,
/// and what lies outside is not read. Causal attention is such a product: query `i` attends to no later key.
///
/// @param m rows of `C`
/// @param n columns of `C`
/// @param k length of the sums
/// @param transposeA whether `op(A)` is the transpose of what is stored
/// @param aStride stride of `A`
/// @param transposeB whether `op(B)` is the transpose of what is stored
/// @param bStride stride of `B`
/// @param cStride stride of `C`
/// @param accumulate whether sums begin at the content of `C`, or at +0
/// @param lower the sum of row `i` begins at `i − lower`; [#UNBOUNDED] for 0
/// @param upper the sum of row `i` ends before `i + upper`; [#UNBOUNDED] for `k`
public record GemmShape(
        int m,
        int n,
        int k,
        boolean transposeA,
        int aStride,
        boolean transposeB,
        int bStride,
        int cStride,
        boolean accumulate,
        int lower,
        int upper) {

    /// No bound on the band.
    public static final int UNBOUNDED = Integer.MAX_VALUE / 2;

    /// Checks the extents.
    ///
    /// @throws IllegalArgumentException if an extent is negative or a stride shorter than its row
    public GemmShape {
        if (m < 0 || n < 0 || k < 0) {
            throw new IllegalArgumentException(
                    "extents must be 0 or more: m=%s n=%s k=%s".formatted(m, n, k));
        }
        if (aStride < (transposeA ? m : k) || bStride < (transposeB ? k : n) || cStride < n) {
            throw new IllegalArgumentException(
                    "a stride is shorter than its row: m=%s n=%s k=%s, A%s stride %s, B%s stride %s, C stride %s"
                            .formatted(
                                    m,
                                    n,
                                    k,
                                    transposeA ? "ᵀ" : "",
                                    aStride,
                                    transposeB ? "ᵀ" : "",
                                    bStride,
                                    cStride));
        }
    }

    /// `C (m,n) = A (m,k) · B (k,n)` of whole matrices.
    public static GemmShape of(int m, int n, int k) {
        return new GemmShape(m, n, k, false, k, false, n, n, false, UNBOUNDED, UNBOUNDED);
    }

    /// `C (m,n) = Aᵀ · B` with `A` stored `(k,m)`.
    public static GemmShape transposedA(int m, int n, int k) {
        return new GemmShape(m, n, k, true, m, false, n, n, false, UNBOUNDED, UNBOUNDED);
    }

    /// `C (m,n) = A · Bᵀ` with `B` stored `(n,k)`.
    public static GemmShape transposedB(int m, int n, int k) {
        return new GemmShape(m, n, k, false, k, true, k, n, false, UNBOUNDED, UNBOUNDED);
    }

    /// The same product, added to the content of `C` or not.
    public GemmShape accumulating(boolean adds) {
        return new GemmShape(
                m, n, k, transposeA, aStride, transposeB, bStride, cStride, adds, lower, upper);
    }

    /// The same product with rows this far apart.
    public GemmShape strides(int a, int b, int c) {
        return new GemmShape(m, n, k, transposeA, a, transposeB, b, c, accumulate, lower, upper);
    }

    /// The same product, the sum of row `i` cut to `[i − lower, i + upper)`.
    public GemmShape banded(int from, int to) {
        return new GemmShape(
                m, n, k, transposeA, aStride, transposeB, bStride, cStride, accumulate, from, to);
    }

    /// Checks that the product does not accumulate.
    ///
    /// @throws IllegalArgumentException if sums begin at the content of `C`
    void requireNoAccumulation() {
        if (accumulate) {
            throw new IllegalArgumentException(
                    "a product that accumulates begins at the content of C, not at a row: " + this);
        }
    }

    /// Whether sums are cut to a band.
    public boolean isBanded() {
        return lower != UNBOUNDED || upper != UNBOUNDED;
    }

    /// Where the sum of row `i` begins.
    public int from(int i) {
        return Math.min(k, Math.max(0, i - lower));
    }

    /// Where the sum of row `i` ends; at or before [#from(int)] if there is nothing to add.
    public int to(int i) {
        return Math.max(0, Math.min(k, i + upper));
    }
}
