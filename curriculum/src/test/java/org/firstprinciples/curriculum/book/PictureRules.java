package org.firstprinciples.curriculum.book;

import org.firstprinciples.curriculum.plots.Legibility;
import org.firstprinciples.curriculum.source.TextFile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// [BookRule#PICTURES].
final class PictureRules {

    private static final int SHORTEST = 8; // words for those who cannot see it
    private static final int LONGEST = 60;

    private PictureRules() {}

    static Stream<String> complaints(Section section) {
        List<Path> pictures = Section.walk(section.folder().resolve("images"), ".svg");
        return pictures.isEmpty()
                ? Stream.of()
                : Stream.of(
                                pictures.stream().flatMap(p -> undrawn(section, p)),
                                Written.PICTURES.isAskedFor()
                                        ? Stream.<String>of()
                                        : untracked(section, pictures),
                                pictures.stream().flatMap(p -> illegible(section, p)),
                                section.markdown().stream()
                                        .map(Document::read)
                                        .flatMap(d -> unexplained(section, d)))
                        .flatMap(complaints -> complaints);
    }

    private static Stream<String> illegible(Section section, Path picture) {
        return Legibility.complaints(TextFile.read(picture)).stream()
                .map(complaint -> section.show(picture) + ": " + complaint);
    }

    /// Pictures of a document without words for those who cannot see them, or without a caption.
    private static Stream<String> unexplained(Section section, Document document) {
        List<String> complaints = new ArrayList<>();
        for (Link picture : document.pictures()) {
            Path file = document.path().resolveSibling(picture.file());
            if (!picture.file().endsWith(".svg") || !Files.exists(file)) {
                continue;
            }
            String place = section.show(document.path()) + ":" + picture.line();
            long words = Pattern.compile("\\S+").matcher(picture.text()).results().count();
            if (words < SHORTEST || words > LONGEST) {
                complaints.add(
                        "%s: says what %s shows in %s words to those who cannot see it; say it in %s to %s, between the brackets"
                                .formatted(place, picture.file(), words, SHORTEST, LONGEST));
            }
            if (!hasCaption(document.lines(), picture.line())) {
                complaints.add(
                        "%s: %s has no caption; say its one message under it, after an empty line, as a sentence in italics, *…*"
                                .formatted(place, picture.file()));
            }
        }
        return complaints.stream();
    }

    /// Whether the next paragraph is in italics.
    private static boolean hasCaption(List<String> lines, int line) {
        String next =
                lines.stream()
                        .skip(line)
                        .dropWhile(l -> !l.isBlank())
                        .dropWhile(String::isBlank)
                        .takeWhile(l -> !l.isBlank())
                        .collect(Collectors.joining(" "));
        return next.matches("\\*[^*\\s].*[^*]\\*");
    }

    private static Stream<String> undrawn(Section section, Path picture) {
        return drawing(section, picture).isPresent()
                ? Stream.of()
                : Stream.of(
                        "%s: no test of %s draws it; draw it with Picture.compare(\"%s\", …), or delete it"
                                .formatted(
                                        section.show(picture),
                                        section.name(),
                                        picture.getFileName()));
    }

    private static Stream<String> untracked(Section section, List<Path> pictures) {
        return tracked(section.folder()).stream()
                .flatMap(tracked ->
                        pictures.stream()
                                .filter(p -> !tracked.contains(fromFolder(section, p)))
                                .map(p ->
                                        "%s: git does not track it; look at it, then git add %s"
                                                .formatted(section.show(p), section.show(p))));
    }

    private static String fromFolder(Section section, Path picture) {
        return section.folder().relativize(picture).toString().replace('\\', '/');
    }

    /// The files below a folder that git tracks; empty where the folder is none of git's.
    private static Optional<List<String>> tracked(Path folder) {
        try {
            Process git =
                    new ProcessBuilder("git", "ls-files", "-z", "--", "images")
                            .directory(folder.toFile())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            String files = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return git.waitFor() == 0 ? Optional.of(List.of(files.split("\0"))) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // there is no git
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /// Why a picture that a document shows is not there; nothing if this build writes it.
    static Stream<String> missing(Section section, String place, Path picture) {
        Optional<Path> test = drawing(section, picture);
        if (test.isEmpty()) {
            return Stream.of(
                    "%s: %s is missing; draw it in a test of %s with Picture.compare(\"%s\", figure), and run that test with -Dpictures=write"
                            .formatted(
                                    place,
                                    section.show(picture),
                                    section.name(),
                                    picture.getFileName()));
        }
        String name = test.orElseThrow().getFileName().toString().replace(".java", "");
        return Written.PICTURES.isAskedFor()
                ? Stream.of()
                : Stream.of(
                        "%s: %s is missing; to draw it: mvn -q test -pl %s -am -Dtest=%s -Dsurefire.failIfNoSpecifiedTests=false -Dpictures=write"
                                .formatted(place, section.show(picture), section.name(), name));
    }

    /// The test that names a picture.
    private static Optional<Path> drawing(Section section, Path picture) {
        String quoted = '"' + picture.getFileName().toString() + '"';
        return Section.walk(section.folder().resolve("src/test/java"), ".java").stream()
                .filter(t -> TextFile.read(t).contains(quoted))
                .findFirst();
    }
}
