package org.firstprinciples.curriculum.exercises;

import org.firstprinciples.curriculum.source.JavaText;
import org.firstprinciples.curriculum.source.JavaText.Declaration;
import org.firstprinciples.curriculum.source.TextFile;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Tests without what tells the mistakes that one can make: their mutants, the types that are `@Spoiler`, the methods and
/// fields that mention one of these, and the private ones that only these had called.
///
/// @param spoilers the names of the types
record Unspoiled(Set<String> spoilers) {

    private static final String MUTANT = "Mutant";
    private static final String SPOILER = "Spoiler";

    /// Copies the set.
    Unspoiled {
        spoilers = Set.copyOf(spoilers);
    }

    /// What is to be left out of these files.
    static Unspoiled of(Collection<Path> tests) {
        return new Unspoiled(
                tests.stream()
                        .filter(f -> TextFile.read(f).contains("@" + SPOILER))
                        .flatMap(f -> JavaText.read(f).types().stream())
                        .filter(t -> t.annotations().contain(SPOILER))
                        .map(JavaText.Type::name)
                        .collect(Collectors.toSet()));
    }

    /// A file's text as students get it; empty if nothing is left of it.
    Optional<String> textOf(Path file) {
        JavaText rest = JavaText.read(file);
        if (rest.types().stream().anyMatch(t -> t.annotations().contain(MUTANT))) {
            rest = JavaText.parse(rest.withoutTypes(MUTANT));
        }
        if (rest.types().stream().anyMatch(t -> spoilers.contains(t.name()))) {
            return Optional.empty();
        }
        Set<String> called = new TreeSet<>();
        while (true) {
            JavaText now = rest;
            Predicate<Declaration> spoils =
                    d -> mentionsSpoiler(now.text(d)) || isLeftAlone(now, d, called);
            Optional<Declaration> next = now.declarations().stream().filter(spoils).findFirst();
            if (next.isEmpty()) {
                return Optional.of(withoutImports(now.text()));
            }
            called.addAll(words(now.text(next.orElseThrow())));
            rest = JavaText.parse(now.without(next.orElseThrow()));
        }
    }

    private boolean mentionsSpoiler(String code) {
        return spoilers.stream().anyMatch(words(code)::contains);
    }

    /// Whether something private was called by what is gone, and is mentioned nowhere else.
    private static boolean isLeftAlone(JavaText text, Declaration declaration, Set<String> called) {
        return declaration.isPrivate()
                && called.contains(declaration.simpleName())
                && !words(text.without(declaration)).contains(declaration.simpleName());
    }

    private static Set<String> words(String code) {
        return Pattern.compile("\\W+").splitAsStream(code).collect(Collectors.toSet());
    }

    private String withoutImports(String text) {
        String rest = text;
        for (String spoiler : spoilers) {
            rest = rest.replaceAll("import [\\w.]+\\." + spoiler + ";\n", "");
        }
        return rest;
    }
}
