package org.firstprinciples.notebooksequivalents;

import org.firstprinciples.mathfoundations.linearalgebra.storage.FileFailure;
import org.firstprinciples.notebooksequivalents.Options.Option;
import org.firstprinciples.notebooksequivalents.terminal.Interruption;
import org.firstprinciples.notebooksequivalents.terminal.Terminal;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The command line behind `mvn -q compile -Dnotebook=09-minimal-gpt`.
///
/// Maven hands every property on as an option, so messages name options as they are typed there.
public final class Main {

    static final int DONE = 0;
    static final int FAILED = 1;
    static final int MISUSED = 2;
    static final int INTERRUPTED = 130; // as shells count: 128 and the number of the signal

    private Main() {}

    /// Runs the notebook that the arguments name.
    public static void main(String[] arguments) {
        System.exit(run(Terminal.standard(), System.err, Interruption.ofProcess(), arguments));
    }

    static int run(
            Terminal terminal, PrintStream errors, Interruption interruption, String... arguments) {
        Map<String, String> texts = new LinkedHashMap<>();
        try {
            ParseResult parsed = new CommandLine(command()).parseArgs(arguments);
            parsed.matchedOptions().stream()
                    .filter(o -> !o.usageHelp())
                    .forEach(o -> texts.put(o.longestName().substring(2), o.getValue()));
            if (parsed.isUsageHelpRequested()) {
                terminal.line(help(root(texts)));
                return DONE;
            }
        } catch (ParameterException e) {
            errors.println(e.getMessage());
            return MISUSED;
        }
        String name = texts.getOrDefault("notebook", "");
        if (name.equals("list")) {
            terminal.line(list(root(texts)));
            return DONE;
        }
        Optional<Notebook> notebook = Notebooks.named(name);
        if (notebook.isEmpty()) {
            errors.println("There is no notebook '%s'. %s".formatted(name, list(root(texts))));
            return MISUSED;
        }
        Options options;
        try {
            options = Options.parse(texts);
        } catch (IllegalArgumentException e) {
            errors.println(e.getMessage());
            return MISUSED;
        }
        return run(notebook.get(), options, terminal, errors, interruption);
    }

    private static int run(
            Notebook notebook,
            Options options,
            Terminal terminal,
            PrintStream errors,
            Interruption interruption) {
        try {
            Path folder = Session.run(notebook, options, terminal, interruption);
            terminal.gap();
            terminal.line("Report   " + folder.resolve("index.html").toUri());
            terminal.line("Figures  " + folder.resolve("metrics.json"));
            return DONE;
        } catch (InterruptedRun e) {
            terminal.gap();
            terminal.line(String.valueOf(e.getMessage()));
            return INTERRUPTED;
        } catch (IOException e) {
            errors.println(FileFailure.message(e));
            return FAILED;
        } finally {
            interruption.end();
        }
    }

    private static CommandSpec command() {
        CommandSpec command = CommandSpec.create().name("notebook");
        command.addOption(OptionSpec.builder("--notebook").type(String.class).build());
        for (Option option : Option.values()) {
            command.addOption(OptionSpec.builder("--" + option.word()).type(String.class).build());
        }
        return command.addOption(OptionSpec.builder("--help").usageHelp(true).build());
    }

    private static Path root(Map<String, String> texts) {
        return Path.of(texts.getOrDefault("root", "")).toAbsolutePath();
    }

    private static String help(Path root) {
        StringBuilder help =
                new StringBuilder("mvn -q compile -Dnotebook=<name>, and if you like:\n");
        for (Option option : Option.values()) {
            if (option != Option.ROOT) {
                help.append("  -D%-9s %s%n".formatted(option.word() + "=", option.allowed()));
            }
        }
        return help.append("With -Dnotebook=list, what follows. ").append(list(root)).toString();
    }

    private static String list(Path root) {
        StringBuilder list = new StringBuilder("The notebooks are:");
        for (Notebook notebook : Notebooks.all()) {
            list.append(
                    "%n  %-24s %s%n  %-24s (%s)"
                            .formatted(
                                    notebook.name(),
                                    notebook.summary(),
                                    "",
                                    LastRun.of(notebook, root)));
        }
        return list.toString();
    }
}
