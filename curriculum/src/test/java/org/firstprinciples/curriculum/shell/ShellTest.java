package org.firstprinciples.curriculum.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.firstprinciples.curriculum.Curriculum;
import org.firstprinciples.curriculum.Topic;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// What a shell knows before its reader types a line.
class ShellTest {

    private static final Curriculum PLAN =
            Curriculum.parse(
                    """
                    NU one numbers:
                    SU one sums: numbers
                    PR two products: sums
                    LA two later: products
                    """,
                    "");

    @TempDir private Path root;

    @BeforeEach
    void aBook() throws IOException {
        type("one", "numbers", "public final class Vector {}");
        type("one", "numbers", "public record Fraction(int p, int q) {}");
        type("one", "numbers", "final class Hidden {}");
        type("one", "numbers/digits", "public enum Digit {}");
        type("one", "sums", "@Deprecated\npublic sealed interface Fraction<T> {}");
        type("one", "sums", "class Hidden {}");
        type("two", "products", "public class Product {}");
    }

    private void type(String section, String folder, String declaration) throws IOException {
        String name =
                declaration.replaceAll("(?s).*(?:class|record|enum|interface) (\\w+).*", "$1");
        Path file =
                root.resolve(section)
                        .resolve("src/main/java/org/firstprinciples")
                        .resolve(section)
                        .resolve(folder)
                        .resolve(name + ".java");
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, declaration);
    }

    private List<String> names(String topic) {
        return Shell.of(topic, root, PLAN).topics().stream().map(Topic::name).toList();
    }

    @Test
    void aTopicComesWithWhatItsReaderHasMetTheLatestFirst() {
        assertThat(names("products")).containsExactly("products", "sums", "numbers");
        assertThat(names("numbers")).containsExactly("numbers");
    }

    @Test
    void withoutATopicTheFirstSectionIsThere() {
        assertThat(names("true")).containsExactly("numbers", "sums");
        assertThat(names("")).containsExactly("numbers", "sums");
    }

    @Test
    void aTopicThatHasNotBegunIsAnError() {
        for (String name : List.of("later", "product")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> names(name))
                    .withMessage(
                            "no topic that has begun is called `%s`; there are numbers, sums,"
                                    + " products",
                            name);
        }
    }

    /// Of two classes with one name the topic's own counts, and none of Java's library hides one of the book.
    @Test
    void aNameThatSeveralHaveIsImportedOnce() {
        assertThat(Shell.of("products", root, PLAN).imports())
                .containsExactly(
                        "import org.firstprinciples.two.products.*;",
                        "import org.firstprinciples.one.sums.*;",
                        "import org.firstprinciples.one.numbers.*;",
                        "import org.firstprinciples.one.numbers.digits.*;",
                        "import org.firstprinciples.one.sums.Fraction;",
                        "import org.firstprinciples.one.numbers.Vector;");
        assertThat(Shell.of("true", root, PLAN).imports())
                .contains("import org.firstprinciples.one.numbers.Fraction;");
    }

    /// The lines of a document, if a shell takes all but these.
    private List<String> thingsToTry(String document, String tests, String... refused)
            throws IOException {
        Path file = root.resolve("one/numbers.md");
        Files.writeString(file, document);
        Path test = root.resolve("one/src/test/java/NumbersTest.java");
        Files.createDirectories(test.resolveSibling("."));
        Files.writeString(test, "class NumbersTest {\n" + tests + "\n}\n");
        return ThingsToTry.of(file, line -> !Set.of(refused).contains(line));
    }

    private static final String NAMED =
            "Computed by [NumbersTest.two](src/test/java/NumbersTest.java).\n";

    @Test
    void whatATestLooksAtComesWithWhatItDeclares() throws IOException {
        assertThat(
                        thingsToTry(
                                NAMED,
                                """
                                @Test void two() {
                                    Vector x = Vector.of(1, 2); // a comment; with a semicolon
                                    Vector unused = Vector.of(7);
                                    Vector y =
                                            x.plus(x);
                                    assertThat(y.get(0)).isEqualTo(2);
                                    assertThat(y.get(1)).isEqualTo(4);
                                }
                                """))
                .containsExactly("Vector x = Vector.of(1, 2)", "Vector y = x.plus(x)", "y.get(0)");
    }

    @Test
    void aLineThatAShellDoesNotTakeIsLeftOutWithWhatNeedsIt() throws IOException {
        String tests =
                """
                void two() {
                    Vector x = subject(1);
                    assertThat(x.get(0)).isEqualTo(1);
                    assertThat(Vector.of(3).get(0)).isEqualTo(3);
                    assertThat(x).isEqualTo(1);
                    for (;;) { assertThat(Vector.of(4).get(0)).isEqualTo(3); }
                }
                """;
        assertThat(thingsToTry(NAMED, tests, "Vector x = subject(1)"))
                .containsExactly("Vector.of(3).get(0)");
        assertThat(thingsToTry(NAMED, tests))
                .containsExactly("Vector x = subject(1)", "x.get(0)", "Vector.of(3).get(0)");
    }

    @Test
    void callsInTheTextAreTakenToo() throws IOException {
        assertThat(
                        thingsToTry(
                                """
                                Write `Vector.of(int)` or `x.get(0)`. `Vector.of(1,
                                2)` has two elements.

                                ```java src/test/java/NumbersTest.java#NumbersTest.two
                                ```

                                `new Vector(3).size()` is one, as is `Vector.of(4)`. A line may be too long:
                                `Vector.of(1000000000, 1000000000, 1000000000, 1000000000, 1000000000, 1000000000)`.
                                """,
                                "void two() { assertThat(Vector.of(5).size()).isOne(); }"))
                .containsExactly("Vector.of(1, 2)", "Vector.of(5).size()", "new Vector(3).size()");
    }

    @Test
    void aDocumentThatNamesNothingHasNoLines() throws IOException {
        assertThat(thingsToTry("Nothing.", "")).isEmpty();
        assertThat(thingsToTry(NAMED, "void three() {}")).isEmpty();
        assertThat(thingsToTry(NAMED.replace("/NumbersTest.java", "/NilTest.java"), "")).isEmpty();
    }
}
