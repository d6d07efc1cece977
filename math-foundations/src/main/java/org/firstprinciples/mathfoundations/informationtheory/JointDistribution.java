package org.firstprinciples.mathfoundations.informationtheory;

import org.firstprinciples.curriculum.Exercise;
import org.firstprinciples.mathfoundations.probability.Entropy;
import org.firstprinciples.mathfoundations.probability.Probabilities;

import java.util.Arrays;

/// The joint distribution of two variables, `p(x,y)` for `x` of `a` and `y` of `b` outcomes.
///
/// - unit: nats
/// - source: Cover & Thomas 2006, §2.2–2.5
public final class JointDistribution {

    private final double[][] p;

    private JointDistribution(double[][] p) {
        this.p = p;
    }

    /// The distribution with the table `p (a,b)`, one row for each `x`.
    ///
    /// @throws IllegalArgumentException if rows differ in length, or the table is not a distribution
    public static JointDistribution of(double[]... p) {
        double[][] table = new double[p.length][];
        for (int x = 0; x < p.length; x++) {
            if (p[x].length != p[0].length) {
                throw new IllegalArgumentException(
                        "rows must have one length, row 0 has %s and row %s has %s"
                                .formatted(p[0].length, x, p[x].length));
            }
            table[x] = p[x].clone();
        }
        JointDistribution joint = new JointDistribution(table);
        Probabilities.require("the table", joint.flat());
        return joint;
    }

    /// Two independent variables: `p(x,y) = p(x)q(y)`.
    ///
    /// @throws IllegalArgumentException if one is not a distribution
    public static JointDistribution independent(double[] p, double[] q) {
        Probabilities.require("p", p);
        Probabilities.require("q", q);
        double[][] table = new double[p.length][q.length];
        for (int x = 0; x < p.length; x++) {
            for (int y = 0; y < q.length; y++) {
                table[x][y] = p[x] * q[y];
            }
        }
        return new JointDistribution(table);
    }

    /// The distribution of `x (a)`: sums of rows.
    public double[] marginalX() {
        return Arrays.stream(p).mapToDouble(row -> Arrays.stream(row).sum()).toArray();
    }

    /// The distribution of `y (b)`: sums of columns.
    public double[] marginalY() {
        return transpose().marginalX();
    }

    /// The same with the variables in the other order.
    public JointDistribution transpose() {
        double[][] table = new double[p[0].length][p.length];
        for (int x = 0; x < p.length; x++) {
            for (int y = 0; y < p[0].length; y++) {
                table[y][x] = p[x][y];
            }
        }
        return new JointDistribution(table);
    }

    /// The distribution of `y` where `x` is known, `p(y|x) = p(x,y)/p(x)`.
    ///
    /// @throws IllegalArgumentException if `x` is not an outcome or has probability 0
    public double[] conditional(int x) {
        if (x < 0 || x >= p.length) {
            throw new IllegalArgumentException(
                    "x must be one of 0 … %s, got %s".formatted(p.length - 1, x));
        }
        double mass = Arrays.stream(p[x]).sum();
        if (mass == 0) {
            throw new IllegalArgumentException(
                    "x = %s has probability 0, nothing can be conditioned on it".formatted(x));
        }
        return Arrays.stream(p[x]).map(probability -> probability / mass).toArray();
    }

    /// The entropy of the pair, `H(X,Y)`.
    public double entropy() {
        return Entropy.of(flat());
    }

    /// The mean entropy of `y` where `x` is known: `H(Y|X) = Σₓ p(x) H(Y|X=x)`.
    public double conditionalEntropy() {
        double[] marginal = marginalX();
        double entropy = 0;
        for (int x = 0; x < p.length; x++) {
            if (marginal[x] > 0) {
                entropy += marginal[x] * Entropy.of(conditional(x));
            }
        }
        return entropy;
    }

    /// The mutual information `I(X;Y) = D(p(x,y)‖p(x)p(y)) = Σ p(x,y) ln(p(x,y)/(p(x)p(y)))`: what each variable says
    /// about the other.
    @Exercise(id = "IT-E2", stars = 2, minutes = 25, claims = "IT-07")
    public double mutualInformation() {
        double[] ofX = marginalX();
        double[] ofY = marginalY();
        double information = 0;
        for (int x = 0; x < p.length; x++) {
            for (int y = 0; y < p[0].length; y++) {
                if (p[x][y] > 0) {
                    double less = Math.min(ofX[x], ofY[y]); // p ≤ less, so the quotient is ordinary
                    double more = Math.max(ofX[x], ofY[y]);
                    information += p[x][y] * Divergence.logRatio(p[x][y] / less, more);
                }
            }
        }
        return information;
    }

    /// The table, row after row.
    public double[] flat() {
        return Arrays.stream(p).flatMapToDouble(Arrays::stream).toArray();
    }
}
