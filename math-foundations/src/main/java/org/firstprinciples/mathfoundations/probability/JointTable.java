package org.firstprinciples.mathfoundations.probability;

import org.firstprinciples.mathfoundations.calculus.Arithmetic;

import java.util.List;
import java.util.function.BinaryOperator;

/// Two random numbers with finitely many values, and the probability of each pair.
///
/// @param x the values of `X`, `(a)`
/// @param y the values of `Y`, `(b)`
/// @param masses `P(X = xᵢ, Y = yⱼ)`, `(a,b)`; that they are 0 or more and sum to 1 is not checked
/// @param <T> the kind of number
public record JointTable<T extends Arithmetic<T>>(List<T> x, List<T> y, List<List<T>> masses) {

    /// Copies the lists, and checks the shape.
    ///
    /// @throws IllegalArgumentException if the masses are not `(a,b)`, or there are none
    public JointTable {
        x = List.copyOf(x);
        y = List.copyOf(y);
        masses = masses.stream().map(List::copyOf).toList();
        boolean fits = !x.isEmpty() && !y.isEmpty() && masses.size() == x.size();
        for (List<T> row : masses) {
            fits &= row.size() == y.size();
        }
        if (!fits) {
            throw new IllegalArgumentException(
                    "masses (%s,%s) are needed, at least one, got rows of %s"
                            .formatted(
                                    x.size(), y.size(), masses.stream().map(List::size).toList()));
        }
    }

    /// `𝔼f(X,Y) = Σᵢⱼ f(xᵢ,yⱼ)P(X = xᵢ, Y = yⱼ)`.
    public T mean(BinaryOperator<T> f) {
        T sum = zero();
        for (int i = 0; i < x.size(); i++) {
            for (int j = 0; j < y.size(); j++) {
                sum = sum.plus(f.apply(x.get(i), y.get(j)).times(masses.get(i).get(j)));
            }
        }
        return sum;
    }

    /// `Cov(f(X,Y), g(X,Y)) = 𝔼(f − 𝔼f)(g − 𝔼g)`; the variance of `f` if both are the same.
    public T covariance(BinaryOperator<T> f, BinaryOperator<T> g) {
        T meanOfF = mean(f);
        T meanOfG = mean(g);
        return mean((s, t) -> f.apply(s, t).minus(meanOfF).times(g.apply(s, t).minus(meanOfG)));
    }

    /// `P(Y = yⱼ)`.
    public T marginal(int j) {
        T sum = zero();
        for (List<T> row : masses) {
            sum = sum.plus(row.get(j));
        }
        return sum;
    }

    /// `𝔼[X | Y = yⱼ]`, the best guess of `X` by one who knows `Y`.
    ///
    /// @throws IllegalArgumentException if `P(Y = yⱼ) = 0`
    public T conditionalMean(int j) {
        T marginal = marginal(j);
        if (marginal.equals(zero())) {
            throw new IllegalArgumentException(
                    "Y = %s has probability 0 and cannot be given".formatted(y.get(j)));
        }
        T sum = zero();
        for (int i = 0; i < x.size(); i++) {
            sum = sum.plus(x.get(i).times(masses.get(i).get(j)));
        }
        return sum.dividedBy(marginal);
    }

    /// `𝔼 Var(X|Y)`, the variance that is left to one who knows `Y`.
    public T varianceWithin() {
        T sum = zero();
        for (int j = 0; j < y.size(); j++) {
            if (!marginal(j).equals(zero())) {
                T mean = conditionalMean(j);
                for (int i = 0; i < x.size(); i++) {
                    T distance = x.get(i).minus(mean);
                    sum = sum.plus(distance.times(distance).times(masses.get(i).get(j)));
                }
            }
        }
        return sum;
    }

    /// `Var 𝔼[X|Y]`, the variance of that one's guess.
    public T varianceBetween() {
        T whole = mean((s, t) -> s);
        T sum = zero();
        for (int j = 0; j < y.size(); j++) {
            T marginal = marginal(j);
            if (!marginal.equals(zero())) {
                T distance = conditionalMean(j).minus(whole);
                sum = sum.plus(distance.times(distance).times(marginal));
            }
        }
        return sum;
    }

    private T zero() {
        return x.getFirst().constant(0);
    }
}
