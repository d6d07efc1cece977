package org.firstprinciples.curriculum.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.firstprinciples.curriculum.book.SmallBook.main;
import static org.firstprinciples.curriculum.book.SmallBook.test;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Path;
import java.util.List;

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
    void linesMayEndAsOnWindows() {
        assertThat(withATable(new SmallBook(folder)).withCarriageReturns().check()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWrongDoesNotDependOnTheEndsOfLines(BrokenBook broken) {
        SmallBook book = broken.broken.apply(new SmallBook(folder));
        List<String> complaints = book.check();
        assertThat(book.withCarriageReturns().check()).isEqualTo(complaints);
    }

    /// The checksum is that of `sha256sum`, of the table with line feeds.
    private static SmallBook withATable(SmallBook book) {
        return book.write("one/data/table.csv", "a,b\n1,2\n")
                .write(
                        "one/data/table.md",
                        "SHA-256"
                            + " `492d5ea496056f1a6a6592241032fab764c321596317930b4fa0e1e8bc3b7470`\n");
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
