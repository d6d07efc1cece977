package org.firstprinciples.neuralnetworks.multilayernetworks;

import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.util.List;

/// Sums of ridges, functions that look at their input along one direction only: `f(x) = Σⱼ gⱼ(⟨aⱼ,x⟩)`.
///
/// - source: Pinkus 1999, *Approximation theory of the MLP model in neural networks*, section 3
public final class Ridge {

    private Ridge() {}

    /// One hidden layer of rectifiers that computes `Σⱼ gⱼ(⟨aⱼ,x⟩)`: every unit of `gⱼ` looks along `aⱼ`.
    ///
    /// @param directions `aⱼ (d)`
    /// @param along `gⱼ`, from one number to one number through one hidden layer of rectifiers
    /// @throws ShapeException if there is no ridge, not as many networks as directions, or one is not of this form
    public static MultilayerNetwork sum(List<Vector> directions, List<MultilayerNetwork> along) {
        if (directions.isEmpty() || directions.size() != along.size()) {
            throw new ShapeException(
                    "ridges: a network for each of one or more directions is needed, got %s and %s"
                            .formatted(along.size(), directions.size()));
        }
        int units = 0;
        for (MultilayerNetwork g : along) {
            if (g.layers().size() != 2
                    || g.layers().getFirst().weight().rows() != 1
                    || g.layers().getLast().bias().size() != 1) {
                throw new ShapeException(
                        "ridges: networks with one hidden layer from 1 to 1 number are needed, got"
                                + " layers "
                                + g.layers());
            }
            units += g.layers().getFirst().bias().size();
        }
        int d = directions.getFirst().size();
        double[] weight = new double[d * units];
        double[] bias = new double[units];
        double[] out = new double[units];
        double outBias = 0;
        int unit = 0;
        for (int j = 0; j < directions.size(); j++) {
            DenseLayer hidden = along.get(j).layers().getFirst();
            DenseLayer last = along.get(j).layers().getLast();
            for (int k = 0; k < hidden.bias().size(); k++, unit++) {
                for (int i = 0; i < d; i++) {
                    weight[i * units + unit] = directions.get(j).get(i) * hidden.weight().get(0, k);
                }
                bias[unit] = hidden.bias().get(k);
                out[unit] = last.weight().get(k, 0);
            }
            outBias += last.bias().get(0);
        }
        return new MultilayerNetwork(
                List.of(
                        new DenseLayer(Matrix.of(d, units, weight), Vector.of(bias)),
                        new DenseLayer(Matrix.of(units, 1, out), Vector.of(outBias))),
                Nonlinearity.RELU);
    }
}
