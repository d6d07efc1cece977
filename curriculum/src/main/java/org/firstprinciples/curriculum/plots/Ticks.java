package org.firstprinciples.curriculum.plots;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Where an axis has its numbers: at round ones.
final class Ticks {

    private static final double[] ROUND = {1, 2, 5};
    private static final int MOST_DECADES = 5;
    private static final double ROUNDING = 1e-9;

    private Ticks() {}

    /// Multiples of 1, 2 or 5 times a power of ten.
    ///
    /// @param intervals the axis has at least the length of so many, and of less than two and a half times as many and one
    static List<Double> round(double low, double high, int intervals) {
        double most = (high - low) / intervals * (1 + ROUNDING);
        int power = (int) decade(most);
        double step = times(1, power);
        for (double round : ROUND) {
            step = times(round, power) <= most ? times(round, power) : step;
        }
        List<Double> ticks = new ArrayList<>();
        double slack = ROUNDING * (high - low);
        for (long k = (long) Math.ceil((low - slack) / step); k * step <= high + slack; k++) {
            ticks.add(step < 1 ? k / Math.rint(1 / step) : k * step);
        }
        return ticks;
    }

    /// Powers of ten, and 2 and 5 times these where the axis is short.
    static List<Double> logarithmic(double low, double high) {
        int first = (int) decade(low);
        int last = (int) decade(high);
        boolean isShort = StrictMath.log10(high / low) <= 2.5;
        int every = Math.max(1, Math.ceilDiv(last - first, MOST_DECADES));
        List<Double> ticks = new ArrayList<>();
        for (int power = first; power <= last; power++) {
            for (double round : isShort ? ROUND : new double[] {1}) {
                double tick = times(round, power);
                if (tick >= low * (1 - ROUNDING)
                        && tick <= high * (1 + ROUNDING)
                        && Math.floorMod(power, every) == 0) {
                    ticks.add(tick);
                }
            }
        }
        return ticks;
    }

    /// A round number as one writes it: `−4`, `0.05`, `1e-6`.
    static String label(double tick) {
        boolean isLong = tick != 0 && (Math.abs(tick) < 1e-4 || Math.abs(tick) >= 1e6);
        String plain =
                isLong
                        ? String.format(Locale.ROOT, "%.0e", tick).replaceAll("e([-+])0*", "e$1")
                        : new BigDecimal(Double.toString(tick))
                                .stripTrailingZeros()
                                .toPlainString();
        return plain.replace("e+", "e").replaceAll("^-", "−");
    }

    /// The numbers of a logarithmic axis as one writes them: `0.1`, `1`, `10`, or as powers, `10⁻⁶`, where one of them would
    /// be long.
    static List<String> powers(List<Double> ticks) {
        boolean areDecades = ticks.stream().allMatch(t -> t == times(1, (int) decade(t)));
        boolean isLong = ticks.stream().anyMatch(t -> t < 1e-3 || t >= 1e5);
        return ticks.stream()
                .map(t -> areDecades && isLong ? "10" + raised((int) decade(t)) : label(t))
                .toList();
    }

    private static String raised(int power) {
        return String.valueOf(power)
                .chars()
                .mapToObj(c -> c == '-' ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹".substring(c - '0', c - '0' + 1))
                .collect(Collectors.joining());
    }

    private static double decade(double positive) {
        return Math.floor(StrictMath.log10(positive) + ROUNDING);
    }

    /// `round · 10^power`, as one would write it: 0.3 and not 3·0.1.
    private static double times(double round, int power) {
        return Double.parseDouble(round + "e" + power);
    }
}
