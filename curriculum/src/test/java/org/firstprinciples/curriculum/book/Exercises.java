package org.firstprinciples.curriculum.book;

import org.firstprinciples.curriculum.exercises.FoldedSolutions;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The exercises that a document lists under `## Exercises`.
///
/// @param inCode the ids of those that claims grade
/// @param onPaper the others, which are numbered
record Exercises(List<String> inCode, List<OnPaper> onPaper) {

    private static final Pattern IN_CODE = Pattern.compile("\\*\\*([A-Z]{2}-E\\d+) ");
    private static final Pattern ON_PAPER = Pattern.compile("(\\d+)\\. .*");

    /// A numbered exercise.
    ///
    /// @param line where it begins, counted from 1
    /// @param number as it is written
    /// @param text with its hints and its solution
    record OnPaper(int line, String number, String text) {}

    /// Reads a document.
    static Exercises of(Document document) {
        List<String> lines = document.lines();
        List<String> visible = document.proseLines();
        List<String> inCode = new ArrayList<>();
        List<OnPaper> onPaper = new ArrayList<>();
        document.headings().stream()
                .filter(h -> h.level() == 2 && h.text().equals("Exercises"))
                .forEach(h -> {
                    List<Integer> begins =
                            IntStream.range(h.line(), document.endOf(h) - 1)
                                    .filter(i -> ON_PAPER.matcher(visible.get(i)).matches())
                                    .boxed()
                                    .toList();
                    for (int i = 0; i < begins.size(); i++) {
                        int end = i + 1 < begins.size() ? begins.get(i + 1) : document.endOf(h) - 1;
                        int begin = begins.get(i);
                        Matcher number = ON_PAPER.matcher(visible.get(begin));
                        if (number.matches()) {
                            onPaper.add(
                                    new OnPaper(
                                            begin + 1,
                                            number.group(1),
                                            String.join("\n", lines.subList(begin, end))));
                        }
                    }
                    IN_CODE.matcher(
                                    String.join(
                                            "\n", lines.subList(h.line(), document.endOf(h) - 1)))
                            .results()
                            .map(m -> m.group(1))
                            .filter(id -> !inCode.contains(id))
                            .forEach(inCode::add);
                });
        return new Exercises(inCode, onPaper);
    }

    /// The exercises on paper that a reader cannot check, with their lines.
    Stream<String> complaints() {
        return onPaper.stream()
                .filter(e -> FoldedSolutions.removedFrom(e.text()).equals(e.text()))
                .map(e ->
                        "%s: exercise %s has no solution; fold one below it: `<details><summary>Solution</summary>`, an empty line, the solution, an empty line, `</details>`"
                                .formatted(e.line(), e.number()));
    }
}
