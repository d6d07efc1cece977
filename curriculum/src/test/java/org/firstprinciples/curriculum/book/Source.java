package org.firstprinciples.curriculum.book;

import org.firstprinciples.curriculum.source.Annotations;
import org.firstprinciples.curriculum.source.JavaText;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// A file of tests: the claims that they name, and their mutants.
///
/// @param path the file
/// @param claims the claims that methods name
/// @param mutants the wrong implementations
public record Source(Path path, List<TestedClaim> claims, List<NamedMutant> mutants) {

    private static final Set<String> TESTS =
            Set.of(
                    "Test",
                    "Property",
                    "Example",
                    "ParameterizedTest",
                    "RepeatedTest",
                    "TestFactory");

    /// A claim that a method names.
    ///
    /// @param id the claim's id
    /// @param method the method, `Type.method`
    /// @param isTest whether the method is a test at all
    /// @param open what is left unchecked; empty if nothing
    /// @param unmutated why no mutant is needed; empty if one is
    public record TestedClaim(
            String id, String method, boolean isTest, String open, String unmutated) {}

    /// A mutant and the claims that must reject it.
    ///
    /// @param type the class, with its outer classes
    /// @param ids the claims
    public record NamedMutant(String type, List<String> ids) {}

    /// Reads files.
    static List<Source> readAll(List<Path> paths) {
        List<JavaText> texts = JavaText.readAll(paths);
        return IntStream.range(0, paths.size())
                .mapToObj(i -> of(paths.get(i), texts.get(i)))
                .toList();
    }

    private static Source of(Path path, JavaText text) {
        return new Source(
                path,
                text.methods().stream().flatMap(m -> claims(m).stream()).toList(),
                text.types().stream()
                        .filter(t -> t.annotations().contain("Mutant"))
                        .map(t ->
                                new NamedMutant(
                                        t.name(), t.annotations().constants("Mutant", "value")))
                        .toList());
    }

    private static List<TestedClaim> claims(JavaText.Method method) {
        Annotations annotations = method.annotations();
        boolean isTest = TESTS.stream().anyMatch(annotations::contain);
        String open = String.join("", annotations.constants("Claim", "open"));
        String unmutated = String.join("", annotations.constants("Claim", "unmutated"));
        return annotations.constants("Claim", "value").stream()
                .map(id -> new TestedClaim(id, method.typeAndName(), isTest, open, unmutated))
                .toList();
    }
}
