package org.firstprinciples.mathfoundations.calculus;

import java.util.List;
import java.util.SplittableRandom;

/// A random expression of one variable. In a tame one nothing grows beyond bounds, and every logarithm and root is defined
/// everywhere; in a free one that has to be seen for each point.
record Expression(Kind kind, List<Expression> parts, double number, boolean free)
        implements ScalarFunction {

    Expression(Kind kind, List<Expression> parts, double number) {
        this(kind, parts, number, false);
    }

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
        return random(random, depth, false);
    }

    /// Products, divisors, powers of e, logarithms and roots of anything that they are defined for at `x`: no divisor and
    /// no argument of a logarithm or root is nearer to 0 than 2⁻⁶, and no value exceeds 2¹⁰.
    static Expression free(SplittableRandom random, int depth, double x) {
        while (true) {
            Expression drawn = random(random, depth, true);
            if (!Double.isNaN(drawn.valueWhereDefined(x))) {
                return drawn;
            }
        }
    }

    private static Expression random(SplittableRandom random, int depth, boolean free) {
        if (depth == 0) {
            return random.nextInt(4) == 0
                    ? new Expression(Kind.CONSTANT, List.of(), random.nextDouble(0.5, 2))
                    : new Expression(Kind.VARIABLE, List.of(), 0);
        }
        Kind kind = Kind.values()[2 + random.nextInt(Kind.values().length - 2)];
        Expression left = random(random, depth - 1, free);
        Expression right = random(random, random.nextInt(depth), free);
        return new Expression(kind, List.of(left, right), 0, free);
    }

    private double valueWhereDefined(double x) {
        if (parts.isEmpty()) {
            return at(x);
        }
        double a = parts.get(0).valueWhereDefined(x);
        double b = parts.get(1).valueWhereDefined(x);
        boolean defined =
                switch (kind) {
                    case DIVIDED -> Math.abs(b) >= 0x1p-6;
                    case LOG, SQRT -> a >= 0x1p-6;
                    default -> !Double.isNaN(a + b);
                };
        Expression ofValues =
                new Expression(
                        kind,
                        List.of(
                                new Expression(Kind.CONSTANT, List.of(), a),
                                new Expression(Kind.CONSTANT, List.of(), b)),
                        0,
                        free);
        double value = defined ? ofValues.at(x) : Double.NaN;
        return Math.abs(value) <= 0x1p10 ? value : Double.NaN;
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
        if (free) {
            return switch (kind) {
                case TIMES -> a.times(b);
                case DIVIDED -> a.dividedBy(b);
                case EXP -> a.exp();
                case LOG -> a.log();
                case SQRT -> a.sqrt();
                default -> everywhere(a, b);
            };
        }
        return everywhere(a, b);
    }

    private <T extends Arithmetic<T>> T everywhere(T a, T b) {
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
