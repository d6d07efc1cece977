package org.firstprinciples.curriculum.book;

import java.util.Optional;
import java.util.stream.Stream;

/// [BookRule#FORMULAS].
final class FormulaRules {

    private FormulaRules() {}

    static Stream<String> complaints(Section section) {
        return section.documents().stream().flatMap(d -> complaints(section, d));
    }

    /// The formulas of one document that cannot be typeset.
    static Stream<String> complaints(Section section, Document document) {
        return document.formulas().stream()
                .flatMap(f -> {
                    Optional<String> error = TypesetFormulas.of(section.root()).error(f);
                    return error.stream()
                            .map(e ->
                                    "%s:%s: the formula $%s$ cannot be typeset: %s"
                                            .formatted(
                                                    section.show(document.path()),
                                                    f.line(),
                                                    f.tex(),
                                                    e));
                });
    }
}
