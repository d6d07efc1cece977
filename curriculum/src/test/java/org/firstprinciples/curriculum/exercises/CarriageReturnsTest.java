package org.firstprinciples.curriculum.exercises;

import static org.assertj.core.api.Assertions.assertThat;

import org.firstprinciples.curriculum.source.CarriageReturns;
import org.firstprinciples.curriculum.source.TextFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

/// Teachers and students may work where lines end in other ways.
class CarriageReturnsTest {

    @TempDir private Path folder;

    @Test
    void theHandoutIsTheSame() {
        SmallClass here = new SmallClass(folder.resolve("here"));
        SmallClass there = new SmallClass(folder.resolve("there"));
        CarriageReturns.addBelow(there.folder().resolve("book"));
        for (String file : List.of(SmallClass.AVERAGES, "averages.md", "README.md", "pom.xml")) {
            assertThat(TextFile.read(there.handout().resolve(file)))
                    .isEqualTo(TextFile.read(here.handout().resolve(file)));
        }
    }

    @Test
    void whatStudentsHandInIsReadTheSame() {
        SmallClass small = new SmallClass(folder);
        Path project =
                small.student(
                        "student",
                        "AV-E1",
                        """
                        double sum = 0;
                        for (double number : x) sum += number;
                        return sum / x.length;
                        """);
        CarriageReturns.addBelow(project);
        assertThat(small.grader(60).grade("student", project).verdicts().values())
                .anyMatch(Verdict::isSolved);
    }
}
