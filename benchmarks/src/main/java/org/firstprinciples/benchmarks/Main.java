package org.firstprinciples.benchmarks;

import org.firstprinciples.benchmarks.report.Machine;
import org.firstprinciples.benchmarks.report.Results;
import org.firstprinciples.benchmarks.report.Table;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The command line behind `mvn -q -Pbenchmarks compile -Dbenchmark=gemm`.
public final class Main {

    static final int DONE = 0;
    static final int FAILED = 1;
    static final int MISUSED = 2;

    private static final String ALL = "all";
    private static final int MAX_ROUNDS = 1000;

    private Main() {}

    /// Runs the benchmark that the arguments name, or all.
    public static void main(String[] arguments) {
        System.exit(run(System.out, System.err, arguments));
    }

    static int run(PrintStream out, PrintStream errors, String... arguments) {
        try {
            ParseResult parsed = new CommandLine(command()).parseArgs(arguments);
            String name = parsed.matchedOptionValue("--benchmark", "");
            Optional<Benchmark> chosen = Benchmark.named(name);
            if (chosen.isEmpty() && !name.equals(ALL)) {
                errors.println("There is no benchmark '%s'. %s".formatted(name, list()));
                return MISUSED;
            }
            OptionalInt rounds = rounds(parsed.matchedOptionValue("--rounds", "auto"));
            Path root = Path.of(parsed.matchedOptionValue("--root", "")).toAbsolutePath();
            Results results = new Results(root.resolve("benchmarks/target"));
            Session session = new Session(rounds, errors);
            for (Benchmark benchmark : chosen.map(List::of).orElseGet(Benchmark::all)) {
                String machine = Machine.description();
                Table table = benchmark.run(session);
                results.write(benchmark.name(), machine, table);
                out.println(table.markdown());
            }
            out.println("Figures  " + results.join(Benchmark.all().stream().map(Benchmark::name)));
            return DONE;
        } catch (ParameterException | IllegalArgumentException e) {
            errors.println(e.getMessage());
            return MISUSED;
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            errors.println(e.getMessage());
            return FAILED;
        }
    }

    private static OptionalInt rounds(String text) {
        if (text.isBlank() || text.equals("auto")) {
            return OptionalInt.empty();
        }
        if (text.matches("[0-9]{1,4}")) {
            int rounds = Integer.parseInt(text);
            if (rounds >= 1 && rounds <= MAX_ROUNDS) {
                return OptionalInt.of(rounds);
            }
        }
        throw new IllegalArgumentException(
                "-Drounds=%s: expected a whole number from 1 to %d, or auto"
                        .formatted(text, MAX_ROUNDS));
    }

    private static CommandSpec command() {
        CommandSpec command = CommandSpec.create().name("benchmark");
        for (String option : List.of("--benchmark", "--rounds", "--root")) {
            command.addOption(OptionSpec.builder(option).type(String.class).build());
        }
        return command;
    }

    private static String list() {
        StringBuilder list = new StringBuilder("The benchmarks are:");
        for (Benchmark benchmark : Benchmark.all()) {
            list.append("%n  %-24s %s".formatted(benchmark.name(), benchmark.summary()));
        }
        return list.append("%n  %-24s %s".formatted(ALL, "one after the other")).toString();
    }
}
