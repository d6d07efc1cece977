package org.firstprinciples.neuralnetworks.backpropagation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.apache.commons.math3.analysis.differentiation.DerivativeStructure;
import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// The gradient of a whole network, on the scalar graph. Oracles: Commons Math's forward mode, which knows
/// nothing of adjoints, central differences, and the rule of deltas written by hand.
class DenseNetTest {

    /// What stands between two linear layers.
    enum Activation {
        TANH {
            @Override
            double value(double z) {
                return StrictMath.tanh(z);
            }

            @Override
            double derivative(double z) {
                double t = StrictMath.tanh(z);
                return 1 - t * t;
            }

            @Override
            Value of(Value z) {
                return z.tanh();
            }

            @Override
            DerivativeStructure of(DerivativeStructure z) {
                return z.tanh();
            }
        },
        SOFTPLUS {
            @Override
            double value(double z) {
                return StrictMath.log(StrictMath.exp(z) + 1);
            }

            @Override
            double derivative(double z) {
                return 1 / (1 + StrictMath.exp(-z));
            }

            @Override
            Value of(Value z) {
                return z.exp().plus(Value.of(1)).log();
            }

            @Override
            DerivativeStructure of(DerivativeStructure z) {
                return z.exp().add(1).log();
            }
        },
        RELU {
            @Override
            double value(double z) {
                return Math.max(z, 0);
            }

            @Override
            double derivative(double z) {
                return z > 0 ? 1 : 0;
            }

            @Override
            Value of(Value z) {
                return z.relu();
            }

            @Override
            DerivativeStructure of(DerivativeStructure z) {
                return z.getValue() > 0 ? z : z.multiply(0);
            }
        };

        abstract double value(double z);

        abstract double derivative(double z);

        abstract Value of(Value z);

        abstract DerivativeStructure of(DerivativeStructure z);
    }

    /// Layers `x·W + b` of these widths with an activation between; the loss is `½ Σ (y − t)²`. The parameters
    /// stand in one row: W (in,out) of the first layer, its b (out), the next.
    record Net(List<Integer> widths, Activation activation, List<Double> x, List<Double> targets) {

        static Net random(SplittableRandom random, Activation activation) {
            List<Integer> widths = new ArrayList<>();
            for (int layer = random.nextInt(1, 4); layer >= 0; layer--) {
                widths.add(random.nextInt(1, 5));
            }
            return new Net(
                    widths,
                    activation,
                    normals(random, widths.getFirst()),
                    normals(random, widths.getLast()));
        }

        int parameters() {
            int count = 0;
            for (int layer = 1; layer < widths.size(); layer++) {
                count += (widths.get(layer - 1) + 1) * widths.get(layer);
            }
            return count;
        }

        boolean isLast(int layer) {
            return layer == widths.size() - 1;
        }

        Value loss(Value[] p) {
            Value[] h = new Value[x.size()];
            Arrays.setAll(h, i -> Value.of(x.get(i)));
            int at = 0;
            for (int layer = 1; layer < widths.size(); layer++) {
                Value[] z = new Value[widths.get(layer)];
                for (int j = 0; j < z.length; j++) {
                    z[j] = p[at + h.length * z.length + j];
                    for (int i = 0; i < h.length; i++) {
                        z[j] = z[j].plus(h[i].times(p[at + i * z.length + j]));
                    }
                    z[j] = isLast(layer) ? z[j] : activation.of(z[j]);
                }
                at += (h.length + 1) * z.length;
                h = z;
            }
            Value loss = Value.of(0);
            for (int j = 0; j < h.length; j++) {
                loss = loss.plus(h[j].plus(Value.of(-targets.get(j))).power(2));
            }
            return loss.times(Value.of(0.5));
        }

        DerivativeStructure loss(DerivativeStructure[] p) {
            DerivativeStructure zero = p[0].multiply(0);
            DerivativeStructure[] h = new DerivativeStructure[x.size()];
            Arrays.setAll(h, i -> zero.add(x.get(i)));
            int at = 0;
            for (int layer = 1; layer < widths.size(); layer++) {
                DerivativeStructure[] z = new DerivativeStructure[widths.get(layer)];
                for (int j = 0; j < z.length; j++) {
                    z[j] = p[at + h.length * z.length + j];
                    for (int i = 0; i < h.length; i++) {
                        z[j] = z[j].add(h[i].multiply(p[at + i * z.length + j]));
                    }
                    z[j] = isLast(layer) ? z[j] : activation.of(z[j]);
                }
                at += (h.length + 1) * z.length;
                h = z;
            }
            DerivativeStructure loss = zero;
            for (int j = 0; j < h.length; j++) {
                DerivativeStructure e = h[j].subtract(targets.get(j));
                loss = loss.add(e.multiply(e));
            }
            return loss.multiply(0.5);
        }
    }

