package org.firstprinciples.curriculum.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.firstprinciples.curriculum.book.SmallBook.main;
import static org.firstprinciples.curriculum.book.SmallBook.test;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Path;

/// Documents are held to their rules where nothing is compiled.
class BookCheckTest {

    @TempDir private Path folder;

    @Test
    void aSoundBookIsLeftInPeace() {
        assertThat(new SmallBook(folder).check()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatSourcesShowIsComplainedOf(BrokenBook broken) {
        assertThat(
                        broken.broken.apply(new SmallBook(folder)).check().stream()
                                .anyMatch(c -> c.contains(broken.complaint)))
                .isEqualTo(!broken.rule.readsBytecode());
    }

    @Test
    void theReadmeIsLookedAt() {
        assertThat(new SmallBook(folder).edit("README.md", "zero-sum --> yonder", "").check())
                .anyMatch(c -> c.startsWith("README.md: the map lacks `zero-sum --> yonder`"));
    }

    @Test
    void aFileThatIsNoJavaIsAComplaint() {
        assertThat(
                        new SmallBook(folder)
                                .edit(test("one/zerosum/ZeroSumTest"), "@Test void", "@Test {")
                                .check())
                .anyMatch(c -> c.contains("ZeroSumTest.java, line 5: "));
        assertThat(new SmallBook(folder).edit(main("one/zerosum/ZeroSum"), "class", "clas").check())
                .anyMatch(c -> c.contains("ZeroSum.java, line 3: "));
    }
}
