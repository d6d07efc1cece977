package org.firstprinciples.transformers.attention;

import org.firstprinciples.mathfoundations.linearalgebra.Matrix;

import java.util.Arrays;

/// Attention that goes wrong on the way from scores to the result, or on the way back.
abstract class WrongAttention implements Attention {

    static Matrix scores(Matrix q, Matrix k) {
        return q.times(k.transpose()).times(1 / Math.sqrt(q.columns()));
    }

    @Override
    public Adjoint adjoint(Matrix q, Matrix k, Matrix v, Mask mask, Matrix dO) {
        return new SoftmaxAttention().adjoint(q, k, v, mask, dO);
    }

    /// From scores to weights, and then a plain product with the values.
    interface Weights {
        Matrix of(Matrix scores, Mask mask);
    }

    private static Attention wrong(Weights weights) {
        return new WrongAttention() {
            @Override
            public Matrix attend(Matrix q, Matrix k, Matrix v, Mask mask) {
                return mask.multiply(weights.of(scores(q, k), mask), v);
            }
        };
    }

    /// The softmax runs over the queries.
    static Attention overTheQueries() {
        return wrong((s, mask) -> SoftmaxAttention.softmax(s.transpose()).transpose());
    }

    /// Zeros.
    static Attention zeros() {
        return new Attention() {
            @Override
            public Matrix attend(Matrix q, Matrix k, Matrix v, Mask mask) {
                return Matrix.zeros(q.rows(), v.columns());
            }

            @Override
            public Adjoint adjoint(Matrix q, Matrix k, Matrix v, Mask mask, Matrix dO) {
                return new Adjoint(q.times(0), k.times(0), v.times(0));
            }
        };
    }

    /// Every key counts the same.
    static Attention uniform() {
        return wrong(
                (s, mask) -> SoftmaxAttention.softmax(mask.apply(AttentionClaims.map(s, x -> 0))));
    }

    /// Scores as they come.
    static Attention unscaled() {
        return new WrongAttention() {
            @Override
            public Matrix attend(Matrix q, Matrix k, Matrix v, Mask mask) {
                return mask.multiply(
                        SoftmaxAttention.softmax(mask.apply(q.times(k.transpose()))), v);
            }
        };
    }

    /// Divides by the root of the width of the values.
    static Attention scaledByTheValues() {
        return new WrongAttention() {
            @Override
            public Matrix attend(Matrix q, Matrix k, Matrix v, Mask mask) {
                Matrix s = q.times(k.transpose()).times(1 / Math.sqrt(v.columns()));
                return mask.multiply(SoftmaxAttention.softmax(mask.apply(s)), v);
            }
        };
    }

    /// Scales the weights, not the scores.
    static Attention scaledAfterwards() {
        return new WrongAttention() {
            @Override
            public Matrix attend(Matrix q, Matrix k, Matrix v, Mask mask) {
                Matrix a = SoftmaxAttention.softmax(mask.apply(q.times(k.transpose())));
                return mask.multiply(a.times(1 / Math.sqrt(q.columns())), v);
            }
        };
    }

    /// The first pair counts double, and values pass through a tanh.
    static Attention preferringTheFirst() {
        return new WrongAttention() {
            @Override
            public Matrix attend(Matrix q, Matrix k, Matrix v, Mask mask) {
                Matrix a = SoftmaxAttention.softmax(mask.apply(scores(q, k)));
                double[] x = a.toArray();
                for (int i = 0; i < x.length; i += k.rows()) {
                    x[i] *= 2;
                }
                return mask.multiply(
                        Matrix.of(a.rows(), a.columns(), x), AttentionClaims.map(v, Math::tanh));
            }
        };
    }

    /// Measures distances.
    static Attention distances() {
        return new WrongAttention() {
            @Override
            public Matrix attend(Matrix q, Matrix k, Matrix v, Mask mask) {
                double[] s = scores(q, k).toArray();
                for (int i = 0; i < s.length; i++) {
                    Matrix key = AttentionClaims.rows(k, i % k.rows());
                    s[i] -= AttentionClaims.inner(key, key) / 2;
                }
                return mask.multiply(
                        SoftmaxAttention.softmax(mask.apply(Matrix.of(q.rows(), k.rows(), s))), v);
            }
        };
    }

    /// The best key takes all.
    static Attention takingTheBest() {
        return wrong((s, mask) -> SoftmaxAttention.softmax(mask.apply(s.times(1e9))));
    }

