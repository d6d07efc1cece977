package org.firstprinciples.mathfoundations.calculus;

import org.firstprinciples.curriculum.Exercise;

/// What a function looks like from close by along one direction: the parabola `f(x) + h·⟨∇f(x),v⟩ + ½h²·vᵀHv`.
///
/// - source: Apostol 1969, *Calculus* II, section 9.10
///
/// @param value `f(x)`
/// @param slope `⟨∇f(x),v⟩`
/// @param curvature `vᵀHv`
public record QuadraticModel(double value, double slope, double curvature) {

    /// The model of `f` at `x` along `v`, in one pass.
    ///
    /// @throws IllegalArgumentException if `x` and `v` differ in length
    @Exercise(id = "CA-E7", stars = 2, minutes = 15, claims = "CA-24")
    public static QuadraticModel along(ScalarFunction f, double[] x, double[] v) {
        Dual<Dual<Real>> y = Differentiation.second(f, x, v, v);
        return new QuadraticModel(
                y.value().value().value(),
                y.tangent().value().value(),
                y.tangent().tangent().value());
    }

    /// The model's value after a step.
    public double at(double h) {
        return value + h * slope + h * h / 2 * curvature;
    }
}
