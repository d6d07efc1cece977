package org.firstprinciples.neuralnetworks.perceptron;

/// Wrong bodies of the exercises of perceptron. Each is put in the place of the solution that it names, and one of the
/// exercise's claims must reject it. This file is only parsed.
class PerceptronWrongBodies {

    @WrongBody("PE-E1") // a point on the plane is on the other side
    int putsTiesBelow(Vector x) {
        double score = score(x);
        if (Double.isNaN(score)) {
            throw new IllegalArgumentException("the score of %s is NaN".formatted(x));
        }
        return score > 0 ? 1 : -1;
    }

    @WrongBody("PE-E1") // NaN is not 0 or more
    int takesNanForNegative(Vector x) {
        return score(x) >= 0 ? 1 : -1;
    }

    @WrongBody("PE-E2") // from 0 it never starts
    static Vector ignoresTies(Vector weights, Vector x, int y, double learningRate) {
        if (y * weights.dot(x) >= 0) {
            return weights;
        }
        return weights.plus(x.times(learningRate * y));
    }

    @WrongBody("PE-E2")
    static Vector ignoresTheLabel(Vector weights, Vector x, int y, double learningRate) {
        if (y * weights.dot(x) > 0) {
            return weights;
        }
        return weights.plus(x.times(learningRate));
    }

    @WrongBody("PE-E3") // one epoch only
    static Trace stopsAfterAnEpoch(
            Examples examples, Vector start, double learningRate, int maxEpochs) {
        requireTrainable(examples, learningRate, maxEpochs);
        Vector weights = start;
        long mistakes = 0;
        for (int i = 0; i < examples.size(); i++) {
            if (examples.margin(weights, i) <= 0) {
                weights =
                        update(
                                weights,
                                examples.points().get(i),
                                examples.labels().get(i),
                                learningRate);
                mistakes++;
            }
        }
        return new Trace(weights, mistakes, 1, mistakes == 0);
    }

    @WrongBody("PE-E3") // the rate is left out
    static Trace learnsAtRateOne(
            Examples examples, Vector start, double learningRate, int maxEpochs) {
        requireTrainable(examples, learningRate, maxEpochs);
        Vector weights = start;
        long mistakes = 0;
        for (int epoch = 1; epoch <= maxEpochs; epoch++) {
            long before = mistakes;
            for (int i = 0; i < examples.size(); i++) {
                if (examples.margin(weights, i) <= 0) {
                    weights =
                            update(weights, examples.points().get(i), examples.labels().get(i), 1);
                    mistakes++;
                }
            }
            if (mistakes == before) {
                return new Trace(weights, mistakes, epoch, true);
            }
        }
        return new Trace(weights, mistakes, maxEpochs, false);
    }

    @WrongBody("PE-E4") // without the labels
    static DualPerceptron forgetsTheLabels(Examples examples, Kernel kernel, int maxEpochs) {
        int n = examples.size();
        long[] counts = new long[n];
        for (int epoch = 1; epoch <= maxEpochs; epoch++) {
            boolean mistaken = false;
            for (int i = 0; i < n; i++) {
                double score = 0;
                for (int j = 0; j < n; j++) {
                    score +=
                            counts[j]
                                    * kernel.of(examples.points().get(j), examples.points().get(i));
                }
                if (examples.labels().get(i) * score <= 0) {
                    counts[i]++;
                    mistaken = true;
                }
            }
            if (!mistaken) {
                return new DualPerceptron(examples, kernel, counts, epoch, true);
            }
        }
        return new DualPerceptron(examples, kernel, counts, maxEpochs, false);
    }

    @WrongBody("PE-E4")
    static DualPerceptron countsNothing(Examples examples, Kernel kernel, int maxEpochs) {
        return new DualPerceptron(examples, kernel, new long[examples.size()], 1, true);
    }

    @WrongBody("PE-E5") // the last weights
    static Vector doesNotAverage(Examples examples, int epochs) {
        return Perceptron.train(examples, Vector.zeros(examples.dimension()), 1, epochs).weights();
    }

