package org.firstprinciples.notebooksequivalents.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

class ProgressTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    private final AtomicLong clock = new AtomicLong();

    private String run(Terminal terminal, int steps, long millisecondsPerStep) {
        Progress progress = new Progress(terminal, "training", 0, steps, clock::get);
        for (int step = 1; step <= steps; step++) {
            clock.addAndGet(millisecondsPerStep * 1_000_000);
            progress.at(step, "loss 1.5");
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aLogGetsALineAtEveryTenth() {
        assertThat(run(Terminal.log(stream), 1000, 100).lines())
                .hasSize(10)
                .startsWith("   training █░░░░░░░░░░░ 100/1000  loss 1.5  1:30 left")
                .endsWith("   training ████████████ 1000/1000  loss 1.5  in 1:40");
    }

    @Test
    void aLogIsSparedLinesThatComeTooFast() {
        assertThat(run(Terminal.log(stream), 1000, 1).lines()).hasSize(1);
    }

    @Test
    void aWindowKeepsOneLine() {
        String drawn = run(Terminal.window(stream), 1000, 10);
        assertThat(drawn.chars().filter(c -> c == '\n')).hasSize(1);
        assertThat(drawn.chars().filter(c -> c == '\r')).hasSizeBetween(90, 110);
    }

    @Test
    void aLineErasesTheBar() {
        Terminal terminal = Terminal.window(stream);
        terminal.draw("half");
        terminal.line("whole");
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("\rhalf\r    \rwhole" + System.lineSeparator());
    }

    @ParameterizedTest
    @CsvSource({"6.6,0:07", "200,3:20", "3599.6,1:00:00"})
    void durationsReadLikeAClock(double seconds, String text) {
        assertThat(Progress.clock(seconds)).isEqualTo(text);
    }

    @Test
    void aParagraphIsWrappedAndIndented() {
        Terminal.log(stream).paragraph("word ".repeat(40));
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .hasSize(3)
                .allMatch(line -> line.startsWith("   word") && line.length() <= Terminal.COLUMNS);
    }
}
