package org.firstprinciples.notebooksequivalents.terminal;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/// Where a run narrates: a window that can redraw its last line, or a log that cannot.
public final class Terminal {

    /// The width that lines are wrapped to.
    public static final int COLUMNS = 80;

    private static final String INDENTATION = "   ";

    private final PrintStream out;
    private final boolean window;
    private final boolean bold;
    private boolean gap; // whether the last line is empty
    private int drawn; // characters of the line that will be drawn over

    private Terminal(PrintStream out, boolean window, boolean bold) {
        this.out = out;
        this.window = window;
        this.bold = bold;
    }

    /// The standard output: a window if a person sits before it and it can do what a window does.
    public static Terminal standard() {
        Charset named = System.out.charset();
        // The "C" locale of containers and CI names ASCII; what shows the output there takes UTF-8.
        Charset charset = named.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : named;
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, charset);
        return of(
                out,
                Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent(),
                System.getenv());
    }

    /// A window unless nobody watches, as where the output is piped into a file, or unless the environment
    /// calls the terminal dumb: it shows control characters as they are.
    ///
    /// @param environment with `TERM`; and with `NO_COLOR`, which if not empty forbids all but plain letters
    ///     (<https://no-color.org>)
    static Terminal of(PrintStream out, boolean watched, Map<String, String> environment) {
        boolean window = watched && !"dumb".equals(environment.get("TERM"));
        return new Terminal(
                out, window, window && environment.getOrDefault("NO_COLOR", "").isEmpty());
    }

    /// A log: nothing is drawn over.
    public static Terminal log(PrintStream out) {
        return new Terminal(out, false, false);
    }

    /// A window: [#draw] replaces the line it drew before.
    public static Terminal window(PrintStream out) {
        return new Terminal(out, true, true);
    }

    /// Whether lines can be drawn over.
    public boolean isWindow() {
        return window;
    }

    /// Prints a line, or several.
    public synchronized void line(String line) {
        erase();
        gap = line.isEmpty();
        out.println(line);
        out.flush();
    }

    /// Prints a part of a line, or of several, as soon as it is there.
    public synchronized void part(String part) {
        erase();
        gap = false;
        out.print(part);
        out.flush();
    }

    /// Prints an empty line unless the last one is.
    public synchronized void gap() {
        if (!gap) {
            line("");
        }
    }

    /// Prints a text wrapped to [#COLUMNS], indented as the text of a section; nothing if it is empty.
    public void paragraph(String text) {
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split("\\s+", -1)) {
            if (!line.isEmpty()
                    && INDENTATION.length() + line.length() + 1 + word.length() > COLUMNS) {
                line(INDENTATION + line);
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        if (!line.isEmpty()) {
            line(INDENTATION + line);
        }
    }

    /// The text in bold if this is a window that shows it.
    public String bold(String text) {
        return bold ? "\u001b[1m" + text + "\u001b[0m" : text;
    }

    /// Draws a line that the next one replaces; only in a window, and cut where it would wrap.
    public synchronized void draw(String line) {
        if (window) {
            String cut = line.substring(0, Math.min(line.length(), COLUMNS - 1));
            out.print("\r" + cut + " ".repeat(Math.max(0, drawn - cut.length())));
            out.flush();
            drawn = cut.length();
        }
    }

    private void erase() {
        if (drawn > 0) {
            out.print("\r" + " ".repeat(drawn) + "\r");
            drawn = 0;
        }
    }
}
