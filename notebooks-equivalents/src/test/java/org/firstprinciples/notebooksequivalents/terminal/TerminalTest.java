package org.firstprinciples.notebooksequivalents.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

class TerminalTest {

    private static final Map<String, String> XTERM = Map.of("TERM", "xterm-256color");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);

    /// A headline, a bar over 100 steps of a second each, and a last line.
    private String narrated(boolean watched, Map<String, String> environment) {
        Terminal terminal = Terminal.of(stream, watched, environment);
        AtomicLong clock = new AtomicLong();
        Progress progress = new Progress(terminal, "training", 0, 100, clock::get);
        terminal.line(terminal.bold("Title"));
        for (int step = 1; step < 100; step++) {
            clock.addAndGet(1_000_000_000);
            progress.at(step, "loss 1.5");
        }
        terminal.line("end");
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aWindowIsDrawnOver() {
        assertThat(narrated(true, XTERM)).contains("\u001b[1mTitle\u001b[0m", "\r   training");
    }

    /// A terminal without a name is one of Windows, and no dumb one.
    @Test
    void aWindowNeedsNoName() {
        assertThat(narrated(true, Map.of())).contains("\u001b[1m", "\r");
    }

    @ParameterizedTest
    @CsvSource({"true, dumb", "false, xterm-256color", "false, dumb"})
    void whatCannotBeDrawnOverGetsPlainLines(boolean watched, String name) {
        String separator = System.lineSeparator();
        String text = narrated(watched, Map.of("TERM", name));
        assertThat(text)
                .startsWith("Title" + separator + "   training █")
                .endsWith("end" + separator);
        assertThat(text.replace(separator, "").chars()).noneMatch(Character::isISOControl);
        assertThat(text.lines()).hasSize(2 + 9); // a line at every tenth
    }

    @ParameterizedTest
    @CsvSource({"1, false", "'', true"})
    void colorsCanBeRefused(String noColor, boolean bold) {
        String text = narrated(true, Map.of("TERM", "xterm", "NO_COLOR", noColor));
        assertThat(text.contains("\u001b")).isEqualTo(bold);
        assertThat(text).contains("\r   training");
    }
}
