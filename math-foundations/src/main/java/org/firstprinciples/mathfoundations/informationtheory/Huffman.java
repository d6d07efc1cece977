package org.firstprinciples.mathfoundations.informationtheory;

import org.firstprinciples.curriculum.Exercise;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/// Huffman's code: the prefix code of least total length for two or more symbols that occur so many times; a single one
/// gets one bit.
///
/// - source: Huffman 1952, *A method for the construction of minimum-redundancy codes*
public final class Huffman {

    private Huffman() {}

    /// The lengths of the codewords: join the two rarest again and again; a symbol's length is how often it was joined.
    /// A single symbol gets the length 1. A symbol with count 0 gets a codeword, too.
    ///
    /// @throws IllegalArgumentException if there is no symbol or a count is negative
    /// @throws ArithmeticException if the sum of the counts does not fit a `long`
    public static int[] lengths(long... counts) {
        requireCounts(counts);
        return counts.length == 1 ? new int[] {1} : depths(join(counts));
    }

    /// The tree of the code: the parent of each of its `2k − 1` nodes. The symbols are the nodes `0 … k − 1`, what was joined first
    /// is node `k`, and the root is the last one, whose parent is of no meaning.
    @Exercise(id = "IT-E3", stars = 3, minutes = 40, claims = "IT-10")
    static int[] join(long... counts) {
        int k = counts.length;
        long[] weights = Arrays.copyOf(counts, 2 * k - 1); // symbols, then what they are joined to
        int[] parent = new int[2 * k - 1];
        Comparator<Integer> byWeight = Comparator.comparingLong(node -> weights[node]);
        PriorityQueue<Integer> rarest = new PriorityQueue<>(byWeight.thenComparing(n -> n));
        IntStream.range(0, k).forEach(rarest::add);
        for (int node = k; node < 2 * k - 1; node++) {
            int first = rarest.remove();
            int second = rarest.remove();
            parent[first] = node;
            parent[second] = node;
            weights[node] = Math.addExact(weights[first], weights[second]);
            rarest.add(node);
        }
        return parent;
    }

    /// How far each of the `k` symbols is from the root of a tree of `2k − 1` nodes.
    private static int[] depths(int... parent) {
        int[] depth = new int[parent.length];
        for (int node = parent.length - 2; node >= 0; node--) { // parents come after children
            depth[node] = depth[parent[node]] + 1;
        }
        return Arrays.copyOf(depth, (parent.length + 1) / 2);
    }

    /// [#lengths(long...)] for counts in ascending order, in linear time: what is joined comes out in ascending order,
    /// too, so that two queues, of symbols and of joined nodes, replace the priority queue.
    ///
    /// - source: van Leeuwen 1976, *On the construction of Huffman trees*
    ///
    /// @throws IllegalArgumentException if there is no symbol, a count is negative, or they do not ascend
    public static int[] lengthsOfAscending(long... counts) {
        requireCounts(counts);
        int k = counts.length;
        if (k == 1) {
            return new int[] {1};
        }
        for (int i = 1; i < k; i++) {
            if (counts[i] < counts[i - 1]) {
                throw new IllegalArgumentException(
                        "counts must ascend, got %s after %s".formatted(counts[i], counts[i - 1]));
            }
        }
        long[] weights = Arrays.copyOf(counts, 2 * k - 1);
        int[] parent = new int[2 * k - 1];
        int symbol = 0;
        int joined = k;
        for (int node = k; node < 2 * k - 1; node++) {
            for (int child = 0; child < 2; child++) {
                boolean takeSymbol =
                        symbol < k && (joined == node || weights[symbol] <= weights[joined]);
                int taken = takeSymbol ? symbol++ : joined++;
                parent[taken] = node;
                weights[node] = Math.addExact(weights[node], weights[taken]);
            }
        }
        return depths(parent);
    }

    private static void requireCounts(long... counts) {
        if (counts.length == 0) {
            throw new IllegalArgumentException("a code needs at least one symbol");
        }
        for (long count : counts) {
            if (count < 0) {
                throw new IllegalArgumentException("counts must be 0 or more, got " + count);
            }
        }
    }
}
