package org.firstprinciples.curriculum.book;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A book that obeys is left in peace, and each way to break it gets its own complaint.
class BookRuleTest {

    private static final Map<BrokenBook, String> MESSAGES = new TreeMap<>();

    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource
    void aSoundBookIsLeftInPeace(BookRule rule) {
        SmallBook book = new SmallBook(folder).compile();
        assertThat(rule.complaints(book.section("one"))).isEmpty();
        assertThat(rule.complaints(book.section("two"))).isEmpty();
    }

    @Test
    void anExerciseThatObeysIsLeftInPeace() {
        SmallBook book = new SmallBook(folder).exercise("ZZ-E1", "ZZ-01");
        assertThat(BookRule.EXERCISES.complaints(book.section("one"))).isEmpty();
        assertThat(BookRule.SNIPPETS.complaints(book.section("one"))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aBrokenBookIsComplainedOf(BrokenBook broken) {
        SmallBook book = broken.broken.apply(new SmallBook(folder));
        List<String> complaints = broken.rule.complaints(book.section(broken.section)).toList();
        assertThat(complaints).anyMatch(c -> c.contains(broken.complaint));
        MESSAGES.put(
                broken,
                complaints.stream()
                        .filter(c -> c.contains(broken.complaint))
                        .findFirst()
                        .orElseThrow()
                        .replace('\n', ' '));
    }

    @Test
    void everyRuleIsBrokenByABook() {
        assertThat(BookRule.values())
                .allMatch(rule ->
                        List.of(BrokenBook.values()).stream().anyMatch(b -> b.rule == rule));
    }

    @Test
    void aSoundReadmeIsLeftInPeace() {
        assertThat(new SmallBook(folder).readme()).isEmpty();
    }

    @Test
    void aReadmeWithoutAnEdgeIsComplainedOf() {
        assertThat(new SmallBook(folder).edit("README.md", "zero-sum --> yonder\n", "").readme())
                .containsExactly(
                        "README.md: the map lacks `zero-sum --> yonder`; mvn -q test-compile"
                                + " -Dbook=check -Dmap=write writes it");
    }

    @Test
    void aReadmeWithAnotherEdgeIsComplainedOf() {
        assertThat(
                        new SmallBook(folder)
                                .edit(
                                        "README.md",
                                        "zero-sum --> yonder",
                                        "zero-sum --> yonder\na --> b")
                                .readme())
                .containsExactly(
                        "README.md: the map has `a --> b`, the plan has not; mvn -q test-compile"
                                + " -Dbook=check -Dmap=write writes it");
    }

    @Test
    void aTrackOutOfOrderIsComplainedOf() {
        assertThat(
                        new SmallBook(folder)
                                .edit("README.md", "[yonder](two/yonder.md)", "zero-sum → yonder")
                                .readme())
                .containsExactly(
                        "README.md: the track is `| Short | zero-sum → yonder | zero-sum |`; it"
                            + " should be `| Short | [yonder](two/yonder.md) | zero-sum |`; mvn -q"
                            + " test-compile -Dbook=check -Dmap=write writes it");
    }

    @Test
    void aPlannedTopicThatIsDrawnAsBuiltIsComplainedOf() throws IOException {
        SmallBook book = new SmallBook(folder).delete("two/yonder.md");
        for (Path file : Section.walk(folder.resolve("two/src"), ".java").reversed()) {
            Files.delete(file);
        }
        Files.delete(folder.resolve("two/src/main/java/org/firstprinciples/two/yonder"));
        assertThat(book.readme())
                .anyMatch(c -> c.contains("the map lacks `class yonder planned`"))
                .anyMatch(c -> c.contains("the link two/yonder.md leads nowhere"));
    }

    @AfterAll
    static void writeTheMessages() throws IOException {
        Files.writeString(
                Path.of("target/broken-books.txt"),
                MESSAGES.entrySet().stream()
                        .map(e -> e.getKey() + "\n    " + e.getValue() + "\n")
                        .collect(Collectors.joining()));
    }
}
