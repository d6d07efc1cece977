package org.firstprinciples.notebooksequivalents.generation;

import org.firstprinciples.mathfoundations.linearalgebra.storage.FileFailure;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Workers;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.Vocabulary;
import org.firstprinciples.notebooksequivalents.generation.Request.Option;
import org.firstprinciples.notebooksequivalents.terminal.Terminal;
import org.firstprinciples.transformers.gpt.Generation;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;

/// The command line behind `mvn -q compile -Dgenerate=<folder> -Dprompt=ROMEO`: a trained model writes, and the text
/// appears character by character.
///
/// Maven hands every property on as an option, so messages name options as they are typed there.
public final class Generate {

    static final int DONE = 0;
    static final int FAILED = 1;
    static final int MISUSED = 2;

    private Generate() {}

    /// Writes what the arguments ask for.
    public static void main(String[] arguments) {
        System.exit(run(Terminal.standard(), System.err, arguments));
    }

    static int run(Terminal terminal, PrintStream errors, String... arguments) {
        Map<String, String> texts = new LinkedHashMap<>();
        try {
            new CommandLine(command())
                    .parseArgs(arguments)
                    .matchedOptions()
                    .forEach(o -> texts.put(o.longestName().substring(2), o.getValue()));
        } catch (ParameterException e) {
            errors.println(e.getMessage());
            return MISUSED;
        }
        if (texts.getOrDefault("generate", "").equals("help")) {
            terminal.line(help());
            return DONE;
        }
        try {
            write(Request.parse(texts), terminal);
            return DONE;
        } catch (IllegalArgumentException e) {
            errors.println(e.getMessage());
            return MISUSED;
        } catch (IOException e) {
            errors.println(FileFailure.message(e));
            return FAILED;
        }
    }

    private static void write(Request request, Terminal terminal) throws IOException {
        SavedModel saved = SavedModel.read(request.folder());
        Vocabulary vocabulary = saved.vocabulary();
        int[] prompt;
        try {
            prompt = vocabulary.encode(request.prompt());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "-Dprompt=%s: %s".formatted(request.prompt(), e.getMessage()), e);
        }
        try (Workers workers = Workers.of(request.threads())) {
            Engine engine = Engine.of(request.kernels(), workers).withArena();
            Generation generation =
                    new Generation(saved.model(), engine, request.decoding(), request.seed());
            terminal.part(request.prompt());
            generation.generate(
                    prompt, request.length(), token -> terminal.part(vocabulary.decode(token)));
            terminal.line("");
        }
    }

    private static CommandSpec command() {
        CommandSpec command = CommandSpec.create().name("generate");
        for (Option option : Option.values()) {
            command.addOption(OptionSpec.builder("--" + option.word()).type(String.class).build());
        }
        return command;
    }

    private static String help() {
        StringBuilder help =
                new StringBuilder("mvn -q compile -Dgenerate=<folder>, and if you like:");
        for (Option option : Option.values()) {
            if (option != Option.GENERATE && option != Option.ROOT) {
                help.append("%n  -D%-13s %s".formatted(option.word() + "=", option.allowed()));
            }
        }
        return help.toString();
    }
}
