package org.firstprinciples.curriculum;

import static org.assertj.core.api.Assertions.assertThat;

import org.firstprinciples.curriculum.book.ReadmeMap;
import org.firstprinciples.curriculum.laws.SectionLaws;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;

class CurriculumTest implements SectionLaws {

    @Test
    void theReadmeShowsThePlan() {
        assertThat(ReadmeMap.complaints(Path.of(".."), Curriculum.ofThisBook())).isEmpty();
    }
}
