package org.firstprinciples.notebooksequivalents.numpyneuralnet;

import java.util.List;

/// A network whose gradient is wrong in the way that is made most often: the slope of tanh is left out.
///
/// @param network that is right
record WithoutSlope(Network network) implements Model {

    @Override
    public double[][] scores(double[][] x) {
        return network.scores(x);
    }

    @Override
    public Network gradient(double[][] x, int[] labels) {
        double[][] h = network.hidden(x); // (N,H)
        double[][] dz = Model.scoreGradient(network.scores(x), labels); // (N,K)
        double[][] da = Numpy.times(dz, Numpy.transpose(network.w2())); // (N,H), and no ⊙ (1 − h²)
        return new Network(
                Numpy.times(Numpy.transpose(x), da),
                Numpy.sumOfRows(da),
                Numpy.times(Numpy.transpose(h), dz),
                Numpy.sumOfRows(dz));
    }

    @Override
    public List<double[][]> arrays() {
        return network.arrays();
    }
}
