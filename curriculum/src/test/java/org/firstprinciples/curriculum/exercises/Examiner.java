package org.firstprinciples.curriculum.exercises;

import org.firstprinciples.curriculum.source.JavaText;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Compiles the bodies of a project and asks the claims about each. It runs in a JVM of its own, which an [Examination]
/// starts and stops: at school on the book's classes, at home on those of the project, with the same rules and words.
public final class Examiner {

    private static final int LONGEST_FILE = 1 << 20;

    private final Assignment assignment;
    private final Path project;
    private final Path work;
    private final Path tests;
    private final ClaimRun claims;
    private final Map<String, String> files; // what bodies are put into, by path
    private final List<Path> classes;

    /// A body as it was handed in.
    private record Submission(String body, List<String> imports) {}

    private Examiner(Assignment assignment, Path classes, Path tests, Path project, Path work) {
        this.assignment = assignment;
        this.classes = new ArrayList<>(List.of(classes));
        this.tests = tests;
        this.project = project;
        this.work = work;
        this.claims = ClaimRun.of(tests, new AttemptLoader(List.of(classes, tests)));
        this.files = new TreeMap<>(assignment.files());
    }

    /// The same where the bodies of some exercises are missing.
    private Examiner(Examiner whole, List<Task> missing) {
        this.assignment = whole.assignment;
        this.tests = whole.tests;
        this.project = whole.project;
        this.work = whole.work;
        this.claims = whole.claims;
        this.files = new TreeMap<>(whole.files);
        this.classes = new ArrayList<>(whole.classes);
        Path folder = work.resolve("missing");
        Folder.clear(folder);
        for (Task task : missing) {
            JavaText text = JavaText.parse(files.getOrDefault(task.path(), ""));
            files.put(task.path(), Attempt.stub(task, text).text());
        }
        for (String path : missing.stream().map(Task::path).distinct().toList()) {
            compile(new Attempt(path, files.getOrDefault(path, "")), folder);
        }
        classes.addFirst(folder);
    }

