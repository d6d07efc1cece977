package org.firstprinciples.neuralnetworks.multilayernetworks;

/// Wrong bodies of the exercises of multilayer networks. Each is put in the place of the solution that it names, and one of
/// the exercise's claims must reject it. This file is only parsed.
class MultilayerNetworksWrongBodies {

    @WrongBody("ML-E1")
    Vector forgetsTheBias(Vector x) {
        return x.times(weight);
    }

    @WrongBody("ML-E1")
    Vector subtractsTheBias(Vector x) {
        return x.times(weight).minus(bias);
    }

    @WrongBody("ML-E2") // derivatives, not their changes
    static MultilayerNetwork addsSlopes(double[] t, double[] y) {
        int n = t.length - 1;
        double[] bias = new double[n];
        double[] derivatives = new double[n];
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        for (int i = 0; i < n; i++) {
            bias[i] = -t[i];
            derivatives[i] = (y[i + 1] - y[i]) / (t[i + 1] - t[i]);
        }
        return new MultilayerNetwork(
                List.of(
                        new DenseLayer(Matrix.of(1, n, ones), Vector.of(bias)),
                        new DenseLayer(Matrix.of(n, 1, derivatives), Vector.of(y[0]))),
                Nonlinearity.RELU);
    }

    @WrongBody("ML-E2") // begins at 0
    static MultilayerNetwork forgetsTheFirstValue(double[] t, double[] y) {
        int n = t.length - 1;
        double[] bias = new double[n];
        double[] change = new double[n];
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        double before = 0;
        for (int i = 0; i < n; i++) {
            double derivative = (y[i + 1] - y[i]) / (t[i + 1] - t[i]);
            bias[i] = -t[i];
            change[i] = derivative - before;
            before = derivative;
        }
        return new MultilayerNetwork(
                List.of(
                        new DenseLayer(Matrix.of(1, n, ones), Vector.of(bias)),
                        new DenseLayer(Matrix.of(n, 1, change), Vector.of(0))),
                Nonlinearity.RELU);
    }

    @WrongBody("ML-E3") // fires wherever enough bits are 1
    static MultilayerNetwork looksAtOnesOnly(boolean... table) {
        int n = Integer.numberOfTrailingZeros(table.length);
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
                weight[i * bias.length + unit] = ones.get(unit) >> i & 1;
            }
        }
        double[] sum = new double[bias.length];
        Arrays.fill(sum, 1);
        return network(n, weight, bias, sum, Nonlinearity.STEP);
    }

    @WrongBody("ML-E3")
    static MultilayerNetwork isConstant(boolean... table) {
        return network(
                Integer.numberOfTrailingZeros(table.length),
                new double[0],
                new double[0],
                new double[0],
                Nonlinearity.STEP);
    }

    @WrongBody("ML-E4") // the sum of the coordinates is the same for many points
    static MultilayerNetwork looksAlongOnes(List<Vector> points, double... labels) {
        int d = points.getFirst().size();
        double[] t = new double[points.size() + 1];
        double[] y = new double[points.size() + 1];
        for (int i = 0; i < points.size(); i++) {
            t[i + 1] = i;
            y[i + 1] = labels[i];
        }
        t[0] = -1;
        double[] ones = new double[d];
        Arrays.fill(ones, 1);
        return Ridge.sum(List.of(Vector.of(ones)), List.of(ReluInterpolant.through(t, y)));
    }

    @WrongBody("ML-E5")
    DenseLayer forgetsTheBiases() {
        Matrix weight = Matrix.identity(layers.getFirst().weight().rows());
        for (DenseLayer layer : layers) {
            weight = weight.times(layer.weight());
        }
        return new DenseLayer(weight, Vector.zeros(weight.columns()));
    }

    @WrongBody("ML-E5")
    DenseLayer keepsTheLastBias() {
        Matrix weight = Matrix.identity(layers.getFirst().weight().rows());
        for (DenseLayer layer : layers) {
            weight = weight.times(layer.weight());
        }
        return new DenseLayer(weight, layers.getLast().bias());
    }

    @WrongBody("ML-E6") // as if no two were parallel and no three met
    static int countsAllPairs(long[]... lines) {
        for (long[] line : lines) {
            requireLine(line);
        }
        return most(lines.length, 2).intValue();
    }

    @WrongBody("ML-E6") // lines only
    static int forgetsTheMeetings(long[]... lines) {
        for (long[] line : lines) {
            requireLine(line);
        }
        return 1 + lines.length;
    }
}
