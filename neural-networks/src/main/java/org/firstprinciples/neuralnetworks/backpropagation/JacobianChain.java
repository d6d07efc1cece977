package org.firstprinciples.neuralnetworks.backpropagation;

import java.util.Arrays;

/// What it costs to multiply a chain of Jacobians `J_k ⋯ J₁` in one order or another, in multiplications of numbers.
///
/// - source: Griewank & Walther 2008, *Evaluating derivatives*, chapter 10
///
/// @param extents from the output to the input: `J_k` is `(n₀,n₁)`, the next `(n₁,n₂)`, …
public record JacobianChain(int... extents) {

    /// Copies the extents.
    ///
    /// @throws IllegalArgumentException if there are fewer than 2, or one is below 1
    public JacobianChain {
        extents = extents.clone();
        boolean positive = extents.length >= 2;
        for (int extent : extents) {
            positive &= extent >= 1;
        }
        if (!positive) {
            throw new IllegalArgumentException(
                    "two extents above 0 are needed, got " + Arrays.toString(extents));
        }
    }

    /// A copy of the extents.
    @Override
    public int[] extents() {
        return extents.clone();
    }

    /// From the output on, as backpropagation does: `((J_k J_{k−1}) …)J₁`.
    public long reverse() {
        long cost = 0;
        for (int i = 2; i < extents.length; i++) {
            cost += (long) extents[0] * extents[i - 1] * extents[i];
        }
        return cost;
    }

    /// From the input on, as dual numbers do: `J_k(… (J₂J₁))`.
    public long forward() {
        int last = extents.length - 1;
        long cost = 0;
        for (int i = last - 2; i >= 0; i--) {
            cost += (long) extents[i] * extents[i + 1] * extents[last];
        }
        return cost;
    }

    /// In the best order, by dynamic programming over where the last product is.
    public long cheapest() {
        int n = extents.length;
        long[][] cost = new long[n][n]; // of the product of the factors between two extents
        for (int length = 2; length < n; length++) {
            for (int from = 0; from + length < n; from++) {
                int to = from + length;
                cost[from][to] = Long.MAX_VALUE;
                for (int cut = from + 1; cut < to; cut++) {
                    long product = (long) extents[from] * extents[cut] * extents[to];
                    cost[from][to] =
                            Math.min(cost[from][to], cost[from][cut] + cost[cut][to] + product);
                }
            }
        }
        return cost[0][n - 1];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JacobianChain chain && Arrays.equals(extents, chain.extents);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(extents);
    }

    @Override
    public String toString() {
        return "JacobianChain" + Arrays.toString(extents);
    }
}
