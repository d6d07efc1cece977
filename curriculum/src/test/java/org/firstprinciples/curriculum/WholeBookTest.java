package org.firstprinciples.curriculum;

import static org.assertj.core.api.Assertions.assertThat;

import org.firstprinciples.curriculum.book.GlossaryTable;
import org.firstprinciples.curriculum.book.ReadmeMap;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;

/// What belongs to no section, and is looked at whichever topic is asked for.
class WholeBookTest {

    @Test
    void theReadmeShowsThePlan() {
        assertThat(ReadmeMap.complaints(Path.of(".."), Curriculum.ofThisBook())).isEmpty();
    }

    @Test
    void theGlossaryIsATable() {
        assertThat(GlossaryTable.complaints(Path.of(".."), Curriculum.ofThisBook())).isEmpty();
    }

    /// Without its document no section would run `-Dtopic=…`, and nothing at all would look like success.
    @Test
    void theTopicThatIsAskedForHasADocument() {
        String asked = System.getProperty("topic", "");
        Curriculum.ofThisBook()
                .topic(asked)
                .ifPresent(topic ->
                        assertThat(Path.of("..", topic.document()))
                                .as("-Dtopic=%s runs what belongs to this document", asked)
                                .exists());
    }
}