    /// Takes the question, `school`, `home`, `tests` or `own-tests`, and the folders of the assignment, of compiled classes and tests,
    /// and of the project; reads a word and the exercises, each with the tests that grade it, and prints a line for each:
    /// word and answer. Nothing else is printed, whatever the tests write. At home the exercises of the property
    /// `missing` are missing for each other.
    public static void main(String[] arguments) throws IOException {
        BufferedReader input =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        List<String> lines = input.lines().toList();
        PrintStream out = System.out;
        PrintStream nowhere =
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        System.setOut(nowhere);
        System.setErr(nowhere);
        Assignment assignment = Assignment.read(Path.of(arguments[1]));
        Examiner examiner =
                new Examiner(
                        assignment,
                        Path.of(arguments[2]),
                        Path.of(arguments[3]),
                        Path.of(arguments[4]),
                        Path.of("").toAbsolutePath());
        if (arguments[0].equals("home")) {
            examiner.comeHome();
        }
        List<String> missing = List.of(System.getProperty("missing", "").split(",", -1));
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split("\t", -1);
            Task task = assignment.task(fields[0]).by(List.of(fields[1].split(" ", -1)));
            String answer =
                    switch (arguments[0]) {
                        case "tests" -> examiner.tests(task, assignment.claims());
                        case "own-tests" -> examiner.tests(task, task.claims());
                        case "home" ->
                                new Examiner(
                                                examiner,
                                                assignment.tasks().stream()
                                                        .filter(t -> missing.contains(t.id()))
                                                        .filter(t -> !t.id().equals(task.id()))
                                                        .toList())
                                        .verdict(task)
                                        .toLine();
                        default -> examiner.verdict(task).toLine();
                    };
            out.write((lines.getFirst() + "\t" + answer + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
        Runtime.getRuntime().halt(0);
    }

    /// At home there are no solutions. What was handed out is compiled anew, so that what else stands in the student's files
    /// is missing as it will be at school, and each body that compiles in it takes its place there for the others.
    private void comeHome() {
        Path compiled = classes.removeFirst();
        Path handedOut = work.resolve("classes");
        for (String source : assignment.sources().keySet()) {
            for (Path file : PermittedCalls.classFiles(compiled, source)) {
                Folder.copy(file, handedOut.resolve(compiled.relativize(file)));
            }
        }
        classes.add(handedOut);
        files.forEach((path, text) -> compile(new Attempt(path, text), handedOut));
        Map<Task, Submission> accepted = new LinkedHashMap<>();
        for (Task task : assignment.tasks()) {
            try {
                Optional<Submission> submission = submission(task);
                if (submission.isPresent()) {
                    compiled(task, submission.get());
                    accepted.put(task, submission.get());
                }
            } catch (IllegalArgumentException | StackOverflowError e) {
                // its verdict will say so
            }
        }
        accepted.forEach((task, s) -> {
            JavaText text = JavaText.parse(files.getOrDefault(task.path(), ""));
            JavaText.Method method = text.method(task.method()).orElseThrow();
            files.put(
                    task.path(),
                    JavaText.parse(text.withBody(method, s.body())).withImports(s.imports()));
        });
        files.forEach((path, text) -> compile(new Attempt(path, text), handedOut));
    }

    /// The tests of these claims that fail where the body is missing, with tabs between.
    private String tests(Task task, List<String> asked) {
        Path folder = work.resolve("attempt");
        Folder.clear(folder);
        Attempt stub = Attempt.stub(task, JavaText.parse(files.getOrDefault(task.path(), "")));
        compile(stub, folder);
        ClaimRun run = claims.again(asked, loader(folder));
        return asked.stream()
                .flatMap(c -> run.failures(c, t -> true, false).stream())
                .map(ClaimRun.Failure::test)
                .distinct()
                .collect(Collectors.joining("\t"));
    }

    private Verdict verdict(Task task) {
        try {
            Optional<Submission> submission = submission(task);
            if (submission.isEmpty()) {
                return Verdict.notSolved();
            }
            Path folder = compiled(task, submission.get());
            return claims.again(task.claims(), loader(folder)).verdict(task, assignment);
        } catch (IllegalArgumentException e) {
            return Verdict.refused(String.valueOf(e.getMessage()));
        } catch (StackOverflowError e) {
            return Verdict.refused("it is nested too deeply for the compiler");
        }
    }

    private AttemptLoader loader(Path folder) {
        List<Path> folders = new ArrayList<>(List.of(folder));
        folders.addAll(classes);
        folders.add(tests);
        return new AttemptLoader(folders);
    }

    /// What stands in the place of the solution; empty if it is still what was handed out.
    ///
    /// @throws IllegalArgumentException if there is no such method
    private Optional<Submission> submission(Task task) {
        JavaText text = JavaText.parse(text(task.path()));
        JavaText.Method method =
                text.method(task.method())
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "%s has not one method %s"
                                                .formatted(task.path(), task.method())));
        return text.shownBody(method).equals(task.stub(0))
                ? Optional.empty()
                : Optional.of(
                        new Submission(
                                text.body(method),
                                text.imports().stream()
                                        .filter(PermittedCalls::permitsImport)
                                        .toList()));
    }

    private String text(String path) {
        Path file = project.resolve(path);
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    || !file.toRealPath().startsWith(project.toRealPath())) {
                throw new IllegalArgumentException("there is no file " + path);
            }
            if (Files.size(file) > LONGEST_FILE) {
                throw new IllegalArgumentException(path + " is longer than a megabyte");
            }
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .replace("\r\n", "\n");
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read " + path, e);
        }
    }

    /// The folder with the classes of the file, in which this body stands.
    ///
    /// @throws IllegalArgumentException if it does not compile, or calls what it may not call
    private Path compiled(Task task, Submission submission) {
        Path folder = work.resolve("attempt");
        Folder.clear(folder);
        JavaText reference = JavaText.parse(files.getOrDefault(task.path(), ""));
        compile(Attempt.at(task, reference, submission.body(), submission.imports()), folder);
        List<String> refused = assignment.permitted().refused(folder, task.path());
        if (!refused.isEmpty()) {
            throw new IllegalArgumentException(
                    "an exercise may not call " + String.join(", ", refused));
        }
        return folder;
    }

    private void compile(Attempt attempt, Path to) {
        List<String> errors =
                Compilation.compile(
                                attempt.path(),
                                attempt.text(),
                                Compilation.join(classes) + File.pathSeparator + libraries(),
                                to)
                        .errors();
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException(
                    "in the book's file it does not compile: " + errors.getFirst());
        }
    }

    /// What stands behind the folders of classes and tests.
    private static String libraries() {
        return List.of(System.getProperty("java.class.path").split(File.pathSeparator, -1)).stream()
                .filter(p -> p.endsWith(".jar"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
