package org.firstprinciples.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.Stream;

/// The files of all benchmarks: `<name>.json`, `<name>.md`, and `RESULTS.md`, which joins the latter.
///
/// @param folder where they stand
public record Results(Path folder) {

    private static final String HEAD =
            """
            # Results

            Made by `mvn -q -Pbenchmarks compile -Dbenchmark=all`, which writes this page to \
            `benchmarks/target/RESULTS.md` and every table as JSON beside it.

            How to read it: each library has a process of its own, and they are measured in interleaved rounds: \
            in each round every library runs for a short time, one after the other, so that what slows the \
            machine down slows all of them. Every figure is the median over the rounds; `p10` and `p90` are the \
            10th and 90th percentile. A ratio is taken within each round, and its median is shown, so it may \
            differ a little from the quotient of two medians. The peer is the fastest of those that were tried; \
            in parentheses are the kernels that it chose for this processor, which no environment variable \
            overrides. The fraction of peak is our rate divided by the rate that a simple loop reached in the \
            same round. Before anything is timed, the outputs are compared.

            """;

    /// Writes the table of a benchmark as JSON and as Markdown.
    ///
    /// @param machine what it was measured on
    /// @throws IOException if that fails
    public void write(String name, String machine, Table table) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(name + ".json"), table.json());
        Files.writeString(
                folder.resolve(name + ".md"),
                "%s%n`-Dbenchmark=%s` on %s.%n".formatted(table.markdown(), name, machine));
    }

    /// Joins what earlier runs and this one wrote, in this order, and returns the page's path.
    ///
    /// @throws IOException if that fails
    public Path join(Stream<String> names) throws IOException {
        StringBuilder page = new StringBuilder(HEAD);
        for (Iterator<String> name = names.iterator(); name.hasNext(); ) {
            Path table = folder.resolve(name.next() + ".md");
            if (Files.exists(table)) {
                page.append(Files.readString(table)).append("\n");
            }
        }
        Path joined = folder.resolve("RESULTS.md");
        Files.writeString(joined, page.toString().stripTrailing() + "\n");
        return joined;
    }
}
