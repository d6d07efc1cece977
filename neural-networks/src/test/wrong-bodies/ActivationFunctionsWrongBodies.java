package org.firstprinciples.neuralnetworks.activationfunctions;

/// Wrong bodies of the exercises of activation functions. Each is put in the place of the solution that it names, and one of
/// the exercise's claims must reject it. This file is only parsed.
class ActivationFunctionsWrongBodies {

    @WrongBody("AC-E1") // fan-out for fan-in
    double looksAtTheOtherSide(int fanIn, int fanOut) {
        if (fanIn < 1 || fanOut < 1) {
            throw new IllegalArgumentException(
                    "a fan-in and a fan-out above 0 are needed, got %d and %d"
                            .formatted(fanIn, fanOut));
        }
        return this == LECUN_NORMAL
                ? 1.0 / fanOut
                : this == HE_NORMAL ? 2.0 / fanOut : 2.0 / (fanIn + (double) fanOut);
    }

    @WrongBody("AC-E1") // the standard deviation, not the variance
    double takesTheRoot(int fanIn, int fanOut) {
        if (fanIn < 1 || fanOut < 1) {
            throw new IllegalArgumentException(
                    "a fan-in and a fan-out above 0 are needed, got %d and %d"
                            .formatted(fanIn, fanOut));
        }
        return Math.sqrt(2.0 / fanIn);
    }

    @WrongBody("AC-E2") // keeps the angle
    static double isTheSame(double c) {
        if (!(c >= -1 && c <= 1)) {
            throw new IllegalArgumentException("a cosine in [-1,1] is needed, got " + c);
        }
        return c;
    }

    @WrongBody("AC-E2") // half of it
    static double forgetsToDivide(double c) {
        if (!(c >= -1 && c <= 1)) {
            throw new IllegalArgumentException("a cosine in [-1,1] is needed, got " + c);
        }
        return ReluKernel.product(StrictMath.acos(c));
    }

    @WrongBody("AC-E3") // a score of 0 has no slope either
    static boolean takesZeroForOn(Vector weights, double bias, List<Vector> inputs) {
        return inputs.stream().allMatch(x -> weights.dot(x) + bias < 0);
    }

    @WrongBody("AC-E3") // off for one of them
    static boolean asksForOne(Vector weights, double bias, List<Vector> inputs) {
        return inputs.stream().anyMatch(x -> weights.dot(x) + bias <= 0);
    }

    @WrongBody("AC-E3")
    static boolean forgetsTheBias(Vector weights, double bias, List<Vector> inputs) {
        return inputs.stream().allMatch(x -> weights.dot(x) <= 0);
    }

    @WrongBody("AC-E4") // the standard deviation is the root
    static double scalesByTheMeanSquare(DoubleUnaryOperator f, double gain, double q) {
        if (!(q >= 0)) {
            throw new IllegalArgumentException("a mean square of 0 or more is needed, got " + q);
        }
        return gain * gain * GaussianMoments.meanSquare(z -> f.applyAsDouble(q * z));
    }

    @WrongBody("AC-E4") // a gain multiplies weights, not squares
    static double multipliesByTheGain(DoubleUnaryOperator f, double gain, double q) {
        if (!(q >= 0)) {
            throw new IllegalArgumentException("a mean square of 0 or more is needed, got " + q);
        }
        double root = Math.sqrt(q);
        return gain * GaussianMoments.meanSquare(z -> f.applyAsDouble(root * z));
    }

    @WrongBody("AC-E5") // as if the gate did not depend on x
    Vector takesTheGateForConstant(Vector x, Vector dy) {
        Vector z = x.times(gate);
        if (dy.size() != z.size()) {
            throw new ShapeException("wrong: " + dy.size());
        }
        double[] dv = new double[z.size()];
        for (int j = 0; j < dv.length; j++) {
            dv[j] = dy.get(j) * activation.applyAsDouble(z.get(j));
        }
        return Vector.of(dv).times(value.transpose());
    }

    @WrongBody("AC-E5") // the factors change places
    Vector exchangesTheFactors(Vector x, Vector dy) {
        Vector z = x.times(gate);
        Vector v = x.times(value);
        if (dy.size() != z.size()) {
            throw new ShapeException("wrong: " + dy.size());
        }
        double[] dz = new double[z.size()];
        double[] dv = new double[z.size()];
        for (int j = 0; j < dz.length; j++) {
            dz[j] = dy.get(j) * activation.applyAsDouble(z.get(j));
            dv[j] = dy.get(j) * v.get(j) * activation.derivative(z.get(j));
        }
        return Vector.of(dz).times(gate.transpose()).plus(Vector.of(dv).times(value.transpose()));
    }

    @WrongBody("AC-E6") // as it is written
    static double overflows(double x, double sharpness) {
        if (!(sharpness > 0 && sharpness < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("wrong: " + sharpness);
        }
        return StrictMath.log1p(StrictMath.exp(sharpness * x)) / sharpness;
    }

    @WrongBody("AC-E6") // without log1p
    static double addsOne(double x, double sharpness) {
        if (!(sharpness > 0 && sharpness < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("wrong: " + sharpness);
        }
        return Math.max(x, 0)
                + StrictMath.log(1 + StrictMath.exp(-sharpness * Math.abs(x))) / sharpness;
    }

    @WrongBody("AC-E6") // not scaled back
    static double forgetsToDivideByTheSharpness(double x, double sharpness) {
        if (!(sharpness > 0 && sharpness < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("wrong: " + sharpness);
        }
        return Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-sharpness * Math.abs(x)));
    }
}
