package org.firstprinciples.mathfoundations.optimization;

import org.firstprinciples.mathfoundations.calculus.Arithmetic;

/// Gradient descent on `½λx²` with gradients that are off by independent noise of mean 0 and variance `s²`: how
/// `v = 𝔼x²` goes on.
///
/// - source: Robbins & Monro 1951; Bottou, Curtis & Nocedal 2018, *Optimization methods for large-scale machine
///   learning*, theorem 4.6
///
/// @param curvature `λ`
/// @param noise `s²`
/// @param <T> the kind of number
public record NoiseFloor<T extends Arithmetic<T>>(T curvature, T noise) {

    /// One step of size `η`: `v₊ = (1 − ηλ)²v + η²s²`.
    public T next(T v, T rate) {
        T keep = rate.times(curvature).times(-1).plus(1);
        return keep.times(keep).times(v).plus(rate.times(rate).times(noise));
    }

    /// Where `v` stays, `ηs² / (λ(2 − ηλ))`; reached from everywhere if `0 < ηλ < 2`. At `ηλ = 2` there is none, and
    /// the division is by 0.
    public T fixedPoint(T rate) {
        T down = curvature.times(rate.times(curvature).times(-1).plus(2));
        return rate.times(noise).dividedBy(down);
    }

    /// The step size `1/(λ(k + 1))` of step `k = 0, 1, …`, with which `v` is `s²/(λ²k)` after `k ≥ 1` steps.
    ///
    /// @throws IllegalArgumentException if `k` is negative
    public T decreasingRate(int k) {
        if (k < 0) {
            throw new IllegalArgumentException("steps are counted from 0, got " + k);
        }
        return curvature.constant(1).dividedBy(curvature.times(k + 1.0));
    }
}
