package org.firstprinciples.neuralnetworks.backpropagation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.linearalgebra.Matrix;
import org.firstprinciples.mathfoundations.linearalgebra.Svd;

import java.util.Arrays;
import java.util.SplittableRandom;

class LongChainTest {

    void backward(Value result) {
        result.backward();
    }

    Value maximum(Value x, Value y) {
        return x.max(y);
    }

    double derivative(int length, double factor) {
        Value x = Value.of(1);
        Value y = x;
        for (int i = 0; i < length; i++) {
            y = y.times(Value.of(factor));
        }
        backward(y);
        return x.gradient();
    }

    /// A hundred thousand steps do not overflow the stack.
    @Claim("BP-04")
    @Example
    void aLongChainIsWalked() {
        Value x = Value.of(3);
        Value y = x;
        for (int i = 0; i < 100_000; i++) {
            y = y.plus(Value.of(1));
        }
        backward(y);
        assertThat(x.gradient()).isEqualTo(1);
    }

    /// `cˡ` for powers of 2, exactly, as long as it is a number of the format; then infinity, and 0.
    @Claim("BP-15")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void theSlopeIsAPower(
            @ForAll @IntRange(min = -3, max = 3) int exponent,
            @ForAll @IntRange(min = 0, max = 1200) int length) {
        double slope = derivative(length, Math.scalb(1.0, exponent));
        assertThat(slope).isEqualTo(Math.scalb(1.0, exponent * length));
        assertThat(derivative(length, -1)).isEqualTo(length % 2 == 0 ? 1 : -1);
    }

    /// Products of a thousand factors, and what becomes of more.
    @Claim("BP-15")
    @Example
    void longProducts() {
        assertThat(derivative(100, 0.9)).isCloseTo(2.656e-5, within(1e-8));
        assertThat(derivative(100, 1.1)).isCloseTo(13780.6, within(0.05));
        assertThat(derivative(0, 2)).isEqualTo(1);
        assertThat(derivative(1, 2)).isEqualTo(2);
        assertThat(derivative(1000, 2)).isEqualTo(Math.pow(2, 1000));
        assertThat(derivative(1100, 2)).isInfinite(); // explodes
        assertThat(derivative(1000, 0.5)).isEqualTo(Math.pow(2, -1000));
        assertThat(derivative(1100, 0.5)).isZero(); // vanishes
    }

