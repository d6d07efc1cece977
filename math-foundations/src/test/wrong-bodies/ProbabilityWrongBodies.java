package org.firstprinciples.mathfoundations.probability;

/// Wrong bodies of the exercises of probability. Each is put in the place of the solution that it names, and one of the
/// exercise's claims must reject it. This file is only parsed.
class ProbabilityWrongBodies {

    @WrongBody("PR-E1")
    static <T extends Arithmetic<T>> List<T> isNotNormalized(List<T> prior, List<T> likelihood) {
        requireSameLength(prior.size(), likelihood.size());
        List<T> joint = new ArrayList<>();
        for (int i = 0; i < prior.size(); i++) {
            joint.add(prior.get(i).times(likelihood.get(i)));
        }
        return joint;
    }

    @WrongBody("PR-E1")
    static <T extends Arithmetic<T>> List<T> keepsThePrior(List<T> prior, List<T> likelihood) {
        requireSameLength(prior.size(), likelihood.size());
        return prior;
    }

    @WrongBody("PR-E2") // overflows
    static double[] asItIsWritten(double... z) {
        double[] p = new double[z.length];
        double sum = 0;
        for (int i = 0; i < z.length; i++) {
            p[i] = StrictMath.exp(z[i]);
            sum += p[i];
        }
        for (int i = 0; i < z.length; i++) {
            p[i] /= sum;
        }
        return p;
    }

    @WrongBody("PR-E2")
    static double[] takesTheFirstForTheLargest(double... z) {
        double[] p = new double[z.length];
        double sum = 0;
        for (int i = 0; i < z.length; i++) {
            p[i] = StrictMath.exp(z[i] - z[0]);
            sum += p[i];
        }
        for (int i = 0; i < z.length; i++) {
            p[i] /= sum;
        }
        return p;
    }

    @WrongBody("PR-E3")
    static double overflows(double... z) {
        double sum = 0;
        for (double number : z) {
            sum += StrictMath.exp(number);
        }
        return StrictMath.log(sum);
    }

    @WrongBody("PR-E3")
    static double isTheMaximum(double... z) {
        double max = Double.NEGATIVE_INFINITY;
        for (double number : z) {
            max = Math.max(max, number);
        }
        return max;
    }

    @WrongBody("PR-E4")
    static double[] hasTheOtherSign(double[] z, double[] y) {
        requireSameLength(z, y);
        double[] gradient = Softmax.of(z);
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = y[i] - gradient[i];
        }
        return gradient;
    }

    @WrongBody("PR-E4") // right only for targets that sum to 1
    static double[] forgetsTheSum(double[] z, double[] y) {
        requireSameLength(z, y);
        double[] gradient = Softmax.of(z);
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] -= y[i];
        }
        return gradient;
    }

    @WrongBody("PR-E5")
    RunningLogSumExp doesNotRescale(RunningLogSumExp other) {
        return new RunningLogSumExp(Math.max(max, other.max), sum + other.sum);
    }

    @WrongBody("PR-E5") // −∞ − (−∞)
    RunningLogSumExp forgetsTheEmptyList(RunningLogSumExp other) {
        double larger = Math.max(max, other.max);
        return new RunningLogSumExp(
                larger,
                sum * StrictMath.exp(max - larger)
                        + other.sum * StrictMath.exp(other.max - larger));
    }

    @WrongBody("PR-E6") // every column is its own
    static AliasTable isUniform(double... p) {
        Probabilities.require("p", p);
        double[] keep = new double[p.length];
        int[] alias = new int[p.length];
        for (int i = 0; i < p.length; i++) {
            keep[i] = 1;
            alias[i] = i;
        }
        return new AliasTable(keep, alias);
    }

    @WrongBody("PR-E6") // does not take from the larger one what it gives
    static AliasTable givesTwice(double... p) {
        Probabilities.require("p", p);
        int largest = 0;
        for (int i = 0; i < p.length; i++) {
            largest = p[i] > p[largest] ? i : largest;
        }
        double[] keep = new double[p.length];
        int[] alias = new int[p.length];
        for (int i = 0; i < p.length; i++) {
            keep[i] = Math.min(1, p[i] * p.length);
            alias[i] = largest;
        }
        return new AliasTable(keep, alias);
    }

    @WrongBody("PR-E7") // after each jump only
    static double looksAtOneSide(double[] p, int n) {
        Categorical law = new Categorical(p);
        double mean = n * law.mean();
        double std = Math.sqrt(n * requireSpread(law));
        double[] sum = Convolution.power(p, n);
        double upTo = 0;
        double distance = 0;
        for (int s = 0; s < sum.length; s++) {
            upTo += sum[s];
            double normal = Normal.STANDARD.cdf((s - mean) / std);
            distance = Math.max(distance, Math.abs(upTo - normal));
        }
        return distance;
    }

    @WrongBody("PR-E7")
    static double isTheBound(double[] p, int n) {
        return bound(p, n);
    }

    @WrongBody("PR-E8") // one place too short
    static double[] losesTheLast(double[] p, double[] q) {
        Probabilities.require("p", p);
        Probabilities.require("q", q);
        double[] sum = new double[p.length + q.length - 1];
        for (int i = 0; i < p.length; i++) {
            for (int j = 0; j < q.length - 1; j++) {
                sum[i + j] += p[i] * q[j];
            }
        }
        return sum;
    }

    @WrongBody("PR-E8") // the law of a difference, shifted
    static double[] subtracts(double[] p, double[] q) {
        Probabilities.require("p", p);
        Probabilities.require("q", q);
        double[] sum = new double[p.length + q.length - 1];
        for (int i = 0; i < p.length; i++) {
            for (int j = 0; j < q.length; j++) {
                sum[i + j] += p[i] * q[q.length - 1 - j];
            }
        }
        return sum;
    }

    @WrongBody("PR-E9") // at a border the category before comes, possible or not
    int takesTheBorder(double u) {
        if (!(u >= 0 && u < 1)) {
            throw new IllegalArgumentException("a number in [0,1) is needed, got " + u);
        }
        int i = 0;
        while (i < last && u > cumulative[i]) {
            i++;
        }
        return i;
    }

    @WrongBody(
            "PR-E9") // where rounding keeps the sums below 1, the last category comes, possible or
    // not
    int forgetsWhatIsImpossible(double u) {
        if (!(u >= 0 && u < 1)) {
            throw new IllegalArgumentException("a number in [0,1) is needed, got " + u);
        }
        int i = 0;
        while (i < cumulative.length - 1 && u >= cumulative[i]) {
            i++;
        }
        return i;
    }

    @WrongBody("PR-E10") // one order of successes and failures
    double forgetsTheOrders(int k) {
        if (k < 0 || k > n) {
            return 0;
        }
        return StrictMath.pow(p, k) * StrictMath.pow(1 - p, n - k);
    }

    @WrongBody("PR-E10") // with a factorial that overflows a long
    double countsWithFactorials(int k) {
        if (k < 0 || k > n) {
            return 0;
        }
        long up = 1;
        long down = 1;
        for (int i = 1; i <= k; i++) {
            up *= n - k + i;
            down *= i;
        }
        return (double) up / down * StrictMath.pow(p, k) * StrictMath.pow(1 - p, n - k);
    }
}
