package org.firstprinciples.curriculum.scaffold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.firstprinciples.curriculum.Curriculum;
import org.firstprinciples.curriculum.CurriculumMap;
import org.firstprinciples.curriculum.book.BookRule;
import org.firstprinciples.curriculum.book.Mutants;
import org.firstprinciples.curriculum.book.Section;
import org.firstprinciples.curriculum.laws.TestRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What is begun compiles, obeys every rule but that of gaps, and overwrites nothing.
class ScaffoldTest {

    private static final Curriculum PLAN = Curriculum.ofThisBook();
    private static final String OPTIMIZATION = "math-foundations/optimization.md";

    @TempDir private Path folder;
    private BegunFiles book = new BegunFiles(Path.of(""));

    @BeforeEach
    void copy() {
        book =
                BegunFiles.copy(
                        folder,
                        "pom.xml",
                        "README.md",
                        "curriculum/pom.xml",
                        "curriculum/notation.md",
                        "curriculum/not-yet.txt",
                        "math-foundations/pom.xml",
                        "neural-networks/pom.xml",
                        OPTIMIZATION,
                        "transformers/pom.xml");
    }

    private List<String> complaints(String section, BookRule... rules) {
        return Stream.of(rules)
                .flatMap(r -> r.complaints(new Section(folder, section, PLAN)))
                .toList();
    }

