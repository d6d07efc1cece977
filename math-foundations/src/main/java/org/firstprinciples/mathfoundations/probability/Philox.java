package org.firstprinciples.mathfoundations.probability;

import java.nio.charset.StandardCharsets;

/// A counter-based random generator: every draw is a pure function of (seed, purpose, step, element).
///
/// There is no state to carry. The seed and the path of purposes, `of(seed).split("blocks").split("0")`,
/// make the 64-bit key; step and element make the 128-bit counter; Philox4x32-10 enciphers the counter
/// with the key. So a draw does not depend on what was drawn before, in which order, or on which
/// thread, and a checkpoint needs to store nothing but the seed and the step.
///
/// - accuracy: all draws are the same bits on every machine (integers, exact operations and `StrictMath`)
/// - source: Salmon, Moraes, Dror & Shaw 2011, *Parallel random numbers: as easy as 1, 2, 3*, §3.3 (Philox4x32-10)
///
/// @param key the 64 bits that seed and purposes were mixed to
public record Philox(long key) {

    private static final int MULTIPLIER_0 = 0xD2511F53;
    private static final int MULTIPLIER_1 = 0xCD9E8D57;
    private static final int WEYL_0 = 0x9E3779B9; // golden ratio
    private static final int WEYL_1 = 0xBB67AE85; // √3 − 1
    private static final int ROUNDS = 10;

    /// The root generator of a run.
    public static Philox of(long seed) {
        return new Philox(seed);
    }

    /// The generator of a part: its key is this key mixed with the name of the purpose.
    /// Different paths of names give unrelated keys; the same path gives the same key.
    public Philox split(String purpose) {
        long mixed = key;
        for (byte letter : purpose.getBytes(StandardCharsets.UTF_8)) {
            mixed = first64(mixed, letter & 0xFF, 1);
        }
        return new Philox(
                first64(mixed, 0, 2)); // closes the name, so that "ab","c" differs from "a","bc"
    }

    /// A number uniform on the multiples of 2⁻⁵³ in `[0,1)`.
    public double uniform(long step, long element) {
        return (first64(key, step, element) >>> 11) * 0x1p-53;
    }

    /// A standard normal number, `√(−2 ln u) · cos(2πv)` with `u` in `(0,1]` and `v` in `[0,1)`.
    ///
    /// - source: Box & Muller 1958, *A note on the generation of random normal deviates*
    public double normal(long step, long element) {
        int[] block = block(key, step, element);
        double u = ((join(block[0], block[1]) >>> 11) + 1) * 0x1p-53;
        double v = (join(block[2], block[3]) >>> 11) * 0x1p-53;
        return StrictMath.sqrt(-2 * StrictMath.log(u)) * StrictMath.cos(2 * Math.PI * v);
    }

    /// A whole number in `[0,bound)`; its probability differs from `1/bound` by at most 2⁻⁶⁴.
    ///
    /// @throws IllegalArgumentException if `bound` is not positive
    public int below(int bound, long step, long element) {
        if (bound <= 0) {
            throw new IllegalArgumentException("bound must be positive, got " + bound);
        }
        return (int) Math.unsignedMultiplyHigh(first64(key, step, element), bound);
    }

    private static long first64(long key, long step, long element) {
        int[] block = block(key, step, element);
        return join(block[0], block[1]);
    }

    private static int[] block(long key, long step, long element) {
        return encipher(
                new int[] {(int) element, (int) (element >>> 32), (int) step, (int) (step >>> 32)},
                (int) key,
                (int) (key >>> 32));
    }

    private static long join(int low, int high) {
        return ((high & 0xFFFFFFFFL) << 32) | (low & 0xFFFFFFFFL);
    }

    /// Philox4x32-10: ten rounds of two 32 × 32 → 64 bit products, with a key that moves by a Weyl sequence.
    static int[] encipher(int[] counter, int key0, int key1) {
        int c0 = counter[0];
        int c1 = counter[1];
        int c2 = counter[2];
        int c3 = counter[3];
        int k0 = key0;
        int k1 = key1;
        for (int round = 0; round < ROUNDS; round++) {
            long product0 = (MULTIPLIER_0 & 0xFFFFFFFFL) * (c0 & 0xFFFFFFFFL);
            long product1 = (MULTIPLIER_1 & 0xFFFFFFFFL) * (c2 & 0xFFFFFFFFL);
            int next0 = (int) (product1 >>> 32) ^ c1 ^ k0;
            int next2 = (int) (product0 >>> 32) ^ c3 ^ k1;
            c1 = (int) product1;
            c3 = (int) product0;
            c0 = next0;
            c2 = next2;
            k0 += WEYL_0;
            k1 += WEYL_1;
        }
        return new int[] {c0, c1, c2, c3};
    }
}
