package org.firstprinciples.curriculum.exercises;

import static org.assertj.core.api.Assertions.assertThat;

import org.firstprinciples.curriculum.Curriculum;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What students get does not tell them the mistakes that they could make.
class UnspoiledTest {

    @TempDir private Path folder;

    @Test
    void whatMentionsASpoilerGoesAndWhatOnlyThatCalledGoesWithIt() throws IOException {
        Path wrong = write("Wrong", "@Spoiler record Wrong(String mistake) {}");
        Path test =
                write(
                        "SumTest",
                        """
                        import org.example.Wrong;
                        import java.util.List;
                        class SumTest {
                            // forgets the last
                            private static final Wrong FORGETS = new Wrong("forgets");
                            private final int kept = 1;
                            /// What may go wrong.
                            List<Wrong> wrongs() { return List.of(FORGETS, new Wrong(half(third(2)))); }
                            @Test void sums() { check(two() == 2); }
                            private static String half(String of) { return of; }
                            private static String third(int of) { return "" + of; }
                            @Provide private int numbers() { return 7; }
                            private int two() { return 2; }
                            @Mutant("ZZ-01") static class Zero extends SumTest { int sum() { return 0; } }
                        }
                        """);
        Unspoiled unspoiled = Unspoiled.of(List.of(wrong, test));
        assertThat(unspoiled.spoilers()).containsExactly("Wrong");
        assertThat(unspoiled.textOf(wrong)).isEmpty();
        assertThat(unspoiled.textOf(test))
                .contains(
                        """
                        import java.util.List;
                        class SumTest {
                            private final int kept = 1;
                            @Test void sums() { check(two() == 2); }
                            @Provide private int numbers() { return 7; }
                            private int two() { return 2; }
                        }
                        """);
    }

    @Test
    void whatHasNoSpoilerIsLeftAsItIs() throws IOException {
        String text =
                """
                import org.example.Mutant;
                class Runs { boolean of(Class<?> c) { return c == Mutant.class; } }
                """;
        Path file = write("Runs", text);
        assertThat(Unspoiled.of(List.of(file)).textOf(file)).contains(text);
    }

    /// No test of this book, as students get it, has a mutant, a wrong body, or a word of wrong versions.
    @Test
    void noTestOfThisBookTellsAMistake() {
        Path root = Path.of("..").toAbsolutePath().normalize();
        List<Path> tests =
                Curriculum.ofThisBook().sections().stream()
                        .map(s -> root.resolve(s).resolve("src/test/java"))
                        .flatMap(f -> Folder.files(f, ".java").stream())
                        .toList();
        Unspoiled unspoiled = Unspoiled.of(tests);
        assertThat(unspoiled.spoilers()).contains("WrongVersion");
        Set<String> telling =
                new HashSet<>(Set.of("Mutant", "WrongBody", "Spoiler", "wrongVersions"));
        telling.addAll(unspoiled.spoilers());
        for (Path test : tests) {
            assertThat(unspoiled.textOf(test).orElse("").split("\\W+"))
                    .as("%s for students", test)
                    .doesNotContainAnyElementsOf(telling);
        }
    }

    private Path write(String type, String text) throws IOException {
        return Files.writeString(folder.resolve(type + ".java"), text);
    }
}
