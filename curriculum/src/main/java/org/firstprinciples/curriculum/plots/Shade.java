package org.firstprinciples.curriculum.plots;

import java.util.Locale;
import java.util.function.DoubleFunction;

/// How a number becomes a color.
public enum Shade implements DoubleFunction<String> {

    /// From white at 0 to ink at 1.
    INK {
        @Override
        public String apply(double value) {
            return mix(Math.clamp(value, 0, 1), 0x1D2126);
        }
    },

    /// From vermilion at −1 over white at 0 to blue at 1.
    SIGN {
        @Override
        public String apply(double value) {
            return mix(Math.clamp(Math.abs(value), 0, 1), value < 0 ? 0xD55E00 : 0x0072B2);
        }
    };

    private static final int STEPS =
            32; // so few colors that cells of one color can be drawn together

    /// The color of a number as `#rrggbb`; numbers beyond the ends have the color of the end.
    ///
    /// @throws IllegalArgumentException if it is NaN
    @Override
    public abstract String apply(double value);

    /// Whether words on the color of this number must be white.
    boolean isDark(double value) {
        int color = Integer.parseInt(apply(value).substring(1), 16);
        double light = 0.3 * (color >> 16) + 0.59 * (color >> 8 & 0xFF) + 0.11 * (color & 0xFF);
        return light < 130; // of 255
    }

    private static String mix(double share, int color) {
        if (Double.isNaN(share)) {
            throw new IllegalArgumentException("NaN has no shade");
        }
        double s = Math.rint(share * STEPS) / STEPS;
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int channel = color >> shift & 0xFF;
            mixed = mixed << 8 | (int) Math.rint(255 + s * (channel - 255));
        }
        return String.format(Locale.ROOT, "#%06x", mixed);
    }
}
