package org.firstprinciples.curriculum.shell;

import org.firstprinciples.curriculum.source.JavaText;
import org.firstprinciples.curriculum.source.TextFile;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Three lines to begin with, out of a document: what the tests of its worked examples declare and look at, and the calls that
/// its text shows as code. Only what a shell accepts is taken, so no line can be out of date.
final class ThingsToTry {

    private static final int LINES = 3;
    private static final int LONGEST = 90;

    /// A test that a document names, `[Type.method](src/test/java/…)` or `src/test/java/…#Type.method`, or a call.
    private static final Pattern NAMED =
            Pattern.compile(
                    "\\[(\\w+\\.\\w+)\\]\\((src/test/java/[\\w/]+\\.java)\\)"
                            + "|(src/test/java/[\\w/]+\\.java)#([\\w.]+)"
                            + "|(?<!`)`((?:new )?[A-Z]\\w*(?:\\.\\w+)*\\([^`]*\\d[^`]*\\))`");

    private static final Pattern DECLARATION =
            Pattern.compile("[A-Za-z][\\w.<>\\[\\], ]* (\\w+) = .+");

    private final Predicate<String> accepted;
    private final Map<String, String> declared = new LinkedHashMap<>(); // lines, by the variable
    private final List<String> lines = new ArrayList<>();

    private ThingsToTry(Predicate<String> accepted) {
        this.accepted = accepted;
    }

    /// Up to three lines of a document, in an order in which they can be typed.
    ///
    /// @param accepted says of a line that stands behind those before it whether a shell takes it
    static List<String> of(Path document, Predicate<String> accepted) {
        ThingsToTry things = new ThingsToTry(accepted);
        Matcher named = NAMED.matcher(TextFile.read(document));
        while (named.find() && things.lines.size() < LINES) {
            if (named.group(5) != null) {
                things.look(named.group(5).replaceAll("\\s+", " "));
            } else {
                things.declared.clear();
                statements(document, named.toMatchResult()).forEach(things::read);
            }
        }
        return things.lines;
    }

    private static List<String> statements(Path document, MatchResult named) {
        String file = named.group(2) == null ? named.group(3) : named.group(2);
        String member = named.group(1) == null ? named.group(4) : named.group(1);
        Path source = document.resolveSibling(file).normalize();
        List<String> regions =
                Files.exists(source) ? JavaText.read(source).regions(member) : List.of();
        return regions.size() == 1 ? statements(regions.getFirst()) : List.of();
    }

    /// The statements of a method up to the first that has a block.
    private static List<String> statements(String method) {
        String body =
                method.substring(method.indexOf('{') + 1)
                        .replaceAll("(?m)//.*$", "")
                        .replaceAll("\\s+", " ");
        int block = body.indexOf('{');
        return Stream.of(body.substring(0, block < 0 ? body.length() : block).split(";", -1))
                .map(String::strip)
                .toList();
    }

    private void read(String statement) {
        Matcher declaration = DECLARATION.matcher(statement);
        if (declaration.matches()) {
            declared.put(declaration.group(1), statement);
        } else if (statement.startsWith("assertThat(")) {
            look(argument(statement));
        }
    }

    /// The first argument of a call: what is looked at.
    private static String argument(String call) {
        int open = call.indexOf('(');
        int depth = 0;
        for (int i = open; i < call.length(); i++) {
            depth += call.charAt(i) == '(' ? 1 : call.charAt(i) == ')' ? -1 : 0;
            if (depth == 0) {
                return call.substring(open + 1, i).strip();
            }
        }
        return "";
    }

    /// Takes an expression with the declarations that it needs, if there is room and the shell accepts them all.
    private void look(String expression) {
        if (!expression.contains("(")) {
            return;
        }
        List<String> more = new ArrayList<>();
        need(expression, more);
        more.add(expression);
        more.removeAll(lines);
        if (lines.size() + more.size() <= LINES
                && more.stream().allMatch(l -> l.length() <= LONGEST)
                && more.stream().allMatch(accepted)) {
            lines.addAll(more);
        }
    }

    private void need(String code, List<String> more) {
        declared.forEach((variable, declaration) -> {
            if (!declaration.equals(code)
                    && !more.contains(declaration)
                    && Pattern.compile("(?<![.\\w])" + variable + "\\b").matcher(code).find()) {
                need(declaration, more);
                more.add(declaration);
            }
        });
    }
}
