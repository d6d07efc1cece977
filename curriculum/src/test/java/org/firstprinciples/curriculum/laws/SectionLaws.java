package org.firstprinciples.curriculum.laws;

import static org.assertj.core.api.Assertions.assertThat;

import org.firstprinciples.curriculum.Curriculum;
import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.curriculum.Topic;
import org.firstprinciples.curriculum.book.BookRule;
import org.firstprinciples.curriculum.book.Mutants;
import org.firstprinciples.curriculum.book.Section;
import org.firstprinciples.curriculum.exercises.Book;
import org.firstprinciples.curriculum.exercises.ExerciseProof;
import org.firstprinciples.curriculum.exercises.Solution;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
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
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What holds for the classes of every section: `class NeuralNetworksTest implements SectionLaws {}`.
///
/// With `-Dtopic=…`, what takes long (mutants, exercises, formulas) is looked at for that topic alone.
public interface SectionLaws {

    /// Every class of the section obeys the rule.
    @ParameterizedTest(name = "{0}")
    @EnumSource
    default void everyClassObeys(Rule rule) {
        assertThat(main().stream().flatMap(rule::complaints)).as("%s", rule).isEmpty();
    }

    /// Tests too have a home for each thing.
    @Test
    default void noTestIsADumpingGround() {
        assertThat(read(tests()).stream().flatMap(Rule.NO_DUMPING_GROUND::complaints)).isEmpty();
    }

    /// Tests and rules write and compare text that is the same in every locale. [RuleTest] shows what is not.
    @Test
    default void noTestDependsOnTheLocale() {
        assertThat(
                        read(tests()).stream()
                                .flatMap(Rule.SAME_TEXT_EVERYWHERE::complaints)
                                .filter(complaint -> !complaint.contains("RuleTest$ForTheUser")))
                .isEmpty();
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
                .as(
                        "packages without package-info.java: what to read first, the symbols and"
                                + " the sources, above @NullMarked")
                .isEmpty();
    }

    /// The section's part of the book obeys the rule: documents, claims, snippets, links, formulas, prerequisites.
    @ParameterizedTest(name = "{0}")
    @EnumSource
    default void theBookObeys(BookRule rule) {
        Section section = section();
        assertThat(
                        AskedTopic.ofThisRun()
                                .map(t -> rule.complaints(section, t))
                                .orElseGet(() -> rule.complaints(section)))
                .as("%s", rule)
                .isEmpty();
    }

    /// Each claim that a mutant names rejects it, so the claim's test can fail.
    @TestFactory
    default Stream<DynamicTest> everyMutantIsRejected() {
        return mutants()
                .map(m ->
                        DynamicTest.dynamicTest(
                                m.getName(), () -> assertThat(Mutants.complaints(m)).isEmpty()));
    }

    /// Each exercise can be graded: its claims reject the missing body, every wrong one that is listed, and guesses.
    @TestFactory
    default Stream<DynamicTest> everyExerciseIsGraded() {
        Section section = section();
        Book book = Book.in(section.root().toAbsolutePath().normalize());
        List<Solution> exercises =
                book.exercises(section.name()).stream()
                        .filter(e -> isAsked(topic -> topic.equals(e.topic())))
                        .toList();
        if (exercises.isEmpty()) {
            return Stream.of();
        }
        ExerciseProof proof =
                new ExerciseProof(
                        book,
                        tests().resolveSibling("classes"),
                        tests(),
                        tests().resolveSibling("exercise-proof"));
        return exercises.stream()
                .map(e ->
                        DynamicTest.dynamicTest(
                                e.id(), () -> assertThat(proof.complaints(e)).isEmpty()));
    }

    /// What is tested in part stands in `target/open-claims.txt`, for whoever comes next.
    @Test
    default void whatIsOpenIsListed() throws IOException {
        String open =
                section().tests().stream()
                        .flatMap(s -> s.claims().stream())
                        .filter(c -> !c.open().isEmpty())
                        .map(c -> c.id() + ": " + c.open() + " (" + c.method() + ")\n")
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining());
        Files.writeString(tests().resolveSibling("open-claims.txt"), open);
        if (!open.isEmpty()) {
            System.out.print("Tested in part:\n" + open.indent(2));
        }
    }

    /// Whether what belongs to a topic is looked at: every topic, unless one is asked for.
    private static boolean isAsked(Predicate<Topic> belongs) {
        return AskedTopic.ofThisRun().map(belongs::test).orElse(true);
    }

    private Section section() {
        Path folder = tests().resolve("../..").normalize();
        Path root = folder.resolve("..").normalize();
        return new Section(root, root.relativize(folder).toString(), Curriculum.ofThisBook());
    }

    private Stream<Class<?>> mutants() {
        return read(tests()).stream()
                .filter(SectionLaws::isMutant)
                .map(type -> type.thisClass().asInternalName().replace('/', '.'))
                .filter(name -> isAsked(topic -> topic.owns(name)))
                .sorted()
                .map(SectionLaws::load);
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isMutant(ClassModel type) {
        return type.findAttribute(Attributes.runtimeVisibleAnnotations()).stream()
                .flatMap(a -> a.annotations().stream())
                .anyMatch(a ->
                        a.classSymbol().equals(Mutant.class.describeConstable().orElseThrow()));
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
