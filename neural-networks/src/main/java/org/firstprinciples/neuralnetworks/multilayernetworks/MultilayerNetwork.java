package org.firstprinciples.neuralnetworks.multilayernetworks;

import org.firstprinciples.curriculum.Exercise;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Norms;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/// Layers one after the other with a nonlinearity between: `h₀ = x`, `z_l = h_{l−1} W_l + b_l`, `h_l = φ(z_l)`, and `z_L` comes
/// out.
///
/// @param layers from the input to the output, at least one
/// @param nonlinearity `φ`, after every layer but the last
public record MultilayerNetwork(List<DenseLayer> layers, DoubleUnaryOperator nonlinearity) {

    /// Checks that the layers fit.
    ///
    /// @throws ShapeException if there is none, or one does not take what the one before gives
    public MultilayerNetwork {
        layers = List.copyOf(layers);
        if (layers.isEmpty()) {
            throw new ShapeException("network: at least one layer is needed");
        }
        for (int l = 1; l < layers.size(); l++) {
            if (layers.get(l).weight().rows() != layers.get(l - 1).weight().columns()) {
                throw new ShapeException(
                        "network: layer %s gives %s numbers, layer %s takes %s"
                                .formatted(
                                        l - 1,
                                        layers.get(l - 1).weight().columns(),
                                        l,
                                        layers.get(l).weight().rows()));
            }
        }
    }

    /// `z_L` for one input.
    ///
    /// @throws ShapeException if `x` does not fit the first layer
    public Vector forward(Vector x) {
        return preactivations(x).getLast();
    }

    /// `z₁, …, z_L` for one input.
    ///
    /// @throws ShapeException if `x` does not fit the first layer
    public List<Vector> preactivations(Vector x) {
        List<Vector> all = new ArrayList<>();
        Vector h = x;
        for (DenseLayer layer : layers) {
            Vector z = layer.forward(h);
            all.add(z);
            h = Vector.of(map(z.toArray()));
        }
        return all;
    }

    /// `z_L` for many inputs, one in each row, `(B,n₀)` to `(B,n_L)`.
    ///
    /// @throws ShapeException if `X` does not fit the first layer
    public Matrix forward(Matrix x) {
        Matrix h = x;
        for (int l = 0; l < layers.size(); l++) {
            Matrix z = layers.get(l).forward(h);
            h = l + 1 == layers.size() ? z : Matrix.of(z.rows(), z.columns(), map(z.toArray()));
        }
        return h;
    }

    private double[] map(double[] z) {
        for (int i = 0; i < z.length; i++) {
            z[i] = nonlinearity.applyAsDouble(z[i]);
        }
        return z;
    }

    /// The one layer that the network is if `φ` is the identity: `W = W₁ ⋯ W_L`, `b = Σ_l b_l W_{l+1} ⋯ W_L`.
    @Exercise(id = "ML-E5", stars = 3, minutes = 20, claims = "ML-01")
    public DenseLayer collapse() {
        Matrix weight = Matrix.identity(layers.getFirst().weight().rows());
        Vector bias = Vector.zeros(weight.rows());
        for (DenseLayer layer : layers) {
            weight = weight.times(layer.weight());
            bias = bias.times(layer.weight()).plus(layer.bias());
        }
        return new DenseLayer(weight, bias);
    }

    /// `Σ_l n_l(n_{l−1} + 1)`.
    public int parameterCount() {
        return layers.stream().mapToInt(DenseLayer::parameterCount).sum();
    }

    /// Multiplications and additions for `B` inputs, `Σ_l 2Bn_l n_{l−1}`, the one of the bias counted for the one that a sum
    /// of `n` products does not need.
    public long flops(int batch) {
        long flops = 0;
        for (DenseLayer layer : layers) {
            flops += 2L * batch * layer.weight().rows() * layer.weight().columns();
        }
        return flops;
    }

    /// All parameters in one vector: layer after layer, the weights row by row, then the biases.
    public Vector flatten() {
        double[] all = new double[parameterCount()];
        int at = 0;
        for (DenseLayer layer : layers) {
            double[] weight = layer.weight().toArray();
            System.arraycopy(weight, 0, all, at, weight.length);
            at += weight.length;
            System.arraycopy(layer.bias().toArray(), 0, all, at, layer.bias().size());
            at += layer.bias().size();
        }
        return Vector.of(all);
    }

    /// The network of this shape with these parameters, in the order of [#flatten()].
    ///
    /// @throws ShapeException if there are not as many as this network has
    public MultilayerNetwork unflatten(Vector parameters) {
        if (parameters.size() != parameterCount()) {
            throw new ShapeException(
                    "network: %s parameters are needed, got %s"
                            .formatted(parameterCount(), parameters.size()));
        }
        List<DenseLayer> filled = new ArrayList<>();
        int at = 0;
        for (DenseLayer layer : layers) {
            int m = layer.weight().rows();
            int n = layer.weight().columns();
            double[] weight = new double[m * n];
            double[] bias = new double[n];
            for (int i = 0; i < m * n; i++) {
                weight[i] = parameters.get(at++);
            }
            for (int i = 0; i < n; i++) {
                bias[i] = parameters.get(at++);
            }
            filled.add(new DenseLayer(Matrix.of(m, n, weight), Vector.of(bias)));
        }
        return new MultilayerNetwork(filled, nonlinearity);
    }

    /// `Π_l ‖W_l‖₂`: how much further apart two outputs can be than their inputs, if `φ` has no derivative above 1.
    public double lipschitzBound() {
        double product = 1;
        for (DenseLayer layer : layers) {
            product *= Norms.two(layer.weight());
        }
        return product;
    }
}
