package org.firstprinciples.curriculum.book;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// [BookRule#PURPOSES].
final class PurposeRules {

    private static final Pattern GENERATOR =
            Pattern.compile("\\bPhilox\\.of\\([^()]*\\)(?:\\s*\\.split\\(\"([^\"]+)\"\\))?");

    private PurposeRules() {}

    /// A generator that is made from a seed.
    ///
    /// @param file where
    /// @param purpose what it is split by at once; empty if by nothing
    private record Generator(Path file, String purpose) {}

    static Stream<String> complaints(Section section) {
        if (!section.plan().sections().contains(section.name())) {
            return Stream.of();
        }
        List<Generator> own = generators(section).toList();
        if (own.isEmpty()) {
            return Stream.of();
        }
        List<Generator> all =
                section.plan().sections().stream()
                        .map(s -> new Section(section.root(), s, section.plan()))
                        .flatMap(PurposeRules::generators)
                        .toList();
        return own.stream().flatMap(g -> complaint(section, g, all));
    }

    private static Stream<String> complaint(
            Section section, Generator generator, List<Generator> all) {
        String place = section.show(generator.file());
        if (generator.purpose().isEmpty()) {
            return Stream.of(
                    "%s: draws from the seed itself; write Philox.of(seed).split(\"…\"), with what the draws are for"
                            .formatted(place));
        }
        List<String> places =
                all.stream()
                        .filter(g -> g.purpose().equals(generator.purpose()))
                        .map(g -> section.show(g.file()))
                        .toList();
        return places.size() == 1
                ? Stream.of()
                : Stream.of(
                        "%s: \"%s\" is the purpose of %s, which get the same numbers from the same seed; name another"
                                .formatted(place, generator.purpose(), places));
    }

    private static Stream<Generator> generators(Section section) {
        return Section.walk(section.folder().resolve("src/main/java"), ".java").stream()
                .flatMap(f ->
                        GENERATOR
                                .matcher(code(f))
                                .results()
                                .map((MatchResult m) ->
                                        new Generator(f, m.group(1) == null ? "" : m.group(1))));
    }

    /// A file without its comments.
    private static String code(Path file) {
        try {
            return Files.readString(file).replaceAll("//.*", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
