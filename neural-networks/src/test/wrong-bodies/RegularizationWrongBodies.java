package org.firstprinciples.neuralnetworks.regularization;

/// Wrong bodies of the exercises of regularization. Each is put in the place of the solution that it names, and one of the
/// exercise's claims must reject it. This file is only parsed.
class RegularizationWrongBodies {

    @WrongBody("RG-E1") // cuts off and does not shrink
    static double isHard(double v, double lambda) {
        if (!(lambda >= 0)) {
            throw new IllegalArgumentException("λ must be 0 or more, got " + lambda);
        }
        return Math.abs(v) > lambda ? v : 0;
    }

    @WrongBody("RG-E1") // always towards the left
    static double forgetsTheSign(double v, double lambda) {
        if (!(lambda >= 0)) {
            throw new IllegalArgumentException("λ must be 0 or more, got " + lambda);
        }
        return Double.isNaN(v) ? v : Math.max(0, Math.abs(v) - lambda);
    }

    @WrongBody("RG-E2") // the residual is not kept up to date
    static Vector forgetsTheResidual(Matrix x, Vector y, double lambda, double tolerance) {
        require(x, y, lambda, tolerance);
        double[] beta = new double[x.columns()];
        Vector along = x.transpose().times(y);
        for (int j = 0; j < beta.length; j++) {
            double square = 0;
            for (int i = 0; i < x.rows(); i++) {
                square += x.get(i, j) * x.get(i, j);
            }
            beta[j] = square > 0 ? SoftThreshold.of(along.get(j), lambda) / square : 0;
        }
        return Vector.of(beta);
    }

    @WrongBody("RG-E2")
    static Vector isZero(Matrix x, Vector y, double lambda, double tolerance) {
        require(x, y, lambda, tolerance);
        return Vector.zeros(x.columns());
    }

    @WrongBody("RG-E3") // as if mean and standard deviation were constants
    Gradients dividesOnly(Matrix x, Matrix dy) {
        Statistics s = statistics(x);
        Matrix normalized = normalized(x, s);
        int n = x.rows();
        int d = x.columns();
        double[] dx = new double[n * d];
        double[] dScale = new double[d];
        double[] dShift = new double[d];
        for (int j = 0; j < d; j++) {
            for (int i = 0; i < n; i++) {
                dScale[j] += dy.get(i, j) * normalized.get(i, j);
                dShift[j] += dy.get(i, j);
                dx[i * d + j] =
                        dy.get(i, j) * scale.get(j) / Math.sqrt(s.variance().get(j) + epsilon);
            }
        }
        return new Gradients(Matrix.of(n, d, dx), Vector.of(dScale), Vector.of(dShift));
    }

    @WrongBody("RG-E3") // the sums are not divided by N
    Gradients forgetsN(Matrix x, Matrix dy) {
        Statistics s = statistics(x);
        Matrix normalized = normalized(x, s);
        int n = x.rows();
        int d = x.columns();
        double[] dx = new double[n * d];
        double[] dScale = new double[d];
        double[] dShift = new double[d];
        for (int j = 0; j < d; j++) {
            for (int i = 0; i < n; i++) {
                dScale[j] += dy.get(i, j) * normalized.get(i, j);
                dShift[j] += dy.get(i, j);
            }
            for (int i = 0; i < n; i++) {
                dx[i * d + j] =
                        scale.get(j)
                                / Math.sqrt(s.variance().get(j) + epsilon)
                                * (dy.get(i, j) - dShift[j] - normalized.get(i, j) * dScale[j]);
            }
        }
        return new Gradients(Matrix.of(n, d, dx), Vector.of(dScale), Vector.of(dShift));
    }

    @WrongBody("RG-E4") // the decay goes through the velocity
    State throughTheVelocity(State s, Vector gradient) {
        Vector velocity = s.velocity.times(momentum).plus(gradient.plus(s.weights.times(decay)));
        return new State(s.weights.minus(velocity.times(learningRate)), velocity);
    }

    @WrongBody("RG-E4") // λ without η
    State forgetsTheRate(State s, Vector gradient) {
        Vector velocity = s.velocity.times(momentum).plus(gradient);
        return new State(s.weights.times(1 - decay).minus(velocity.times(learningRate)), velocity);
    }

    @WrongBody("RG-E5") // spreads over the wrong classes only
    double[] overTheOthers(int y) {
        if (y < 0 || y >= classes) {
            throw new IllegalArgumentException(
                    "the class must be one of 0 … %s, got %s".formatted(classes - 1, y));
        }
        double[] targets = new double[classes];
        Arrays.fill(targets, epsilon / (classes - 1));
        targets[y] = 1 - epsilon;
        return targets;
    }

    @WrongBody("RG-E5") // does not sum to 1
    double[] forgetsToTakeAway(int y) {
        if (y < 0 || y >= classes) {
            throw new IllegalArgumentException(
                    "the class must be one of 0 … %s, got %s".formatted(classes - 1, y));
        }
        double[] targets = new double[classes];
        Arrays.fill(targets, epsilon / classes);
        targets[y] = 1;
        return targets;
    }

    @WrongBody("RG-E6") // the divisor n − 1
    static BiasVariance unbiased(double truth, double... predictions) {
        if (predictions.length == 0) {
            throw new IllegalArgumentException("at least one prediction is needed");
        }
        double mean = 0;
        for (double prediction : predictions) {
            mean += prediction / predictions.length;
        }
        double squares = 0;
        for (double prediction : predictions) {
            squares += (prediction - mean) * (prediction - mean);
        }
        double variance = squares / Math.max(1, predictions.length - 1);
        return new BiasVariance((mean - truth) * (mean - truth), variance);
    }

    @WrongBody("RG-E6") // spreads around the truth
    static BiasVariance aroundTheTruth(double truth, double... predictions) {
        if (predictions.length == 0) {
            throw new IllegalArgumentException("at least one prediction is needed");
        }
        double mean = 0;
        double squares = 0;
        for (double prediction : predictions) {
            mean += prediction / predictions.length;
            squares += (prediction - truth) * (prediction - truth) / predictions.length;
        }
        return new BiasVariance((mean - truth) * (mean - truth), squares);
    }

    @WrongBody("RG-E7") // as if the root were a constant
    Vector dividesByTheRoot(Vector x, Vector dn) {
        normalize(x);
        return divided(dn, root(x));
    }

    @WrongBody("RG-E7") // the sum in the place of the mean
    Vector sumsInstead(Vector x, Vector dn) {
        Vector n = normalize(x);
        return divided(dn.minus(n.times(n.dot(dn))), root(x));
    }
}
