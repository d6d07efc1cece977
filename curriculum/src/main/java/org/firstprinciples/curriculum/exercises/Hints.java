package org.firstprinciples.curriculum.exercises;

import org.firstprinciples.curriculum.source.JavaText;
import org.firstprinciples.curriculum.source.TextFile;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Help with an exercise in steps, one each time it is asked for: where to read, what grades it, the shape of the
/// solution, and, after an honest try, the solution.
///
/// @param solution the exercise
/// @param steps the hints, the solution last
record Hints(Solution solution, List<String> steps) {

    private static final Pattern HEADING = Pattern.compile("(?m)^##+ (.*)$");
    private static final Pattern STATEMENT =
            Pattern.compile(
                    "(?s)\\G\\s*+((?:[^;{}\"']|\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*')*?(?:\\((?:[^()\"']|\\([^()]*\\))*\\)\\s*)?)([;{}])");
    private static final Pattern DECLARATION =
            Pattern.compile("((?:final )?[A-Za-z][\\w.<>,?\\[\\] ]* \\w+) = .*", Pattern.DOTALL);

    /// Copies the list.
    Hints {
        steps = List.copyOf(steps);
    }

    /// The hints for an exercise of the book.
    static Hints of(Book book, Solution solution) {
        Task task = solution.task();
        Map<String, String> titles = book.titles(List.of(solution));
        JavaText text = solution.text();
        JavaText.Method method = text.method(task.method()).orElseThrow();
        String body = text.shownBody(method);
        return new Hints(
                solution,
                List.of(
                        "Read %s again, and what stands above %s in %s."
                                .formatted(sections(book, solution), task.method(), task.path()),
                        "It must make these claims true; write each out for the smallest case that"
                                + " is not trivial, on paper:\n"
                                + task.claims().stream()
                                        .map(c ->
                                                "  %s %s".formatted(c, titles.getOrDefault(c, "")))
                                        .collect(Collectors.joining("\n")),
                        "The solution has this shape:\n" + shape(body),
                        "The solution:\n" + body));
    }

    /// The sections that state the claims, with their pages.
    private static String sections(Book book, Solution solution) {
        return solution.topic().pages(book.root()).stream()
                .flatMap(page ->
                        headings(TextFile.read(page), solution.task())
                                .map(h -> h + " in " + page.getFileName()))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static Stream<String> headings(String page, Task task) {
        return task.claims().stream()
                .map(c -> page.indexOf("**Claim " + c + " "))
                .filter(place -> place >= 0)
                .map(place ->
                        HEADING.matcher(page.substring(0, place))
                                .results()
                                .reduce((a, b) -> b)
                                .map(h -> "“" + h.group(1) + "”")
                                .orElse("the beginning"));
    }

    /// A body without its expressions: `for (…) {`, `double sum = …;`, `return …;`.
    static String shape(String body) {
        StringBuilder shape = new StringBuilder();
        int depth = 0;
        for (MatchResult statement : STATEMENT.matcher(body).results().toList()) {
            String text = statement.group(1).strip();
            String end = statement.group(2);
            if (end.equals("}")) {
                depth--;
            }
            shape.append("    ".repeat(Math.max(0, depth)))
                    .append(withoutExpressions(text))
                    .append(text.isEmpty() || end.equals(";") ? "" : " ")
                    .append(end)
                    .append('\n');
            if (end.equals("{")) {
                depth++;
            }
        }
        return shape.toString();
    }

    private static String withoutExpressions(String statement) {
        for (String word :
                List.of("else if", "for", "if", "while", "switch", "catch", "synchronized")) {
            if (statement.startsWith(word + " (")) {
                return word + " (…)";
            }
        }
        for (String word : List.of("return", "throw", "yield")) {
            if (statement.startsWith(word + " ")) {
                return word + " …";
            }
        }
        if (statement.isEmpty()
                || List.of("else", "do", "try", "finally", "break", "continue", "return")
                        .contains(statement)) {
            return statement;
        }
        Matcher declaration = DECLARATION.matcher(statement);
        return declaration.matches() ? declaration.group(1) + " = …" : "…";
    }

    /// The next hint for somebody who works in this project; it is noted there.
    ///
    /// @throws IllegalArgumentException if only the solution is left, and no body has been run yet
    String next(Path project) {
        Progress progress = Progress.in(project);
        Progress.Entry entry = progress.of(solution.id());
        int step = Math.min(entry.hints(), steps.size() - 1);
        if (step == steps.size() - 1 && entry.tries() == 0) {
            throw new IllegalArgumentException(
                    "%s: only the solution is left, and it comes after an honest try: write a body in %s and run `mvn -q test` there"
                            .formatted(solution.id(), project));
        }
        progress.with(solution.id(), entry.afterHint()).write(project);
        return "%s, hint %s of %s\n%s\n"
                .formatted(
                        solution.id(),
                        String.valueOf(step + 1),
                        String.valueOf(steps.size()),
                        steps.get(step));
    }

    /// The project in this folder, or in a folder of it, that has the exercise.
    ///
    /// @throws IllegalArgumentException if there is none
    static Path project(Path folder, Task task) {
        Optional<Path> project =
                HandedIn.in(folder).stream()
                        .flatMap(h -> h.project().stream())
                        .filter(p -> Files.exists(p.resolve(task.path())))
                        .findFirst();
        return project.orElseThrow(() ->
                new IllegalArgumentException(
                        "%s: no project in it has the exercise %s".formatted(folder, task.id())));
    }
}
