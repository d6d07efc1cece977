package org.firstprinciples.curriculum.exercises;

import java.util.regex.Pattern;

/// The solutions of exercises on paper, which a document folds away: `<details><summary>Solution</summary> … </details>`.
public final class FoldedSolutions {

    private static final Pattern SOLUTION =
            Pattern.compile(
                    "(?s)["
                        + " \\t]*<details>\\s*<summary>\\s*Solution\\b[^<]*</summary>.*?\\S.*?</details>["
                        + " \\t]*\\n?");

    private FoldedSolutions() {}

    /// A document, or a part of one, without them.
    public static String removedFrom(String document) {
        return SOLUTION.matcher(document).replaceAll("");
    }
}
