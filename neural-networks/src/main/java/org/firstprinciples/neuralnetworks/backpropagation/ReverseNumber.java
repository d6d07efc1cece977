package org.firstprinciples.neuralnetworks.backpropagation;

import org.firstprinciples.curriculum.Exercise;
import org.firstprinciples.mathfoundations.calculus.Arithmetic;
import org.firstprinciples.mathfoundations.calculus.Dual;
import org.firstprinciples.mathfoundations.calculus.Real;
import org.firstprinciples.mathfoundations.calculus.ScalarFunction;
import org.firstprinciples.mathfoundations.calculus.VectorFunction;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// [Value] over any kind of number: reverse mode for whatever [Arithmetic] can calculate with. Over dual numbers the tangents of
/// the gradient are a Hessian times a vector.
///
/// - cost: at most four operations back for each operation forward
/// - source: Baur & Strassen 1983; Pearlmutter 1994, *Fast exact multiplication by the Hessian*
///
/// @param <T> the kind of number
public final class ReverseNumber<T extends Arithmetic<T>> implements Arithmetic<ReverseNumber<T>> {

    /// The steps in the order in which they were taken, which is one in which inputs come first.
    private static final class Trace<T extends Arithmetic<T>> {
        final List<ReverseNumber<T>> steps = new ArrayList<>();
    }

    private final Trace<T> trace;
    private final T value;
    private final Consumer<T> pull; // sends the adjoint of this number to those it was made of
    private T adjoint;
    private boolean reached; // whether the result was computed from this number

    private ReverseNumber(Trace<T> trace, T value, Consumer<T> pull) {
        this.trace = trace;
        this.value = value;
        this.pull = pull;
        this.adjoint = value.constant(0);
        trace.steps.add(this);
    }

    /// The gradient of `f` at `x`, by one pass forward and one back.
    public static double[] gradient(ScalarFunction f, double... x) {
        return adjoints(f, ScalarFunction.reals(x)).stream().mapToDouble(Real::value).toArray();
    }

    /// `∂f/∂xᵢ` for any kind of number.
    public static <T extends Arithmetic<T>> List<T> adjoints(ScalarFunction f, List<T> x) {
        Trace<T> trace = new Trace<>();
        List<ReverseNumber<T>> leaves = leaves(trace, x);
        back(trace, f.of(leaves));
        return leaves.stream().map(leaf -> leaf.adjoint).toList();
    }

    /// The Jacobian of `f` at `x`, `(m,n)`, a row for each pass back.
    public static Matrix jacobian(VectorFunction f, double... x) {
        int m = f.at(x).length;
        double[] elements = new double[m * x.length];
        for (int i = 0; i < m; i++) {
            Trace<Real> trace = new Trace<>();
            List<ReverseNumber<Real>> leaves = leaves(trace, ScalarFunction.reals(x));
            back(trace, f.of(leaves).get(i));
            for (int j = 0; j < x.length; j++) {
                elements[i * x.length + j] = leaves.get(j).adjoint.value();
            }
        }
        return Matrix.of(m, x.length, elements);
    }

    /// `∇²f(x)·v` without the Hessian: the derivative of the gradient along `v`, forward over reverse.
    ///
    /// @throws IllegalArgumentException if `x` and `v` differ in length
    @Exercise(id = "BP-E4", stars = 4, minutes = 40, claims = "BP-12")
    public static double[] hessianVectorProduct(ScalarFunction f, double[] x, double[] v) {
        if (x.length != v.length) {
            throw new IllegalArgumentException(
                    "the point and the direction must have one length, got %s and %s"
                            .formatted(x.length, v.length));
        }
        List<Dual<Real>> moving = new ArrayList<>();
        for (int i = 0; i < x.length; i++) {
            moving.add(new Dual<>(new Real(x[i]), new Real(v[i])));
        }
        return adjoints(f, moving).stream().mapToDouble(a -> a.tangent().value()).toArray();
    }

    private static <T extends Arithmetic<T>> List<ReverseNumber<T>> leaves(
            Trace<T> trace, List<T> x) {
        return x.stream().map(number -> new ReverseNumber<>(trace, number, a -> {})).toList();
    }

    private static <T extends Arithmetic<T>> void back(Trace<T> trace, ReverseNumber<T> result) {
        result.set(result.value.constant(1));
        for (ReverseNumber<T> step : trace.steps.reversed()) {
            if (step.reached) {
                step.pull.accept(step.adjoint);
            }
        }
    }

    private void collect(T part) {
        set(adjoint.plus(part));
    }

    private void set(T sum) {
        adjoint = sum;
        reached = true;
    }

    private ReverseNumber<T> next(T result, Consumer<T> back) {
        return new ReverseNumber<>(trace, result, back);
    }

    @Override
    public ReverseNumber<T> plus(ReverseNumber<T> y) {
        return next(
                value.plus(y.value),
                a -> {
                    collect(a);
                    y.collect(a);
                });
    }

    @Override
    public ReverseNumber<T> minus(ReverseNumber<T> y) {
        return next(
                value.minus(y.value),
                a -> {
                    collect(a);
                    y.set(y.adjoint.minus(a));
                });
    }

    @Override
    public ReverseNumber<T> times(ReverseNumber<T> y) {
        return next(
                value.times(y.value),
                a -> {
                    collect(a.times(y.value));
                    y.collect(a.times(value));
                });
    }

    @Override
    public ReverseNumber<T> dividedBy(ReverseNumber<T> y) {
        T quotient = value.dividedBy(y.value);
        return next(
                quotient,
                a -> {
                    T share = a.dividedBy(y.value);
                    collect(share);
                    y.set(y.adjoint.minus(share.times(quotient)));
                });
    }

    @Override
    public ReverseNumber<T> constant(double c) {
        return next(value.constant(c), a -> {});
    }

    @Override
    public ReverseNumber<T> exp() {
        T e = value.exp();
        return next(e, a -> collect(a.times(e)));
    }

    @Override
    public ReverseNumber<T> log() {
        return next(value.log(), a -> collect(a.dividedBy(value)));
    }

    @Override
    public ReverseNumber<T> sin() {
        return next(value.sin(), a -> collect(a.times(value.cos())));
    }

    @Override
    public ReverseNumber<T> cos() {
        return next(value.cos(), a -> set(adjoint.minus(a.times(value.sin()))));
    }

    @Override
    public ReverseNumber<T> tanh() {
        T t = value.tanh();
        return next(t, a -> collect(a.times(value.constant(1).minus(t.times(t)))));
    }

    @Override
    public ReverseNumber<T> sqrt() {
        T root = value.sqrt();
        return next(root, a -> collect(a.dividedBy(root.plus(root))));
    }
}
