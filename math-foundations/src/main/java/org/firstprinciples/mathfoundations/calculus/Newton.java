package org.firstprinciples.mathfoundations.calculus;

import java.util.List;

/// Newton's method for a root of `f`: go to where the tangent is 0.
///
/// - source: Nocedal & Wright 2006, *Numerical optimization*, theorem 11.2
public final class Newton {

    private static final int STEPS = 100;

    private Newton() {}

    /// One step, `x − f(x)/f′(x)`, on any kind of number.
    public static <T extends Arithmetic<T>> T step(ScalarFunction f, T x) {
        Dual<T> y = f.of(List.of(new Dual<>(x, x.constant(1))));
        return x.minus(y.value().dividedBy(y.tangent()));
    }

    /// The root that the method reaches from `start`: steps are made until one is at most an ulp or, once they are below
    /// `2⁻⁴⁰|x|`, until they no longer get smaller. They may grow on the way.
    ///
    /// @throws ArithmeticException if a slope is 0 or a step is not finite, or if 100 steps do not suffice
    public static double root(ScalarFunction f, double start) {
        double x = start;
        double before = Double.POSITIVE_INFINITY;
        for (int i = 0; i < STEPS; i++) {
            double next = step(f, new Real(x)).value();
            double size = Math.abs(next - x);
            if (!(size < Double.POSITIVE_INFINITY)) {
                throw new ArithmeticException(
                        "Newton's method from %s: the slope at %s leads to %s"
                                .formatted(start, x, next));
            }
            if (size <= StrictMath.ulp(x) || size >= before && size <= 0x1p-40 * Math.abs(x)) {
                return next;
            }
            before = size;
            x = next;
        }
        throw new ArithmeticException(
                "Newton's method from %s: no root after %s steps, at %s"
                        .formatted(start, STEPS, x));
    }
}