    /// The file at each place, with what was the last change.
    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .sorted()
                    .map(f -> f + "\n" + book.read(folder.relativize(f).toString()))
                    .toList();
        }
    }

    @Test
    void aTopicLacksNothingButWhatIsToBeFilledIn() {
        assertThat(book.begin("topic:cnns"))
                .contains("new      architectures/cnns.md\n", "changed  README.md\n")
                .contains("mvn verify -Dtopic=cnns");
        assertThat(complaints("architectures", BookRule.values()))
                .hasSizeGreaterThan(10)
                .allMatch(c -> c.contains(": has a gap; fill it in, or delete the line: "));
        assertThat(book.compile("architectures")).isEmpty();
        String type = "org.firstprinciples.architectures.cnns.CnnsTest";
        assertThat(Mutants.complaints(book.load(type + "$FillInTheMistake"))).isEmpty();
        TestRun run = TestRun.of(List.of(selectClass(book.load(type))), Map.of());
        assertThat(run.results()).hasSize(2);
        assertThat(run.failures()).isEmpty();
    }

    @Test
    void aSectionIsAModuleInItsPlace() {
        book.begin("topic:cnns");
        assertThat(book.read("pom.xml"))
                .contains(
                        """
                            <module>neural-networks</module>
                            <module>architectures</module>
                            <module>transformers</module>
                        """)
                .contains(
                        """
                              <dependency>
                                <groupId>org.firstprinciples</groupId>
                                <artifactId>architectures</artifactId>
                                <version>${project.version}</version>
                              </dependency>
                              <dependency>
                                <groupId>org.firstprinciples</groupId>
                                <artifactId>architectures</artifactId>
                                <version>${project.version}</version>
                                <type>test-jar</type>
                              </dependency>
                              <dependency>
                                <groupId>org.firstprinciples</groupId>
                                <artifactId>transformers</artifactId>
                        """);
        assertThat(book.read("architectures/pom.xml"))
                .contains(
                        """
                          <artifactId>architectures</artifactId>

                          <dependencies>
                            <dependency>
                              <groupId>org.firstprinciples</groupId>
                              <artifactId>math-foundations</artifactId>
                            </dependency>
                            <dependency>
                              <groupId>org.firstprinciples</groupId>
                              <artifactId>neural-networks</artifactId>
                            </dependency>
                            <dependency>
                              <groupId>org.firstprinciples</groupId>
                              <artifactId>curriculum</artifactId>
                              <scope>provided</scope>
                            </dependency>
                        """)
                .contains("<artifactId>neural-networks</artifactId>\n      <type>test-jar</type>")
                .doesNotContain("transformers");
        assertThat(
                        book.read(
                                "architectures/src/test/java/org/firstprinciples/architectures/ArchitecturesTest.java"))
                .contains("class ArchitecturesTest implements SectionLaws {}");
    }

    @Test
    void aSecondTopicChangesNoPom() {
        book.begin("topic:cnns");
        String pom = book.read("pom.xml");
        assertThat(book.begin("topic:rnns")).doesNotContain("pom.xml");
        assertThat(book.read("pom.xml")).isEqualTo(pom);
        assertThat(book.compile("architectures")).isEmpty();
    }

    @Test
    void theReadmeShowsTheTopicAsBegun() {
        book.begin("topic:cnns");
        assertThat(book.read("README.md"))
                .contains(new CurriculumMap(folder, PLAN).flowchart())
                .contains("| Historical | perceptron → [cnns](architectures/cnns.md) → rnns");
    }

    @Test
    void aClaimStandsInItsDocumentAndIsChecked() {
        String before = book.read(OPTIMIZATION);
        book.begin("claim:OP-77");
        String after = book.read(OPTIMIZATION);
        int place = after.indexOf("## FILL IN: move this to where the argument needs it");
        assertThat(after.substring(place)).contains("\n\n## Exercises\n");
        assertThat(after.replaceFirst("(?s)## FILL IN: move.*?(?=## Exercises)", ""))
                .isEqualTo(before);
        assertThat(
                        complaints(
                                "math-foundations",
                                BookRule.CLAIMS,
                                BookRule.LINKS,
                                BookRule.FINISHED))
                .filteredOn(c -> c.contains("OP-77") || c.contains("Op77"))
                .isNotEmpty()
                .allMatch(c -> c.contains("has a gap"));
        assertThat(book.compile("math-foundations")).isEmpty();
        assertThat(
                        Mutants.complaints(
                                book.load(
                                        "org.firstprinciples.mathfoundations.optimization.Op77Test$FillInTheMistake")))
                .isEmpty();
    }

    @Test
    void aClaimsTestMayHaveAName() {
        book.begin("claim:OP-77/StepSize");
        assertThat(book.read(OPTIMIZATION)).contains("[StepSizeTest](src/test/java/");
        assertThat(
                        book.read(
                                "math-foundations/src/test/java/org/firstprinciples/mathfoundations/optimization/StepSizeTest.java"))
                .contains("class StepSizeTest {", "@Claim(\"OP-77\")");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "huber; -Dnew=huber: expected one of",
                "recipe:soup; -Dnew=recipe:soup: expected one of",
                "topic:skynet; the plan, topics.txt, has linear-algebra, calculus,",
                "topic:optimization; optimization has begun; not begun are linear-algebra,"
                        + " calculus,",
                "operation:Huber; expected a topic and a class, loss-functions/Huber; a reader"
                        + " knows operations in backpropagation, activation-functions,",
                "operation:optimization/Huber; a reader knows operations in backpropagation,"
                        + " activation-functions,",
                "operation:optimizers/huber; expected a topic and a class, loss-functions/Huber",
                "operation:optimizers/Huber; optimizers has not begun; begin it with"
                        + " -Dnew=topic:optimizers",
                "claim:XX-01; expected a topic's prefix and two digits, OP-17, and perhaps a class,"
                        + " OP-17/StepSize; the prefixes are LA, CA,",
                "claim:OP-1; expected a topic's prefix and two digits",
                "claim:OP-77/step; expected a topic's prefix and two digits",
                "claim:OP-01; math-foundations/optimization.md states OP-01 already; the next free"
                        + " id is OP-",
                "claim:CA-99; calculus has no document; begin it with -Dnew=topic:calculus",
                "notebook:optimization; expected two digits and words joined by hyphens,"
                        + " 04-optimization-landscape"
            })
    void whatCannotBeBegunIsExplainedAndNothingIsWritten(String wish, String message)
            throws IOException {
        List<String> before = files();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> book.begin(wish))
                .withMessageContaining(message);
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void nothingIsOverwritten() throws IOException {
        book.begin("claim:OP-77");
        List<String> before = files();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> book.begin("claim:OP-78/Op77"))
                .withMessageEndingWith("Op77Test.java is there already; nothing was written");
        assertThat(files()).isEqualTo(before);
    }
}
