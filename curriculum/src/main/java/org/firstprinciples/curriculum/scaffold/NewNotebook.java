package org.firstprinciples.curriculum.scaffold;

import org.firstprinciples.curriculum.source.JavaText;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A notebook with its first cell, in its place in the list of notebooks.
///
/// @param name its number and name, `04-optimization-landscape`
record NewNotebook(String name) implements Scaffold {

    private static final String PACKAGE = "org.firstprinciples.notebooksequivalents";
    private static final String SOURCES =
            "notebooks-equivalents/src/main/java/" + PACKAGE.replace('.', '/') + "/";
    private static final Pattern ENTRY = Pattern.compile("( *)new (\\w+)\\(\\)(?=[,)])");

    static NewNotebook of(String name) {
        if (!name.matches("\\d\\d(-[a-z0-9]+)+")) {
            throw new IllegalArgumentException(
                    "-Dnew=notebook:%s: expected two digits and words joined by hyphens, 04-optimization-landscape"
                            .formatted(name));
        }
        return new NewNotebook(name);
    }

    @Override
    public void into(Draft draft) {
        String words = name.substring(3);
        String type = Scaffold.typeName(words);
        String packageName = PACKAGE + "." + words.replace("-", "");
        String folder = SOURCES + words.replace("-", "") + "/";
        Map<String, String> values =
                Map.of(
                        "name",
                        name,
                        "number",
                        name.substring(0, 2),
                        "type",
                        type,
                        "link",
                        "[" + type + "]",
                        "package",
                        packageName);
        draft.create(folder + type + ".java", Template.named("notebook.txt").with(values));
        draft.create(
                folder + "package-info.java",
                Template.named("notebook-package-info.txt").with(values));
        draft.change(list(draft), text -> withEntry(draft, text, type, packageName));
    }

    /// The file that lists the notebooks.
    private static String list(Draft draft) {
        try (Stream<Path> files = Files.list(draft.root().resolve(SOURCES))) {
            return files.map(f -> SOURCES + f.getFileName())
                    .filter(f -> f.endsWith(".java"))
                    .filter(f -> draft.read(f).contains("List<Notebook> all()"))
                    .findFirst()
                    .orElseThrow(() ->
                            new IllegalArgumentException(
                                    SOURCES + ": no class declares List<Notebook> all()"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The list with this notebook before the first one of a higher number, or at its end.
    private String withEntry(Draft draft, String text, String type, String packageName) {
        JavaText java = JavaText.parse(text);
        List<String> imports = java.imports();
        Matcher entry = ENTRY.matcher(text);
        int end = -1;
        while (entry.find()) {
            String other = nameOf(draft, imports, entry.group(2));
            if (other.startsWith(name.substring(0, 2) + "-")) {
                throw new IllegalArgumentException(
                        "%s has the number of %s; take another".formatted(name, other));
            }
            if (other.compareTo(name) > 0) {
                String line = entry.group(1) + "new " + type + "(),\n";
                return withImport(
                        text.substring(0, entry.start()) + line + text.substring(entry.start()),
                        packageName + "." + type);
            }
            end = entry.end();
        }
        return end < 0
                ? text
                : withImport(
                        text.substring(0, end)
                                + ",\n                new "
                                + type
                                + "()"
                                + text.substring(end),
                        packageName + "." + type);
    }

    /// The name of a notebook, from the constant that its class returns.
    private static String nameOf(Draft draft, List<String> imports, String type) {
        String file =
                imports.stream()
                                .filter(i -> i.endsWith("." + type))
                                .findFirst()
                                .orElseThrow()
                                .substring(PACKAGE.length() + 1)
                                .replace('.', '/')
                        + ".java";
        Matcher constant =
                Pattern.compile("\"(\\d\\d-[a-z0-9-]+)\"").matcher(draft.read(SOURCES + file));
        return constant.find() ? constant.group(1) : "";
    }

    /// The text with an import in its alphabetical place.
    private static String withImport(String text, String type) {
        String line = "import " + type + ";\n";
        int place = text.indexOf("import ");
        while (text.startsWith("import ", place) && text.substring(place).compareTo(line) < 0) {
            place = text.indexOf('\n', place) + 1;
        }
        return text.substring(0, place) + line + text.substring(place);
    }

    @Override
    public String next() {
        return "mvn -q compile -Dnotebook=%s -Dmode=fast".formatted(name);
    }
}
