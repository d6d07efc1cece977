package org.firstprinciples.curriculum.laws;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What holds for the classes of every section: `class NeuralNetworksTest implements SectionLaws {}`.
public interface SectionLaws {

    /// Every class of the section obeys the rule.
    @ParameterizedTest
    @EnumSource
    default void everyClassObeys(Rule rule) {
        assertThat(main().stream().flatMap(rule::complaints)).isEmpty();
    }

    /// Tests too have a home for each thing.
    @Test
    default void noTestIsADumpingGround() {
        assertThat(read(tests()).stream().flatMap(Rule.NO_DUMPING_GROUND::complaints)).isEmpty();
    }

    /// Every package has a map of its lesson, and is free of null unless it says `@Nullable`.
    @Test
    default void everyPackageHasANullMarkedMap() {
        Set<String> mapped =
                main().stream()
                        .filter(SectionLaws::isNullMarkedMap)
                        .map(SectionLaws::packageOf)
                        .collect(Collectors.toSet());
        assertThat(
                        main().stream()
                                .map(SectionLaws::packageOf)
                                .filter(p -> !mapped.contains(p))
                                .distinct())
                .as("packages without @NullMarked package-info.java")
                .isEmpty();
    }

    private List<ClassModel> main() {
        return read(tests().resolveSibling("classes"));
    }

    private Path tests() {
        try {
            URI place = getClass().getProtectionDomain().getCodeSource().getLocation().toURI();
            return Path.of(place);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<ClassModel> read(Path folder) {
        if (Files.notExists(folder)) return List.of();
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(f -> f.toString().endsWith(".class"))
                    .map(SectionLaws::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ClassModel parse(Path file) {
        try {
            return ClassFile.of().parse(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isNullMarkedMap(ClassModel type) {
        return type.thisClass().asInternalName().endsWith("/package-info")
                && type.findAttribute(Attributes.runtimeVisibleAnnotations()).stream()
                        .flatMap(a -> a.annotations().stream())
                        .anyMatch(a ->
                                a.classSymbol()
                                        .equals(
                                                NullMarked.class
                                                        .describeConstable()
                                                        .orElseThrow()));
    }

    private static String packageOf(ClassModel type) {
        return type.thisClass().asSymbol().packageName();
    }
}