    private static List<Double> normals(SplittableRandom random, int n) {
        List<Double> x = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            x.add(random.nextGaussian());
        }
        return x;
    }

    /// A way to compute the gradient of a network's loss with respect to its parameters.
    interface Gradient {

        double[] of(Net net, double[] parameters);
    }

    Gradient subject() {
        return DenseNetTest::onGraph;
    }

    private static double[] onGraph(Net net, double[] parameters) {
        Value[] p = values(parameters);
        net.loss(p).backward();
        return Arrays.stream(p).mapToDouble(Value::gradient).toArray();
    }

    private static Value[] values(double[] x) {
        return Arrays.stream(x).mapToObj(Value::of).toArray(Value[]::new);
    }

    @Claim("BP-08")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void theGradientIsThatOfForwardMode(
            @ForAll long seed, @ForAll @IntRange(min = 0, max = 2) int activation) {
        SplittableRandom random = new SplittableRandom(seed);
        Net net = Net.random(random, Activation.values()[activation]);
        double[] p = doubles(normals(random, net.parameters()));
        DerivativeStructure[] duals = new DerivativeStructure[p.length];
        Arrays.setAll(duals, i -> new DerivativeStructure(p.length, 1, i, p[i]));
        double[] expected =
                Arrays.copyOfRange(net.loss(duals).getAllDerivatives(), 1, p.length + 1);
        assertThat(subject().of(net, p)).containsExactly(expected, within(rounding(net, p)));
    }

    @Claim("BP-08")
    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void centralDifferencesComeNear(
            @ForAll long seed, @ForAll @IntRange(min = 0, max = 1) int smooth) {
        SplittableRandom random = new SplittableRandom(seed);
        Net net = Net.random(random, Activation.values()[smooth]);
        double[] p = doubles(normals(random, net.parameters()));
        double[] gradient = subject().of(net, p);
        double size = new DeltaRule().sizes(net, p);
        for (int i = 0; i < p.length; i++) {
            double h = 0x1p-17 * Math.max(1, Math.abs(p[i]));
            double[] plus = p.clone();
            double[] minus = p.clone();
            plus[i] += h;
            minus[i] -= h;
            double rise = net.loss(values(plus)).data() - net.loss(values(minus)).data();
            assertThat(gradient[i])
                    .isCloseTo(rise / (plus[i] - minus[i]), within(1e-7 * (1 + size)));
        }
    }

    /// Integers and ReLU, so that every sum is exact.
    @Claim("BP-05")
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void deltasAreTheAdjointsOfTheGraph(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Net shape = Net.random(random, Activation.RELU);
        Net net =
                new Net(
                        shape.widths(),
                        Activation.RELU,
                        rounded(shape.x()),
                        rounded(shape.targets()));
        double[] p = doubles(rounded(normals(random, net.parameters())));
        assertThat(subject().of(net, p)).containsExactly(new DeltaRule().of(net, p), within(0.0));
    }

    /// `z = (−1, 1)`, `h = (0, 1)`, `y = 5`, `t = 3`: the deltas are 2 and (0, 8).
    @Claim("BP-05")
    @Test
    void twoLayersByHand() {
        Net net = new Net(List.of(2, 2, 1), Activation.RELU, List.of(1.0, 2.0), List.of(3.0));
        double[] p = {1, 2, -1, 0, 0, -1, 3, 4, 1}; // W₁ (2,2), b₁ (2), W₂ (2,1), b₂ (1)
        assertThat(net.loss(values(p)).data()).isEqualTo(2);
        assertThat(subject().of(net, p))
                .containsExactly(new double[] {0, 8, 0, 16, 0, 8, 0, 2, 2}, within(0.0));
    }

    private static double[] doubles(List<Double> x) {
        return x.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static List<Double> rounded(List<Double> x) {
        return x.stream().map(e -> Math.rint(3 * e)).toList();
    }

    /// `64muG`: `m` operations on the longest path, `G` the gradient with all its terms made positive.
    private static double rounding(Net net, double[] p) {
        int m = 2 * net.widths().stream().mapToInt(w -> w + 3).sum();
        return 64 * m * 0x1p-53 * (1 + new DeltaRule().sizes(net, p));
    }

    /// `δ_l = (δ_{l+1}·W_{l+1}ᵀ) ⊙ φ'(z_l)`, `W̄ = hᵀ·δ`, `b̄ = δ`, with places at which it can be broken.
    static class DeltaRule implements Gradient {

        @Override
        public double[] of(Net net, double[] p) {
            return run(net, p, false);
        }

        /// The loss.
        double loss(Net net, double[] p) {
            double[] h = doubles(net.x());
            int at = 0;
            for (int l = 1; l < net.widths().size(); l++) {
                double[] z = new double[net.widths().get(l)];
                for (int j = 0; j < z.length; j++) {
                    z[j] = p[at + h.length * z.length + j];
                    for (int i = 0; i < h.length; i++) {
                        z[j] += h[i] * p[at + i * z.length + j];
                    }
                }
                at += (h.length + 1) * z.length;
                int layer = l;
                h =
                        Arrays.stream(z)
                                .map(e -> net.isLast(layer) ? e : net.activation().value(e))
                                .toArray();
            }
            double loss = 0;
            for (int j = 0; j < h.length; j++) {
                double e = h[j] - net.targets().get(j);
                loss += e * e / 2;
            }
            return loss;
        }

        /// The largest entry of the gradient if no term cancels another.
        double sizes(Net net, double[] p) {
            return Arrays.stream(run(net, p, true)).max().orElse(0);
        }

        private double[] run(Net net, double[] p, boolean absolute) {
            int L = net.widths().size() - 1;
            double[][] h = new double[L + 1][];
            double[][] z = new double[L + 1][];
            int[] at = new int[L + 2];
            h[0] = doubles(net.x());
            for (int l = 1; l <= L; l++) {
                int in = net.widths().get(l - 1);
                int out = net.widths().get(l);
                at[l + 1] = at[l] + (in + 1) * out;
                z[l] = Arrays.copyOfRange(p, at[l] + in * out, at[l + 1]);
                h[l] = new double[out];
                for (int j = 0; j < out; j++) {
                    for (int i = 0; i < in; i++) {
                        z[l][j] += h[l - 1][i] * p[at[l] + i * out + j];
                    }
                    h[l][j] = net.isLast(l) ? z[l][j] : net.activation().value(z[l][j]);
                }
            }
            double[] delta = new double[h[L].length];
            for (int j = 0; j < delta.length; j++) {
                double t = net.targets().get(j);
                delta[j] = absolute ? Math.abs(h[L][j]) + Math.abs(t) : h[L][j] - t;
            }
            double[] gradient = new double[p.length];
            for (int l = L; l > 0; l--) {
                int in = h[l - 1].length;
                int out = h[l].length;
                double[] before = new double[in];
                for (int j = 0; j < out; j++) {
                    gradient[at[l] + in * out + j] = bias(delta[j]);
                    for (int i = 0; i < in; i++) {
                        double w = p[at[l] + i * out + j];
                        double x = h[l - 1][i];
                        gradient[at[l] + i * out + j] = delta[j] * (absolute ? Math.abs(x) : x);
                        before[i] +=
                                delta[j]
                                        * (absolute
                                                ? Math.abs(w)
                                                : through(p, at[l], i, j, in, out));
                    }
                }
                for (int i = 0; l > 1 && i < in; i++) {
                    before[i] *= derivative(net.activation(), z[l - 1][i], h[l - 1][i]);
                }
                delta = before;
            }
            return gradient;
        }

        double through(double[] p, int at, int i, int j, int in, int out) {
            return p[at + i * out + j];
        }

        double derivative(Activation activation, double z, double h) {
            return activation.derivative(z);
        }

        double bias(double delta) {
            return delta;
        }
    }

    @Mutant({"BP-05", "BP-08"}) // W is transposed once too often
    static class ReadsTheWeightTransposed extends DenseNetTest {
        @Override
        Gradient subject() {
            return new DeltaRule() {
                @Override
                double through(double[] p, int at, int i, int j, int in, int out) {
                    return in == out ? p[at + j * out + i] : p[at + i * out + j];
                }
            };
        }
    }

    @Mutant({
        "BP-05", "BP-08"
    }) // the derivative at the activation's result in the place of its input
    static class TakesTheSlopeAtTheResult extends DenseNetTest {
        @Override
        Gradient subject() {
            return new DeltaRule() {
                @Override
                double derivative(Activation activation, double z, double h) {
                    return activation == Activation.RELU ? 1 : activation.derivative(h);
                }
            };
        }
    }

    @Mutant({"BP-05", "BP-08"}) // the bias is forgotten
    static class ForgetsTheBias extends DenseNetTest {
        @Override
        Gradient subject() {
            return new DeltaRule() {
                @Override
                double bias(double delta) {
                    return 0;
                }
            };
        }
    }

    @Mutant("BP-08") // a derivative that is wrong by one part in a million
    static class IsSlightlyOff extends DenseNetTest {
        @Override
        Gradient subject() {
            return new DeltaRule() {
                @Override
                double derivative(Activation activation, double z, double h) {
                    return activation.derivative(z) * (1 + 1e-6);
                }
            };
        }
    }

    @Mutant({"BP-05", "BP-08"}) // zeros
    static class Zeros extends DenseNetTest {
        @Override
        Gradient subject() {
            return (net, p) -> new double[p.length];
        }
    }
}