    /// A step against the gradient of a logistic loss, with `η = 1/L` and `L ≥ ¼σ₁²`, takes away at least `η/2‖∇f‖²`.
    @Claim("BP-20")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void aStepDown(
            @ForAll @IntRange(min = 1, max = 30) int n,
            @ForAll @IntRange(min = 1, max = 4) int d,
            @ForAll @IntRange(min = 0, max = 3) int halves,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] x = new double[n][];
        for (int i = 0; i < n; i++) {
            x[i] = random.doubles(d, -2, 2).toArray();
        }
        double largest =
                Svd.of(Matrix.of(n, d, Arrays.stream(x).flatMapToDouble(Arrays::stream).toArray()))
                        .values()
                        .get(0);
        double rate = Math.scalb(rate(largest * largest), -halves);
        double[] w = random.doubles(d, -3, 3).toArray();
        Value[] leaves = new Value[d];
        Value loss = loss(x, w, leaves);
        backward(loss);
        double norm = 0;
        double[] next = w.clone();
        for (int j = 0; j < d; j++) {
            norm += leaves[j].gradient() * leaves[j].gradient();
            next[j] -= rate * leaves[j].gradient();
        }
        double after = loss(x, next, new Value[d]).data();
        assertThat(after)
                .isLessThanOrEqualTo(loss.data() - rate / 2 * norm + 1e-13 * (1 + loss.data()));
    }

    /// `1/L`: no curvature is above `¼σ₁²`.
    double rate(double square) {
        return 4 / square;
    }

    /// `Σ ln(1 + e^(−x·w))`.
    private static Value loss(double[][] x, double[] w, Value[] leaves) {
        for (int j = 0; j < w.length; j++) {
            leaves[j] = Value.of(w[j]);
        }
        Value sum = Value.of(0);
        for (double[] row : x) {
            Value z = Value.of(0);
            for (int j = 0; j < w.length; j++) {
                z = z.plus(leaves[j].times(Value.of(-row[j])));
            }
            sum = sum.plus(z.exp().plus(Value.of(1)).log());
        }
        return sum;
    }

    /// The larger gets the slope, equals get half each; `|x|` and the rectifier rest at 0.
    @Claim("BP-16")
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void kinks(
            @ForAll @IntRange(min = -3, max = 3) int a,
            @ForAll @IntRange(min = -3, max = 3) int b) {
        Value x = Value.of(a);
        Value y = Value.of(b);
        Value larger = maximum(x, y);
        backward(larger);
        assertThat(larger.data()).isEqualTo(Math.max(a, b));
        assertThat(x.gradient()).isEqualTo(a > b ? 1 : a < b ? 0 : 0.5);
        assertThat(y.gradient()).isEqualTo(1 - x.gradient());
        Value z = Value.of(a);
        backward(z.abs());
        assertThat(z.gradient()).isEqualTo(Integer.signum(a));
        backward(z.relu());
        assertThat(z.gradient()).isEqualTo(a > 0 ? 1 : 0);
    }

    /// Rounded forward, passed straight through back: as if nothing had been rounded.
    @Claim("BP-14")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void straightThrough(@ForAll @IntRange(min = -9, max = 9) int a) {
        Value w = Value.of(a + 0.25);
        Value rounded = w.plus(Value.of(Math.rint(a + 0.25) - (a + 0.25)).detached());
        Value squared = rounded.times(rounded);
        backward(squared);
        assertThat(squared.data()).isEqualTo((double) a * a);
        assertThat(w.gradient()).isEqualTo(2.0 * a);
    }

    @Claim("BP-14")
    @Example
    void aRootAtZero() {
        Value x = Value.of(0);
        Value masked = x.sqrt().times(Value.of(0)); // 0·∞
        backward(masked);
        assertThat(x.gradient()).isNaN();
        Value safe = Value.of(0);
        Value inside = safe.data() > 0 ? safe : Value.of(1); // choose before the root
        Value result = safe.data() > 0 ? inside.sqrt() : Value.of(0);
        backward(result);
        assertThat(safe.gradient()).isZero();
        Value four = Value.of(4);
        backward(four.sqrt());
        assertThat(four.gradient()).isEqualTo(0.25);
        Value f = Value.of(3);
        Value sum = f.times(f).plus(f.times(f).times(f).detached());
        backward(sum);
        assertThat(sum.data()).isEqualTo(36);
        assertThat(f.gradient()).isEqualTo(6);
    }

    @Mutant("BP-04") // follows its own calls, one on top of the other
    static class Recursive extends LongChainTest {
        @Override
        void backward(Value result) {
            deeper(0);
            result.backward();
        }

        private static int deeper(int depth) {
            return depth > 10_000_000 ? depth : deeper(depth + 1) + 1;
        }
    }

    @Mutant("BP-16") // both get all of it
    static class BothWin extends LongChainTest {
        @Override
        Value maximum(Value x, Value y) {
            Value right = x.max(y);
            return x.data() == y.data()
                    ? x.plus(y).times(Value.of(0.5)).plus(x).plus(y.times(Value.of(-1)))
                    : right;
        }
    }

    @Mutant("BP-15") // is clipped on the way
    static class Clips extends LongChainTest {
        @Override
        double derivative(int length, double factor) {
            return Math.min(1e300, super.derivative(length, factor));
        }
    }

    @Mutant("BP-20") // steps uphill
    static class Uphill extends LongChainTest {
        @Override
        double rate(double square) {
            return -super.rate(square);
        }
    }
}
