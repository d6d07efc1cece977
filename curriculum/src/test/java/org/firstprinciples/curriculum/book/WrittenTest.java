package org.firstprinciples.curriculum.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.firstprinciples.curriculum.book.SmallBook.main;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What the build writes on request is what the rules then want, and nothing else is touched.
class WrittenTest {

    private static final String SUM = "public double sum(double a) {\n    return a + -a;\n}\n";

    @TempDir private Path folder;

    @AfterEach
    void askForNothing() {
        System.clearProperty("snippets");
        System.clearProperty("map");
        System.clearProperty("pictures");
    }

    @Test
    void snippetsAreWrittenFromTheirSources() {
        SmallBook book = new SmallBook(folder);
        String before = book.read("one/zero-sum.md");
        String again =
                """
                ```java src/main/java/org/firstprinciples/one/zerosum/ZeroSum.java#ZeroSum.sum
                %s```

                ```java
                int nobodys;
                ```

                $$
                \\frac\
                """;
        book.edit(
                        main("one/zerosum/ZeroSum"),
                        "return a + -a;",
                        "double opposite = -a;\n        return a + opposite;")
                .edit("one/zero-sum.md", "$$\n\\frac", again.formatted(""));
        assertThat(BookRule.SNIPPETS.complaints(book.section("one"))).hasSize(3);
        System.setProperty("snippets", "write");
        assertThat(BookRule.SNIPPETS.complaints(book.section("one")))
                .hasSize(1); // one has no source
        assertThat(book.read("one/zero-sum.md"))
                .isEqualTo(
                        before.replace("$$\n\\frac", again.formatted(SUM))
                                .replace(
                                        "    return a + -a;",
                                        "    double opposite = -a;\n    return a + opposite;"));
    }

    @Test
    void anEmptySnippetIsWrittenToo() {
        SmallBook book = new SmallBook(folder);
        String before = book.read("one/zero-sum.md");
        book.edit(
                "one/zero-sum.md",
                "public double sum(double a) {\n    return a + -a;\n}\n```",
                "```");
        System.setProperty("snippets", "write");
        assertThat(BookRule.SNIPPETS.complaints(book.section("one"))).isEmpty();
        assertThat(book.read("one/zero-sum.md")).isEqualTo(before);
    }

    @Test
    void theMapIsWrittenFromThePlan() {
        SmallBook book = new SmallBook(folder);
        String before = book.read("README.md");
        book.edit("README.md", "zero-sum --> yonder\n", "yonder --> zero-sum\nx --> y\n")
                .edit("README.md", "[yonder](two/yonder.md) | zero-sum", "zero-sum | –");
        assertThat(book.readme()).hasSize(4);
        System.setProperty("map", "write");
        assertThat(book.readme()).isEmpty();
        assertThat(book.read("README.md")).isEqualTo(before);
    }

    @Test
    void aReadmeWithoutAMapIsComplainedOf() {
        SmallBook book = new SmallBook(folder).edit("README.md", "```mermaid", "```");
        assertThat(book.readme())
                .containsExactly("README.md: no map; put a block ```mermaid there");
        assertThat(new SmallBook(folder).delete("README.md").readme())
                .containsExactly("README.md: missing; write what the book is, with its map");
    }

    @Test
    void aMapInAnotherOrderIsComplainedOf() {
        assertThat(
                        new SmallBook(folder)
                                .edit("README.md", "zero-sum --> yonder\n", "")
                                .edit(
                                        "README.md",
                                        "flowchart LR\n",
                                        "flowchart LR\nzero-sum --> yonder\n")
                                .readme())
                .containsExactly(
                        "README.md: the map has another order; mvn -q test-compile -Dbook=check"
                                + " -Dmap=write writes it");
    }

    /// Whichever comes first, the rules or the pictures: the run that writes them is green.
    @Test
    void aPictureThatThisBuildWritesIsNotMissed() throws IOException {
        Path picture = folder.resolve("one/images/sum.svg");
        SmallBook book = new SmallBook(folder).git("init", "-q").picture();
        String svg = Files.readString(picture);
        Files.delete(picture);
        System.setProperty("pictures", "write");
        assertThat(book.check()).isEmpty();
        book.write("one/images/sum.svg", svg);
        assertThat(book.check()).isEmpty();
        System.clearProperty("pictures");
        assertThat(book.check()).hasSize(1);
        assertThat(book.git("add", ".").check()).isEmpty();
    }
}
