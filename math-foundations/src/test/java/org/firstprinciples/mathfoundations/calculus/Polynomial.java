package org.firstprinciples.mathfoundations.calculus;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// A polynomial with whole coefficients: values and derivatives at whole points are whole numbers, and exact.
///
/// @param n its variables
/// @param terms coefficient and exponents of each monomial
record Polynomial(int n, List<Term> terms) implements ScalarFunction {

    record Term(long coefficient, int... exponents) {

        int degree() {
            int degree = 0;
            for (int exponent : exponents) {
                degree += exponent;
            }
            return degree;
        }
    }

    /// Up to six terms of degree at most `degree`, coefficients up to `most` in magnitude.
    static Polynomial random(SplittableRandom random, int n, int degree, int most) {
        return random(random, n, degree, most, false);
    }

    /// All terms of degree `degree` exactly.
    static Polynomial homogeneous(SplittableRandom random, int n, int degree, int most) {
        return random(random, n, degree, most, true);
    }

    private static Polynomial random(
            SplittableRandom random, int n, int degree, int most, boolean homogeneous) {
        List<Term> terms = new ArrayList<>();
        int count = 1 + random.nextInt(6);
        for (int t = 0; t < count; t++) {
            int[] exponents = new int[n];
            int factors = homogeneous ? degree : random.nextInt(degree + 1);
            for (int i = 0; i < factors; i++) {
                exponents[random.nextInt(n)]++;
            }
            terms.add(new Term(random.nextInt(-most, most + 1), exponents));
        }
        return new Polynomial(n, terms);
    }

    @Override
    public <T extends Arithmetic<T>> T of(List<T> x) {
        T sum = x.getFirst().constant(0);
        for (Term term : terms) {
            T product = x.getFirst().constant((double) term.coefficient());
            for (int i = 0; i < n; i++) {
                product = product.times(x.get(i).power(term.exponents()[i]));
            }
            sum = sum.plus(product);
        }
        return sum;
    }

    long valueAt(long... x) {
        long sum = 0;
        for (Term term : terms) {
            long product = term.coefficient();
            for (int i = 0; i < n; i++) {
                for (int e = 0; e < term.exponents()[i]; e++) {
                    product = Math.multiplyExact(product, x[i]);
                }
            }
            sum = Math.addExact(sum, product);
        }
        return sum;
    }

    /// By the rule `(xⁿ)′ = n·xⁿ⁻¹`, term by term.
    Polynomial derivative(int i) {
        List<Term> derived = new ArrayList<>();
        for (Term term : terms) {
            int exponent = term.exponents()[i];
            if (exponent > 0) {
                int[] exponents = term.exponents().clone();
                exponents[i]--;
                derived.add(new Term(term.coefficient() * exponent, exponents));
            }
        }
        return new Polynomial(n, derived);
    }

    static long[] point(SplittableRandom random, int n, int most) {
        return random.longs(n, -most, most + 1).toArray();
    }

    static double[] asDoubles(long... x) {
        return java.util.stream.LongStream.of(x).asDoubleStream().toArray();
    }
}
