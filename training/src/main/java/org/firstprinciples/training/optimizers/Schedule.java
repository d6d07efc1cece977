package org.firstprinciples.training.optimizers;

/// The learning rate as a function of the step, counted from 0.
@FunctionalInterface
public interface Schedule {

    /// The learning rate of this step.
    double at(long step);

    /// The same rate in every step.
    static Schedule constant(double rate) {
        return step -> rate;
    }

    /// A linear warm-up to `peak`, then half a cosine down to `floor`, and `floor` after `steps`:
    /// `peak·(t+1)/(w+1)` for `t < w`, then `floor + ½(peak − floor)(1 + cos(π(t−w)/(steps−w)))`.
    ///
    /// - source: Loshchilov & Hutter 2017, *SGDR*, eq. 5; warm-up as in Vaswani et al. 2017, §5.3
    ///
    /// @throws IllegalArgumentException if `0 ≤ floor ≤ peak` or `0 ≤ warmup ≤ steps` fails
    static Schedule cosine(double peak, double floor, long warmup, long steps) {
        if (!(floor >= 0 && floor <= peak && peak < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "0 ≤ floor ≤ peak is needed, got floor=%s peak=%s".formatted(floor, peak));
        }
        if (warmup < 0 || warmup > steps) {
            throw new IllegalArgumentException(
                    "0 ≤ warmup ≤ steps is needed, got warmup=%s steps=%s"
                            .formatted(warmup, steps));
        }
        return step -> {
            if (step < warmup) {
                return peak * (step + 1) / (warmup + 1);
            }
            if (step >= steps) {
                return floor;
            }
            double progress = (step - warmup) / (double) (steps - warmup);
            return floor + 0.5 * (peak - floor) * (1 + StrictMath.cos(Math.PI * progress));
        };
    }
}
