package org.firstprinciples.curriculum.exercises;

import org.firstprinciples.curriculum.source.JavaText;
import org.firstprinciples.curriculum.source.TextFile;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The documents of a handout's topics with their companions, without the solutions that they show or fold away, and with
/// the links that lead somewhere.
final class StudentPages {

    private static final Pattern LINK = Pattern.compile("(!?)\\[([^\\]]*)\\]\\(([^)\\s]+)\\)");
    private static final String NOTATION = "curriculum/notation.md";

    private final Book book;
    private final List<Path> pages;
    private final Map<String, Path> files;
    private final Map<String, Path> pictures = new TreeMap<>();
    private final Map<String, String> texts = new TreeMap<>();

    private StudentPages(Book book, List<Path> pages, Map<String, Path> files) {
        this.book = book;
        this.pages = pages;
        this.files = files;
    }

    /// @param files what else stands in the project, by path
    static StudentPages of(Book book, List<Solution> exercises, Map<String, Path> files) {
        List<Path> paths =
                exercises.stream()
                        .map(Solution::topic)
                        .distinct()
                        .flatMap(t -> t.pages(book.root()).stream())
                        .toList();
        StudentPages pages = new StudentPages(book, paths, files);
        for (Path page : paths) {
            pages.texts.put(page.getFileName().toString(), pages.textOf(page, exercises));
        }
        pages.texts.put("notation.md", withoutLinks(TextFile.read(book.root().resolve(NOTATION))));
        return pages;
    }

    /// The pages, by path.
    Map<String, String> texts() {
        return texts;
    }

    /// What the pages show, by path.
    Map<String, Path> pictures() {
        return pictures;
    }

    private String textOf(Path page, List<Solution> exercises) {
        String text = FoldedSolutions.removedFrom(TextFile.read(page));
        for (Solution solution : exercises) {
            JavaText source = solution.text();
            JavaText.Method method = source.method(solution.task().method()).orElseThrow();
            text = text.replace(source.shownBody(method), solution.task().stub(0));
        }
        return LINK.matcher(text).replaceAll(link -> Matcher.quoteReplacement(linked(link, page)));
    }

    private static String withoutLinks(String text) {
        return LINK.matcher(text)
                .replaceAll(link ->
                        Matcher.quoteReplacement(
                                leadsOutside(link.group(3)) ? link.group() : link.group(2)));
    }

    private String linked(MatchResult link, Path page) {
        String target = link.group(3);
        if (leadsOutside(target)) {
            return link.group();
        }
        String[] parts = target.split("#", 2);
        Path file = page.resolveSibling(parts[0]).normalize();
        String path = placeOf(file, page);
        if (path.isEmpty()) {
            return link.group(2);
        }
        String anchor = parts.length > 1 ? "#" + parts[1] : "";
        return "%s[%s](%s%s)".formatted(link.group(1), link.group(2), path, anchor);
    }

    private static boolean leadsOutside(String target) {
        return target.startsWith("#") || target.contains("://");
    }

    /// Where a file of the book stands in the project; empty if it does not.
    private String placeOf(Path file, Path page) {
        if (file.equals(book.root().resolve(NOTATION))) {
            return "notation.md";
        }
        if (pages.contains(file)) {
            return file.getFileName().toString();
        }
        for (Map.Entry<String, Path> other : files.entrySet()) {
            if (other.getValue().equals(file)) {
                return other.getKey();
            }
        }
        Path folder = page.resolveSibling(".").normalize();
        String path = file.startsWith(folder) ? folder.relativize(file).toString() : "";
        if (path.endsWith(".svg") || path.endsWith(".png") || path.endsWith(".csv")) {
            pictures.put(path.replace('\\', '/'), file);
            return path.replace('\\', '/');
        }
        return "";
    }
}
