package org.firstprinciples.neuralnetworks.multilayernetworks;

import org.firstprinciples.curriculum.Exercise;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// Into how many regions a layer of rectifiers cuts its inputs: in each of them it is affine.
///
/// - source: Zaslavsky 1975, *Facing up to arrangements*; Montúfar et al. 2014
public final class RegionCount {

    private RegionCount() {}

    /// `Σ_{j≤d} (n over j)`, the most that `n` hyperplanes in `d` dimensions can make, and what they do make in general
    /// position.
    ///
    /// @throws IllegalArgumentException if a number is negative
    public static BigInteger most(int n, int d) {
        if (n < 0 || d < 0) {
            throw new IllegalArgumentException(
                    "n and d of 0 or more are needed, got %s and %s".formatted(n, d));
        }
        BigInteger sum = BigInteger.ZERO;
        BigInteger choose = BigInteger.ONE;
        for (int j = 0; j <= Math.min(n, d); j++) {
            sum = sum.add(choose);
            choose =
                    choose.multiply(BigInteger.valueOf(n - (long) j))
                            .divide(BigInteger.valueOf(j + 1L));
        }
        return sum;
    }

    /// The regions of the plane between lines `ax + by + c = 0`: 1, and 1 for each line, and for each point where lines meet one
    /// less than there are.
    ///
    /// Equal lines count once, and one with `a = b = 0` is none.
    ///
    /// @param lines `(a,b,c)` each, whole numbers of magnitude below 2²⁰
    /// @throws IllegalArgumentException if a line has not 3 numbers, or one is too large
    @Exercise(id = "ML-E6", stars = 4, minutes = 60, claims = "ML-26")
    public static int inThePlane(long[]... lines) {
        List<long[]> distinct = new ArrayList<>();
        for (long[] line : lines) {
            requireLine(line);
            boolean isLine = line[0] != 0 || line[1] != 0;
            if (isLine && distinct.stream().noneMatch(other -> areEqual(line, other))) {
                distinct.add(line);
            }
        }
        int regions = 1 + distinct.size();
        for (int i = 0; i < distinct.size(); i++) {
            for (int j = 0; j < i; j++) {
                // at a point where m lines meet, m − 1 pairs are the first with a line of theirs
                regions += isFirstMeeting(distinct, j, i) ? 1 : 0;
            }
        }
        return regions;
    }

    /// Whether lines `j < i` meet in a point through which no line before `j` goes, so that line `i` is met there for the first
    /// time.
    private static boolean isFirstMeeting(List<long[]> lines, int j, int i) {
        long[] a = lines.get(i);
        long[] b = lines.get(j);
        long w = a[0] * b[1] - a[1] * b[0];
        if (w == 0) {
            return false; // parallel
        }
        long x = a[1] * b[2] - a[2] * b[1];
        long y = a[2] * b[0] - a[0] * b[2];
        for (int k = 0; k < j; k++) {
            long[] c = lines.get(k);
            BigInteger at =
                    BigInteger.valueOf(x)
                            .multiply(BigInteger.valueOf(c[0]))
                            .add(BigInteger.valueOf(y).multiply(BigInteger.valueOf(c[1])))
                            .add(BigInteger.valueOf(w).multiply(BigInteger.valueOf(c[2])));
            if (at.signum() == 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean areEqual(long[] a, long[] b) {
        return a[0] * b[1] == a[1] * b[0]
                && a[0] * b[2] == a[2] * b[0]
                && a[1] * b[2] == a[2] * b[1];
    }

    private static void requireLine(long... line) {
        if (line.length != 3) {
            throw new IllegalArgumentException(
                    "a line has 3 numbers, got %s".formatted(line.length));
        }
        for (long number : line) {
            if (Math.abs(number) >= 1 << 20) {
                throw new IllegalArgumentException("numbers below 2²⁰ are needed, got " + number);
            }
        }
    }
}
