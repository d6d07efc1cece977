package org.firstprinciples.curriculum.book;

import org.firstprinciples.curriculum.Curriculum;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `mvn -q test-compile -Dbook=check`: the documents of all sections against every rule that reads no bytecode, and the
/// glossary and the README. No Java of the book is compiled.
public final class BookCheck {

    private static final String NOTEBOOKS = "notebooks-equivalents";

    private BookCheck() {}

    /// Takes the book's folder.
    public static void main(String[] arguments) {
        List<String> complaints = complaints(Path.of(arguments[0]), Curriculum.ofThisBook());
        complaints.forEach(System.out::println);
        if (!complaints.isEmpty()) {
            System.out.printf("%s things to mend.%n", complaints.size());
            System.exit(1);
        }
        System.out.println("The documents are in order. " + notLookedAt());
    }

    /// What is wrong with a book, as far as its sources show it, a sentence each.
    static List<String> complaints(Path root, Curriculum plan) {
        List<String> sections = new ArrayList<>(plan.sections());
        sections.add(NOTEBOOKS);
        if (Written.GLOSSARY.isAskedFor()) {
            sections.stream().map(s -> new Section(root, s, plan)).forEach(TermRules::writeLinks);
        }
        Stream<String> ofSections =
                sections.parallelStream()
                        .filter(s -> Files.exists(root.resolve(s)))
                        .map(s -> new Section(root, s, plan))
                        .flatMap(s -> rules().flatMap(r -> complaints(r, s)));
        return Stream.of(
                        ofSections,
                        GlossaryTable.complaints(root, plan),
                        ReadmeMap.complaints(root, plan))
                .flatMap(s -> s)
                .distinct()
                .toList();
    }

    /// A file that cannot be read as what it should be is a complaint too.
    private static Stream<String> complaints(BookRule rule, Section section) {
        try {
            return rule.complaints(section).toList().stream();
        } catch (IllegalArgumentException e) {
            return Stream.of(String.valueOf(e.getMessage()));
        }
    }

    private static Stream<BookRule> rules() {
        return Arrays.stream(BookRule.values()).filter(r -> !r.readsBytecode());
    }

    private static String notLookedAt() {
        return Arrays.stream(BookRule.values())
                .filter(BookRule::readsBytecode)
                .map(BookRule::name)
                .collect(
                        Collectors.joining(
                                " and ",
                                "Not looked at, for they read bytecode: ",
                                "; mvn verify does."));
    }
}
