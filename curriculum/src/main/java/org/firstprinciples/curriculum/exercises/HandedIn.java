package org.firstprinciples.curriculum.exercises;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a student handed in.
///
/// @param student the name of the student's folder
/// @param project the folder with `src/main/java`; empty if there is none
/// @param reason why there is none
record HandedIn(String student, Optional<Path> project, String reason) {

    private static final int DEEPEST = 3; // an unpacked zip often has a folder in a folder
    private static final Set<String> NEVER = Set.of("target", "__MACOSX", "node_modules");

    /// A student's project, or those of a class: a folder for each student, in the order of their names.
    ///
    /// @throws IllegalArgumentException if the folder holds no project at all
    static List<HandedIn> in(Path folder) {
        if (isProject(folder)) {
            return List.of(
                    new HandedIn(String.valueOf(folder.getFileName()), Optional.of(folder), ""));
        }
        List<HandedIn> students =
                entries(folder).stream()
                        .filter(e -> isFolder(e) || isLink(e) || isPacked(e))
                        .map(HandedIn::by)
                        .toList();
        if (students.stream().allMatch(s -> s.project.isEmpty())) {
            throw new IllegalArgumentException(
                    "%s: expected a student's project, with a folder src/main/java, or a folder of such projects%s"
                            .formatted(
                                    folder,
                                    students.stream()
                                            .map(s -> "\n  %s: %s".formatted(s.student, s.reason))
                                            .collect(Collectors.joining())));
        }
        return students;
    }

    private static HandedIn by(Path entry) {
        String student = String.valueOf(entry.getFileName());
        if (isLink(entry)) {
            return nothing(student, "a symbolic link is not followed; hand in the folder itself");
        }
        if (isPacked(entry)) {
            return nothing(student, "an archive; unpack it");
        }
        List<Path> level = List.of(entry);
        for (int depth = 0; depth <= DEEPEST; depth++) {
            List<Path> projects = level.stream().filter(HandedIn::isProject).toList();
            if (projects.size() == 1) {
                return new HandedIn(student, Optional.of(projects.getFirst()), "");
            }
            if (projects.size() > 1) {
                return nothing(
                        student,
                        "%s projects, %s; leave one"
                                .formatted(
                                        projects.size(),
                                        projects.stream()
                                                .map(p -> entry.relativize(p).toString())
                                                .collect(Collectors.joining(", "))));
            }
            List<Path> next = new ArrayList<>();
            level.forEach(f -> entries(f).stream().filter(HandedIn::isFolder).forEach(next::add));
            level = next;
        }
        Optional<Path> packed = entries(entry).stream().filter(HandedIn::isPacked).findFirst();
        return nothing(
                student,
                packed.map(p -> "only the archive " + p.getFileName() + "; unpack it")
                        .orElse(
                                "no folder src/main/java, nor down to %s folders deeper"
                                        .formatted(DEEPEST)));
    }

    private static HandedIn nothing(String student, String reason) {
        return new HandedIn(student, Optional.empty(), reason);
    }

    private static boolean isProject(Path folder) {
        Path sources = folder.resolve("src").resolve("main").resolve("java");
        return Files.isDirectory(sources, LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean isLink(Path entry) {
        return Files.isSymbolicLink(entry);
    }

    private static boolean isPacked(Path entry) {
        return entry.toString().matches(".*\\.(zip|tar|gz|tgz|7z|rar)")
                && Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean isFolder(Path entry) {
        String name = String.valueOf(entry.getFileName());
        return Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)
                && !name.startsWith(".")
                && !NEVER.contains(name);
    }

    private static List<Path> entries(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }
}
