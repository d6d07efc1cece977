package org.firstprinciples.mathfoundations.calculus;

import java.util.List;
import java.util.SplittableRandom;

/// A random expression of one variable in which nothing grows beyond bounds and every logarithm and root is defined.
record Expression(Kind kind, List<Expression> parts, double number) implements ScalarFunction {

    enum Kind {
        VARIABLE,
        CONSTANT,
        PLUS,
        MINUS,
        TIMES,
        DIVIDED,
        EXP,
        LOG,
        SIN,
        COS,
        TANH,
        SQRT
    }

    static Expression random(SplittableRandom random, int depth) {
        if (depth == 0) {
            return random.nextInt(4) == 0
                    ? new Expression(Kind.CONSTANT, List.of(), random.nextDouble(0.5, 2))
                    : new Expression(Kind.VARIABLE, List.of(), 0);
        }
        Kind kind = Kind.values()[2 + random.nextInt(Kind.values().length - 2)];
        Expression left = random(random, depth - 1);
        Expression right = random(random, random.nextInt(depth));
        return new Expression(kind, List.of(left, right), 0);
    }

    /// `left(xy)·right(x)`, a function of two variables.
    static ScalarFunction ofTwo(Expression left, Expression right) {
        return new ScalarFunction() {
            @Override
            public <T extends Arithmetic<T>> T of(List<T> x) {
                T product = x.get(0).times(x.get(1));
                return left.of(List.of(product)).times(right.of(List.of(x.get(0))));
            }
        };
    }

    @Override
    public <T extends Arithmetic<T>> T of(List<T> x) {
        if (kind == Kind.VARIABLE) {
            return x.getFirst();
        }
        if (kind == Kind.CONSTANT) {
            return x.getFirst().constant(number);
        }
        T a = parts.get(0).of(x);
        T b = parts.get(1).of(x);
        return switch (kind) {
            case PLUS -> a.plus(b);
            case MINUS -> a.minus(b);
            case TIMES -> a.tanh().times(b);
            case DIVIDED -> a.dividedBy(b.times(b).plus(1));
            case EXP -> a.sin().exp();
            case LOG -> a.times(a).plus(1).log();
            case SIN -> a.sin();
            case COS -> a.cos();
            case TANH -> a.tanh();
            case SQRT -> a.times(a).plus(1).sqrt();
            case VARIABLE, CONSTANT -> throw new AssertionError(kind);
        };
    }
}