    /// A product that overflows counts as the largest number.
    static Attention clippingInfinity() {
        return wrong((s, mask) ->
                SoftmaxAttention.softmax(
                        mask.apply(AttentionClaims.map(s, x -> Math.min(x, Double.MAX_VALUE)))));
    }

    /// Exponentials of the scores as they are.
    static Attention withoutTheMaximum() {
        return wrong((s, mask) -> normalized(AttentionClaims.map(mask.apply(s), StrictMath::exp)));
    }

    /// Hides after the softmax and leaves the others as they were.
    static Attention hidingTheWeights() {
        return wrong((s, mask) -> SoftmaxAttention.softmax(s));
    }

    /// Multiplies hidden values by 0.
    static Attention weighingByZero() {
        return new WrongAttention() {
            @Override
            public Matrix attend(Matrix q, Matrix k, Matrix v, Mask mask) {
                return SoftmaxAttention.softmax(mask.apply(scores(q, k))).times(v);
            }
        };
    }

    /// 0/0 for a query that sees nothing.
    static Attention dividingByNothing() {
        return new WrongAttention() {
            @Override
            public Matrix attend(Matrix q, Matrix k, Matrix v, Mask mask) {
                Matrix e = AttentionClaims.map(mask.apply(scores(q, k)), StrictMath::exp);
                return normalized(e).times(v);
            }
        };
    }

    /// The gradient of the scores without the mean.
    static Attention takingTheSumForConstant() {
        return new WrongAttention() {
            @Override
            public Matrix attend(Matrix q, Matrix k, Matrix v, Mask mask) {
                return new SoftmaxAttention().attend(q, k, v, mask);
            }

            @Override
            public Adjoint adjoint(Matrix q, Matrix k, Matrix v, Mask mask, Matrix dO) {
                double[] a = SoftmaxAttention.softmax(mask.apply(scores(q, k))).toArray();
                double[] da = dO.times(v.transpose()).toArray();
                Arrays.setAll(a, i -> a[i] * da[i] / Math.sqrt(q.columns()));
                Matrix ds = Matrix.of(q.rows(), k.rows(), a);
                return new Adjoint(ds.times(k), ds.transpose().times(q), v.times(0));
            }
        };
    }

    /// The gradient sees what the mask hides.
    static Attention forgettingTheMaskBackward() {
        return new WrongAttention() {
            @Override
            public Matrix attend(Matrix q, Matrix k, Matrix v, Mask mask) {
                return new SoftmaxAttention().attend(q, k, v, mask);
            }

            @Override
            public Adjoint adjoint(Matrix q, Matrix k, Matrix v, Mask mask, Matrix dO) {
                return super.adjoint(q, k, v, Mask.none(), dO);
            }
        };
    }

    /// Forgets the scale in the gradient.
    static Attention forgettingTheScale() {
        return new WrongAttention() {
            @Override
            public Matrix attend(Matrix q, Matrix k, Matrix v, Mask mask) {
                return new SoftmaxAttention().attend(q, k, v, mask);
            }

            @Override
            public Adjoint adjoint(Matrix q, Matrix k, Matrix v, Mask mask, Matrix dO) {
                Adjoint right = super.adjoint(q, k, v, mask, dO);
                double d = Math.sqrt(q.columns());
                return new Adjoint(right.q().times(d), right.k().times(d), right.v());
            }
        };
    }

    /// Scores of hidden keys are lowered, not removed.
    static Attention lowering(double amount) {
        return new WrongAttention() {
            @Override
            public Matrix attend(Matrix q, Matrix k, Matrix v, Mask mask) {
                double[] s = scores(q, k).toArray();
                for (int i = 0; i < s.length; i++) {
                    s[i] -= mask.allows(i / k.rows(), i % k.rows()) ? 0 : amount;
                }
                return SoftmaxAttention.softmax(Matrix.of(q.rows(), k.rows(), s)).times(v);
            }
        };
    }

    private static Matrix normalized(Matrix a) {
        double[] x = a.toArray();
        for (int i = 0; i < a.rows(); i++) {
            double sum = Arrays.stream(AttentionClaims.rows(a, i).toArray()).sum();
            for (int j = 0; j < a.columns(); j++) {
                x[i * a.columns() + j] /= sum;
            }
        }
        return Matrix.of(a.rows(), a.columns(), x);
    }
}
