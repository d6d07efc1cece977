package org.firstprinciples.curriculum.book;

import org.firstprinciples.curriculum.source.TextFile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// [BookRule#PICTURES].
final class PictureRules {

    private PictureRules() {}

    static Stream<String> complaints(Section section) {
        List<Path> pictures = Section.walk(section.folder().resolve("images"), ".svg");
        return pictures.isEmpty()
                ? Stream.of()
                : Stream.concat(
                        pictures.stream().flatMap(p -> undrawn(section, p)),
                        Written.PICTURES.isAskedFor() ? Stream.of() : untracked(section, pictures));
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
                    "%s: %s is missing; draw it in a test of %s with Picture.compare(\"%s\", title, body), and run that test with -Dpictures=write"
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
