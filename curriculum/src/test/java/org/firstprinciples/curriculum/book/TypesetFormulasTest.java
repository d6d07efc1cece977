package org.firstprinciples.curriculum.book;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What could be typeset is remembered, and nothing else.
class TypesetFormulasTest {

    private static final String TAGGED = "x\\tag{1}"; // only a displayed formula has a number

    @TempDir private Path root;

    private static Formula formula(String tex, boolean display) {
        return new Formula(1, 0, tex, display, false);
    }

    @Test
    void whatCouldBeTypesetIsRememberedOnce() throws IOException {
        TypesetFormulas judge = TypesetFormulas.of(root);
        assertThat(judge.error(formula("x^2", false))).isEmpty();
        assertThat(judge.error(formula("x^2", false))).isEmpty();
        assertThat(judge.error(formula(TAGGED, true))).isEmpty();
        assertThat(Files.readAllLines(root.resolve("target/typeset-formulas.txt")))
                .hasSize(2)
                .doesNotHaveDuplicates();
    }

    @Test
    void whatCannotBeTypesetIsComplainedOfEveryTime() {
        TypesetFormulas judge = TypesetFormulas.of(root);
        assertThat(judge.error(formula(TAGGED, true))).isEmpty();
        for (int i = 0; i < 2; i++) {
            assertThat(judge.error(formula(TAGGED, false))).isPresent();
            assertThat(judge.error(formula("\\frac{a}{b", true))).isPresent();
        }
    }
}
