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
}
