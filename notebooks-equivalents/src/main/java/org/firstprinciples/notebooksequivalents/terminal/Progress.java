package org.firstprinciples.notebooksequivalents.terminal;

import java.util.Locale;
import java.util.function.LongSupplier;

/// A bar that shows how far a long task is and how long it will take.
///
/// In a window one line is drawn over, ten times a second at most. In a log a line appears at every tenth
/// of the task, but not within five seconds of the line before.
///
/// Ours and not a library's: the one we tried (`me.tongfei:progressbar` 0.10.2) brings a native terminal
/// library about whose loading JDK 25 warns, and writes its carriage returns into logs.
public final class Progress {

    private static final int BAR = 12;
    private static final long REDRAW_NANOS = 100_000_000L;
    private static final long LOG_NANOS = 5_000_000_000L;

    private final Terminal terminal;
    private final String label;
    private final long first;
    private final long total;
    private final LongSupplier clock;
    private final long start;
    private long shownAt;
    private long shownTenth;

    /// A bar for a task of `total` steps, at step 0.
    public Progress(Terminal terminal, String label, long total) {
        this(terminal, label, 0, total, System::nanoTime);
    }

    /// A bar for a task that goes on at step `first`.
    ///
    /// @param clock nanoseconds from any origin
    public Progress(Terminal terminal, String label, long first, long total, LongSupplier clock) {
        this.terminal = terminal;
        this.label = label;
        this.first = first;
        this.total = total;
        this.clock = clock;
        this.start = clock.getAsLong();
        this.shownAt = start;
        this.shownTenth = 10 * first / Math.max(1, total);
    }

    /// Says that `step` steps are done, and something about them, such as the loss.
    public void at(long step, String remark) {
        long now = clock.getAsLong();
        long tenth = 10 * step / Math.max(1, total);
        boolean due =
                terminal.isWindow()
                        ? now - shownAt >= REDRAW_NANOS
                        : tenth > shownTenth && now - shownAt >= LOG_NANOS;
        if (!due && step < total) {
            return;
        }
        shownAt = now;
        shownTenth = tenth;
        if (terminal.isWindow() && step < total) {
            terminal.draw(line(step, now, remark));
        } else {
            terminal.line(line(step, now, remark));
        }
    }

    private String line(long step, long now, String remark) {
        double seconds = (now - start) / 1e9;
        int full = (int) (BAR * step / Math.max(1, total));
        String time =
                step >= total
                        ? "in " + clock(seconds)
                        : step > first
                                ? clock(seconds * (total - step) / (step - first)) + " left"
                                : "";
        return String.format(
                        Locale.ROOT,
                        "   %s %s%s %d/%d  %s  %s",
                        label,
                        "█".repeat(full),
                        "░".repeat(BAR - full),
                        step,
                        total,
                        remark,
                        time)
                .stripTrailing();
    }

    /// A duration as people read it: `0:07`, `3:20`, `1:00:00`.
    public static String clock(double seconds) {
        long s = (long) Math.rint(seconds);
        return s < 3600
                ? String.format(Locale.ROOT, "%d:%02d", s / 60, s % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", s / 3600, s / 60 % 60, s % 60);
    }
}
