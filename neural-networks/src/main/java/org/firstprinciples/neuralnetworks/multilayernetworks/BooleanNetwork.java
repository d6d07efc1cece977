package org.firstprinciples.neuralnetworks.multilayernetworks;

import org.firstprinciples.curriculum.Exercise;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Networks that compute functions of bits, exactly.
///
/// - source: McCulloch & Pitts 1943; Minsky & Papert 1969, *Perceptrons*, chapter 3
public final class BooleanNetwork {

    private BooleanNetwork() {}

    /// A network of steps for any function of `n` bits: a hidden unit for each input where it is true, which fires there
    /// only, and their sum.
    ///
    /// @param table the value at each input `Σ xᵢ2ⁱ`, `2ⁿ` of them
    /// @throws IllegalArgumentException if their number is not a power of 2
    @Exercise(id = "ML-E3", stars = 2, minutes = 25, claims = "ML-02")
    public static MultilayerNetwork of(boolean... table) {
        int n = Integer.numberOfTrailingZeros(table.length);
        if (table.length != 1 << n) {
            throw new IllegalArgumentException(
                    "a table of 2ⁿ values is needed, got " + table.length);
        }
        List<Integer> ones = new ArrayList<>();
        for (int input = 0; input < table.length; input++) {
            if (table[input]) {
                ones.add(input);
            }
        }
        double[] weight = new double[ones.size() * n];
        double[] bias = new double[ones.size()];
        for (int unit = 0; unit < bias.length; unit++) {
            bias[unit] = 0.5 - Integer.bitCount(ones.get(unit));
            for (int i = 0; i < n; i++) {
                weight[i * bias.length + unit] = (ones.get(unit) >> i & 1) == 1 ? 1 : -1;
            }
        }
        double[] sum = new double[bias.length];
        Arrays.fill(sum, 1);
        return network(n, weight, bias, sum, Nonlinearity.STEP);
    }

    /// Whether an odd number of `n` bits is 1, with `n` hidden steps: unit `j` fires for `j` ones or more, and they are added with
    /// alternating signs.
    ///
    /// @throws IllegalArgumentException if `n` is negative
    public static MultilayerNetwork parity(int n) {
        if (n < 0) {
            throw new IllegalArgumentException("0 or more bits are needed, got " + n);
        }
        double[] weight = new double[n * n];
        Arrays.fill(weight, 1);
        double[] bias = new double[n];
        double[] signs = new double[n];
        for (int j = 0; j < n; j++) {
            bias[j] = -j - 0.5;
            signs[j] = j % 2 == 0 ? 1 : -1;
        }
        return network(n, weight, bias, signs, Nonlinearity.STEP);
    }

    /// Whether two bits differ, with two rectifiers: `(x₁ + x₂)₊ − 2(x₁ + x₂ − 1)₊`.
    public static MultilayerNetwork xor() {
        return network(
                2,
                new double[] {1, 1, 1, 1},
                new double[] {0, -1},
                new double[] {1, -2},
                Nonlinearity.RELU);
    }

    private static MultilayerNetwork network(
            int n, double[] weight, double[] bias, double[] out, Nonlinearity nonlinearity) {
        return new MultilayerNetwork(
                List.of(
                        new DenseLayer(Matrix.of(n, bias.length, weight), Vector.of(bias)),
                        new DenseLayer(Matrix.of(bias.length, 1, out), Vector.zeros(1))),
                nonlinearity);
    }
}
