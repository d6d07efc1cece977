package org.firstprinciples.mathfoundations.optimization;

/// Wrong bodies of the exercises of optimization. Each is put in the place of the solution that it names, and one of the
/// exercise's claims must reject it. This file is only parsed.
class OptimizationWrongBodies {

    @WrongBody("OP-E1")
    Vector climbs(Objective f, Vector x) {
        return x.plus(f.gradient(x).times(learningRate));
    }

    @WrongBody("OP-E1")
    Vector goesByTheDirectionOnly(Objective f, Vector x) {
        Vector gradient = f.gradient(x);
        return x.minus(gradient.times(learningRate / Math.sqrt(gradient.dot(gradient))));
    }

    @WrongBody("OP-E2")
    Vector forgets(Objective f, Vector before, Vector x) {
        return x.minus(f.gradient(x).times(learningRate));
    }

    @WrongBody("OP-E2")
    Vector rollsBack(Objective f, Vector before, Vector x) {
        return x.minus(f.gradient(x).times(learningRate)).plus(before.minus(x).times(momentum));
    }

    @WrongBody("OP-E3") // the gradient where the point is: a heavy ball
    Vector looksDown(Objective f, Vector before, Vector x, double momentum) {
        Vector ahead = x.plus(x.minus(before).times(momentum));
        return ahead.minus(f.gradient(x).times(1 / smoothness));
    }

    @WrongBody("OP-E3")
    Vector hasNoMomentum(Objective f, Vector before, Vector x, double momentum) {
        return x.minus(f.gradient(x).times(1 / smoothness));
    }

    @WrongBody("OP-E7") // the better end
    double takesTheFasterEnd(double smoothness, double convexity) {
        return Math.min(
                Math.abs(1 - learningRate * convexity), Math.abs(1 - learningRate * smoothness));
    }

    @WrongBody("OP-E7") // overshooting forgotten
    double looksAtTheFlatEndOnly(double smoothness, double convexity) {
        return Math.abs(1 - learningRate * convexity);
    }

    @WrongBody("OP-E4") // takes what is lower at all
    Step isContentWithLess(
            ToDoubleFunction<Vector> f, Vector x, Vector gradient, Vector direction) {
        double slope = gradient.dot(direction);
        double size = first;
        for (int reductions = 0; ; reductions++) {
            Vector point = x.plus(direction.times(size));
            double value = f.applyAsDouble(point);
            if (value < f.applyAsDouble(x)) {
                return new Step(size, point, value, reductions);
            }
            size *= shrink;
        }
    }

    @WrongBody("OP-E4") // the step size is left out of the condition
    Step forgetsTheSize(ToDoubleFunction<Vector> f, Vector x, Vector gradient, Vector direction) {
        double slope = gradient.dot(direction);
        double size = first;
        for (int reductions = 0; reductions < 300; reductions++) {
            Vector point = x.plus(direction.times(size));
            double value = f.applyAsDouble(point);
            if (value <= f.applyAsDouble(x) + decrease * slope) {
                return new Step(size, point, value, reductions);
            }
            size *= shrink;
        }
        throw new ArithmeticException();
    }

    @WrongBody("OP-E5") // steepest descent
    static <T extends Arithmetic<T>> State<T> forgetsTheDirection(
            UnaryOperator<List<T>> h, State<T> s) {
        T alpha = s.squaredResidual().dividedBy(s.curvature());
        List<T> residual = sum(s.residual, alpha.times(-1), s.image);
        return new State<>(sum(s.x, alpha, s.direction), residual, residual, h.apply(residual));
    }

    @WrongBody("OP-E5") // the quotient upside down
    static <T extends Arithmetic<T>> State<T> turnsTheQuotient(
            UnaryOperator<List<T>> h, State<T> s) {
        T square = s.squaredResidual();
        T alpha = square.dividedBy(s.curvature());
        List<T> residual = sum(s.residual, alpha.times(-1), s.image);
        T beta = square.dividedBy(dot(residual, residual));
        List<T> direction = sum(residual, beta, s.direction);
        return new State<>(sum(s.x, alpha, s.direction), residual, direction, h.apply(direction));
    }

    @WrongBody("OP-E6") // the largest eigenvalue
    static Vector goesUp(UnaryOperator<Vector> product, double bound, Vector start, int k) {
        GradientDescent.requirePositive("the bound", bound);
        Vector v = unit(start);
        for (int i = 0; i < k; i++) {
            v = unit(v.times(bound).plus(product.apply(v)));
        }
        return v;
    }

    @WrongBody("OP-E6")
    static Vector staysThere(UnaryOperator<Vector> product, double bound, Vector start, int k) {
        GradientDescent.requirePositive("the bound", bound);
        return unit(start);
    }
}
