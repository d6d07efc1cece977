package org.firstprinciples.neuralnetworks.backpropagation;

/// Wrong bodies of the exercises of backpropagation. Each is put in the place of the solution that it names, and one of the
/// exercise's claims must reject it. This file is only parsed.
class BackpropagationWrongBodies {

    @WrongBody("BP-E1") // the last use wins
    void overwrites() {
        List<Value> order = order();
        order.forEach(value -> value.gradient = 0);
        gradient = 1;
        for (Value y : order.reversed()) {
            for (int i = 0; i < y.inputs.size(); i++) {
                y.inputs.get(i).gradient = y.gradient * y.derivatives[i];
            }
        }
    }

    @WrongBody("BP-E1") // from the leaves on
    void goesForward() {
        List<Value> order = order();
        order.forEach(value -> value.gradient = 0);
        gradient = 1;
        for (Value y : order) {
            for (int i = 0; i < y.inputs.size(); i++) {
                y.inputs.get(i).gradient += y.gradient * y.derivatives[i];
            }
        }
    }

    @WrongBody("BP-E1") // adds to what an earlier pass has left
    void doesNotBeginAtZero() {
        gradient = 1;
        for (Value y : order().reversed()) {
            for (int i = 0; i < y.inputs.size(); i++) {
                y.inputs.get(i).gradient += y.gradient * y.derivatives[i];
            }
        }
    }

    @WrongBody("BP-E2") // the last copy wins
    double[] overwritesCopies(double... dy) {
        requireLength(dy.length, index.length);
        double[] dx = new double[inputs];
        for (int k = 0; k < dy.length; k++) {
            dx[index[k]] = dy[k];
        }
        return dx;
    }

    @WrongBody("BP-E2") // gathers again
    double[] gathersAgain(double... dy) {
        requireLength(dy.length, index.length);
        return Arrays.copyOf(dy, inputs);
    }

    @WrongBody("BP-E3") // stores too much
    static Pullback storesAll(Chain chain, double[] start, double[] adjoint, int c) {
        if (c < 1) {
            throw new IllegalArgumentException("at least 1 state must be stored, got " + c);
        }
        return storeAll(chain, start, adjoint);
    }

    @WrongBody("BP-E3") // steps too often
    static Pullback storesOne(Chain chain, double[] start, double[] adjoint, int c) {
        if (c < 1) {
            throw new IllegalArgumentException("at least 1 state must be stored, got " + c);
        }
        Checkpointing run = new Checkpointing(chain);
        run.store(1);
        return run.result(run.reverse(0, chain.length(), start, adjoint, 1));
    }

    @WrongBody("BP-E4") // the gradient at the other end, not its derivative
    static double[] isAGradient(ScalarFunction f, double[] x, double[] v) {
        double[] moved = x.clone();
        for (int i = 0; i < x.length; i++) {
            moved[i] += v[i];
        }
        return gradient(f, moved);
    }

    @WrongBody("BP-E4") // a difference
    static double[] takesADifference(ScalarFunction f, double[] x, double[] v) {
        double h = 1e-6;
        double[] moved = x.clone();
        for (int i = 0; i < x.length; i++) {
            moved[i] += h * v[i];
        }
        double[] there = gradient(f, moved);
        double[] here = gradient(f, x);
        for (int i = 0; i < x.length; i++) {
            there[i] = (there[i] - here[i]) / h;
        }
        return there;
    }

    @WrongBody("BP-E5") // W is not transposed: right where it is symmetric
    double[][] doesNotTranspose(Shape[] shapes, double[][] x, double[] dy) {
        Matrix input = matrix(shapes[0], x[0]);
        Matrix weight = matrix(shapes[1], x[1]);
        Matrix cotangent = Matrix.of(input.rows(), weight.columns(), dy);
        Matrix through = weight.rows() == weight.columns() ? weight : weight.transpose();
        double[] dw = input.transpose().times(cotangent).toArray();
        double[] dx = cotangent.times(through).toArray();
        if (x.length == 2) {
            return new double[][] {dx, dw};
        }
        double[] db = new double[weight.columns()];
        for (int k = 0; k < dy.length; k++) {
            db[k % db.length] += dy[k];
        }
        return new double[][] {dx, dw, db};
    }

    @WrongBody("BP-E5") // the bias gets the last row only
    double[][] forgetsTheBatch(Shape[] shapes, double[][] x, double[] dy) {
        Matrix input = matrix(shapes[0], x[0]);
        Matrix weight = matrix(shapes[1], x[1]);
        Matrix cotangent = Matrix.of(input.rows(), weight.columns(), dy);
        double[] dx = cotangent.times(weight.transpose()).toArray();
        double[] dw = input.transpose().times(cotangent).toArray();
        if (x.length == 2) {
            return new double[][] {dx, dw};
        }
        double[] db = new double[weight.columns()];
        for (int k = 0; k < dy.length; k++) {
            db[k % db.length] = dy[k];
        }
        return new double[][] {dx, dw, db};
    }

    @WrongBody("BP-E6") // the target is not subtracted
    double[][] forgetsTheTarget(Shape[] shapes, double[][] x, double[] dy) {
        int V = shapes[0].last();
        double[] dz = new double[x[0].length];
        for (int row = 0; row < dy.length; row++) {
            if (targets.counts(row)) {
                double[] p = Softmax.of(row(shapes[0], x[0], row));
                for (int v = 0; v < V; v++) {
                    dz[row * V + v] = -p[v] * dy[row];
                }
            }
        }
        return new double[][] {dz};
    }

    @WrongBody("BP-E6") // exponentials of the logits as they are: ∞/∞
    double[][] overflows(Shape[] shapes, double[][] x, double[] dy) {
        int V = shapes[0].last();
        double[] dz = new double[x[0].length];
        for (int row = 0; row < dy.length; row++) {
            double sum = 0;
            for (int v = 0; v < V; v++) {
                sum += StrictMath.exp(x[0][row * V + v]);
            }
            for (int v = 0; targets.counts(row) && v < V; v++) {
                double oneHot = v == targets.id(row) ? 1 : 0;
                dz[row * V + v] = (oneHot - StrictMath.exp(x[0][row * V + v]) / sum) * dy[row];
            }
        }
        return new double[][] {dz};
    }
}
