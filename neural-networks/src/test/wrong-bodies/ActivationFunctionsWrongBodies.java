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
}