    @WrongBody("PE-E5") // a mean over updates, not over steps
    static Vector averagesUpdates(Examples examples, int epochs) {
        Vector weights = Vector.zeros(examples.dimension());
        Vector sum = weights;
        int updates = 0;
        for (int epoch = 0; epoch < epochs; epoch++) {
            for (int i = 0; i < examples.size(); i++) {
                if (examples.margin(weights, i) <= 0) {
                    weights =
                            Perceptron.update(
                                    weights, examples.points().get(i), examples.labels().get(i), 1);
                    sum = sum.plus(weights);
                    updates++;
                }
            }
        }
        return sum.times(1.0 / Math.max(1, updates));
    }

    @WrongBody("PE-E6") // takes impatience for a proof
    static Certificate givesUp(Examples examples, int maxEpochs) {
        Perceptron.Trace trace =
                Perceptron.train(examples, Vector.zeros(examples.dimension()), 1, 20);
        long[] ones = new long[examples.size()];
        Arrays.fill(ones, 1);
        return trace.converged() ? new Separator(trace.weights()) : new Gordan(ones);
    }

    @WrongBody("PE-E6") // counts from the beginning, not from the mark
    static Certificate countsAllMistakes(Examples examples, int maxEpochs) {
        Vector weights = Vector.zeros(examples.dimension());
        requireWhole(examples);
        Vector marked = weights;
        long[] since = new long[examples.size()];
        int nextMark = 1;
        for (int epoch = 1; epoch <= maxEpochs; epoch++) {
            boolean mistaken = false;
            for (int i = 0; i < examples.size(); i++) {
                if (examples.margin(weights, i) <= 0) {
                    weights =
                            weights.plus(examples.points().get(i).times(examples.labels().get(i)));
                    since[i]++;
                    mistaken = true;
                }
            }
            if (!mistaken) {
                return new Separator(weights);
            }
            if (weights.minus(marked).equals(Vector.zeros(weights.size()))) {
                return new Gordan(since);
            }
            if (epoch == nextMark) {
                marked = weights;
                nextMark *= 2;
            }
        }
        throw new ArithmeticException();
    }

    @WrongBody("PE-E7") // the share of the label, not of the other one
    Vector pullsTheRightOnes(Vector weights) {
        Vector sum = Vector.zeros(examples.dimension());
        for (int i = 0; i < examples.size(); i++) {
            double share = sigmoid(examples.margin(weights, i));
            sum = sum.minus(examples.points().get(i).times(examples.labels().get(i) * share));
        }
        return sum;
    }

    @WrongBody("PE-E7") // eᶻ overflows
    Vector dividesInfinityByInfinity(Vector weights) {
        Vector sum = Vector.zeros(examples.dimension());
        for (int i = 0; i < examples.size(); i++) {
            double e = StrictMath.exp(-examples.margin(weights, i));
            sum = sum.minus(examples.points().get(i).times(examples.labels().get(i) * e / (1 + e)));
        }
        return sum;
    }

    @WrongBody("PE-E8") // only the right class learns
    MulticlassPerceptron raisesOnly(Vector x, int y) {
        if (y < 0 || y >= weights.columns()) {
            throw new IllegalArgumentException();
        }
        double[] elements = weights.toArray();
        for (int j = 0; j < weights.rows() && predict(x) != y; j++) {
            elements[j * weights.columns() + y] += x.get(j);
        }
        return new MulticlassPerceptron(Matrix.of(weights.rows(), weights.columns(), elements));
    }

    @WrongBody("PE-E8") // repairs what is right
    MulticlassPerceptron neverRests(Vector x, int y) {
        if (y < 0 || y >= weights.columns()) {
            throw new IllegalArgumentException();
        }
        int loser = y == 0 ? weights.columns() - 1 : 0;
        double[] elements = weights.toArray();
        for (int j = 0; j < weights.rows(); j++) {
            elements[j * weights.columns() + y] += x.get(j);
            elements[j * weights.columns() + loser] -= x.get(j);
        }
        return new MulticlassPerceptron(Matrix.of(weights.rows(), weights.columns(), elements));
    }
}
