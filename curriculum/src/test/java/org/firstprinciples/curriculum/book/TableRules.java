package org.firstprinciples.curriculum.book;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.firstprinciples.curriculum.source.TextFile;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;

/// [BookRule#TABLES].
final class TableRules {

    private TableRules() {}

    static Stream<String> complaints(Section section) {
        return Stream.concat(
                section.data(".csv").stream().flatMap(t -> undescribed(section, t)),
                section.data(".md").stream().flatMap(s -> lost(section, s)));
    }

    private static Stream<String> undescribed(Section section, Path table) {
        Path sheet = sibling(table, ".md");
        if (Files.notExists(sheet)) {
            return Stream.of(
                    "%s: has no datasheet; write %s: what it is, origin, license, flaws, checksum"
                            .formatted(section.show(table), section.show(sheet)));
        }
        String checksum = checksum(table);
        return TextFile.read(sheet).contains(checksum)
                ? Stream.of()
                : Stream.of(
                        "%s: does not have the checksum of its table; it is `%s`, if the table is the right one"
                                .formatted(section.show(sheet), checksum));
    }

    private static Stream<String> lost(Section section, Path sheet) {
        Path table = sibling(sheet, ".csv");
        return Files.exists(table)
                ? Stream.of()
                : Stream.of(
                        "%s: describes %s, which is missing"
                                .formatted(section.show(sheet), section.show(table)));
    }

    private static Path sibling(Path file, String ending) {
        String name = file.getFileName().toString();
        return file.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ending);
    }

    /// Of the table with line feeds, as the repository keeps it.
    private static String checksum(Path file) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(TextFile.read(file).getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JVM has it
        }
    }
}
