package org.firstprinciples.notebooksequivalents;

import org.firstprinciples.mathfoundations.linearalgebra.storage.FolderLock;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Workers;
import org.firstprinciples.notebooksequivalents.report.Page;
import org.firstprinciples.notebooksequivalents.report.Report;
import org.firstprinciples.notebooksequivalents.report.SourceCode;
import org.firstprinciples.notebooksequivalents.terminal.Interruption;
import org.firstprinciples.notebooksequivalents.terminal.Terminal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// One run of a notebook: what it was told, what it computes on, and where its cells and files go.
///
/// @param options what the run was told
/// @param engine kernels and threads
/// @param page what the notebook writes to
/// @param terminal for progress; everything else goes through the page
/// @param interruption whether the run should end early
/// @param folder of all files: `<root>/notebooks-equivalents/target/notebooks/<name>`
public record Session(
        Options options,
        Engine engine,
        Page page,
        Terminal terminal,
        Interruption interruption,
        Path folder) {

    /// Runs a notebook and writes `index.html` and `metrics.json` to its folder, which it returns.
    ///
    /// The folder belongs to the run until it ends: another process that runs the same notebook is told who has it.
    ///
    /// @throws IOException if a file cannot be read or written, or is damaged, or another process has the folder
    /// @throws InterruptedRun if the run was asked to end early; no report is written then
    public static Path run(
            Notebook notebook, Options options, Terminal terminal, Interruption interruption)
            throws IOException, InterruptedRun {
        Path folder = folder(notebook, options.root());
        try (FolderLock _ = FolderLock.acquire(folder)) {
            run(notebook, options, terminal, interruption, folder);
        }
        return folder;
    }

    private static void run(
            Notebook notebook,
            Options options,
            Terminal terminal,
            Interruption interruption,
            Path folder)
            throws IOException, InterruptedRun {
        Page page = new Page(terminal, SourceCode.of(options.root(), notebook.getClass()));
        page.metrics().put("notebook", notebook.name());
        page.metrics().put("mode", options.mode().word());
        page.metrics().put("seed", options.seed());
        page.metrics().put("threads", options.threads());
        Map<String, String> facts = facts(options);
        terminal.line(terminal.bold(notebook.title()));
        terminal.line(String.join(" · ", facts.entrySet().stream().map(Session::fact).toList()));
        try (Workers workers = Workers.of(options.threads())) {
            Engine engine = Engine.of(options.kernels(), workers);
            Session session = new Session(options, engine, page, terminal, interruption, folder);
            notebook.run(session);
            page.metrics().put("checks", page.checks());
            page.metrics().put("failedChecks", String.join(" ", page.failed()));
            if (!page.failed().isEmpty()) {
                terminal.gap();
                terminal.line("Not as they should be: " + String.join(", ", page.failed()));
            }
            new Report(notebook.title(), notebook.summary(), facts, page)
                    .write(folder.resolve("index.html"));
            page.metrics().write(folder.resolve("metrics.json"));
            notebook.reported(session);
        }
    }

    /// Where a notebook's files are.
    ///
    /// @param root the book's folder
    static Path folder(Notebook notebook, Path root) {
        return root.resolve("notebooks-equivalents/target/notebooks").resolve(notebook.name());
    }

    private static Map<String, String> facts(Options options) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("mode", options.mode().word());
        facts.put("seed", Long.toString(options.seed()));
        facts.put("threads", Integer.toString(options.threads()));
        facts.put("kernels", options.kernels().name());
        return facts;
    }

    private static String fact(Map.Entry<String, String> fact) {
        return fact.getKey() + " " + fact.getValue();
    }
}
