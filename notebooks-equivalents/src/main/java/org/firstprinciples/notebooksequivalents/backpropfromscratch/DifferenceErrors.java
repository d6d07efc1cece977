package org.firstprinciples.notebooksequivalents.backpropfromscratch;

import org.firstprinciples.mathfoundations.calculus.DifferenceQuotient;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/// How far differences are from a gradient, by their step: the root of the mean square over coordinates.
///
/// @param steps `h (K)`, small ones first
/// @param forward of `(f(x + h) − f(x))/h`, `(K)`
/// @param central of `(f(x + h) − f(x − h))/2h`, `(K)`
record DifferenceErrors(double[] steps, double[] forward, double[] central) {

    /// The errors over one of so many coordinates.
    ///
    /// @param f a function of `n` numbers
    /// @param gradient at `x`
    static DifferenceErrors of(
            ToDoubleFunction<double[]> f,
            double[] x,
            double[] gradient,
            int every,
            double... steps) {
        double value = f.applyAsDouble(x);
        double[] forward = new double[steps.length];
        double[] central = new double[steps.length];
        for (int k = 0; k < steps.length; k++) {
            double h = steps[k];
            int count = 0;
            for (int i = 0; i < x.length; i += every) {
                DoubleUnaryOperator along = along(f, x, i, value);
                forward[k] += square(DifferenceQuotient.forward(along, x[i], h) - gradient[i]);
                central[k] += square(DifferenceQuotient.central(along, x[i], h) - gradient[i]);
                count++;
            }
            forward[k] = Math.sqrt(forward[k] / count);
            central[k] = Math.sqrt(central[k] / count);
        }
        return new DifferenceErrors(steps.clone(), forward, central);
    }

    /// The function along one coordinate; its value at the point itself is known.
    private static DoubleUnaryOperator along(
            ToDoubleFunction<double[]> f, double[] x, int i, double value) {
        double[] moved = x.clone();
        return coordinate -> {
            moved[i] = coordinate;
            return coordinate == x[i] ? value : f.applyAsDouble(moved);
        };
    }

    private static double square(double number) {
        return number * number;
    }

    /// The slope of the least-squares line through the logarithms of errors whose steps lie between two bounds.
    ///
    /// @throws IllegalArgumentException if fewer than two do
    double slope(double[] errors, double from, double to) {
        double n = 0;
        double meanX = 0;
        double meanY = 0;
        for (int k = 0; k < steps.length; k++) {
            if (steps[k] >= from && steps[k] <= to) {
                n++;
                meanX += StrictMath.log(steps[k]);
                meanY += StrictMath.log(errors[k]);
            }
        }
        if (n < 2) {
            throw new IllegalArgumentException(
                    "two steps between %s and %s are needed, got %s".formatted(from, to, (long) n));
        }
        meanX /= n;
        meanY /= n;
        double products = 0;
        double squares = 0;
        for (int k = 0; k < steps.length; k++) {
            if (steps[k] >= from && steps[k] <= to) {
                double distance = StrictMath.log(steps[k]) - meanX;
                products += distance * (StrictMath.log(errors[k]) - meanY);
                squares += distance * distance;
            }
        }
        return products / squares;
    }

    /// The step at which `ah² + b/h` is least, `(b/2a)^(1/3)`, with `a` and `b` from the central differences with large steps and with
    /// small ones.
    double balanced(double fromLarge, double toLarge, double fromSmall, double toSmall) {
        double logA = meanLog(2, fromLarge, toLarge);
        double logB = meanLog(-1, fromSmall, toSmall);
        return StrictMath.exp((logB - logA - StrictMath.log(2)) / 3);
    }

    /// The mean of `ln(error/hⁿ)`.
    private double meanLog(int n, double from, double to) {
        double sum = 0;
        int count = 0;
        for (int k = 0; k < steps.length; k++) {
            if (steps[k] >= from && steps[k] <= to) {
                sum += StrictMath.log(central[k]) - n * StrictMath.log(steps[k]);
                count++;
            }
        }
        return sum / count;
    }

    /// The smallest of these errors.
    double least(double... errors) {
        return Arrays.stream(errors).min().orElseThrow();
    }

    /// The step of the smallest of these errors.
    double best(double... errors) {
        int best = 0;
        for (int k = 1; k < errors.length; k++) {
            best = errors[k] < errors[best] ? k : best;
        }
        return steps[best];
    }
}
