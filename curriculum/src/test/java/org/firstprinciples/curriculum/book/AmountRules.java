package org.firstprinciples.curriculum.book;

import org.firstprinciples.curriculum.Topic;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/// [BookRule#AMOUNT].
final class AmountRules {

    private static final int FEWEST_WORDS = 3000;
    private static final int MOST_WORDS = 9000;
    private static final int WORDS_PER_CLAIM = 100;
    private static final int PICTURES = 6;
    private static final int WORKED_EXAMPLES = 3;
    private static final int EXERCISES = 12;
    private static final int IN_CODE = 5;
    private static final int ON_PAPER = 6;
    private static final int MISCONCEPTIONS = 5;

    private static final Pattern PICTURE = Pattern.compile("!\\[[^\\]]*\\]\\(([^)\\s]+)\\)");

    private AmountRules() {}

    static Stream<String> complaints(Section section) {
        return section.heldTo(BookRule.AMOUNT).stream()
                .flatMap(t -> section.document(t).stream().flatMap(d -> complaints(t, d)));
    }

    private static Stream<String> complaints(Topic topic, Document document) {
        Prose prose = Prose.of(document).without("Exercises", "References");
        int words = prose.words();
        int claims = document.claims().size();
        Exercises exercises = Exercises.of(document);
        int inCode = exercises.inCode().size();
        int onPaper = exercises.onPaper().size();
        Stream.Builder<String> complaints = Stream.builder();
        if (words < FEWEST_WORDS || words > MOST_WORDS) {
            complaints.add(
                    "has %s words of prose, and %s to %s teach a subject; %s"
                            .formatted(
                                    words,
                                    FEWEST_WORDS,
                                    MOST_WORDS,
                                    words < FEWEST_WORDS
                                            ? "look for what its reader must guess"
                                            : "move what only some readers want to a companion"
                                                    + " page"));
        }
        if (words < WORDS_PER_CLAIM * claims) {
            complaints.add(
                    "has %s claims in %s words; a claim takes %s words to lead to and to explain: write them, or move claims to a companion page"
                            .formatted(claims, words, WORDS_PER_CLAIM));
        }
        require(
                complaints,
                pictures(document),
                PICTURES,
                "different pictures",
                "draw each main idea, and one picture from real data");
        require(
                complaints,
                worked(document),
                WORKED_EXAMPLES,
                "worked examples",
                "work one for each main skill below a heading `Worked example: …`");
        require(
                complaints,
                misconceptions(prose),
                MISCONCEPTIONS,
                "misconceptions",
                "begin a paragraph with **\"what people say.\"** and refute it with a number");
        require(
                complaints,
                inCode,
                IN_CODE,
                "graded exercises",
                "list more as `- **%s-E1 ★ (10 minutes).** Write …` under `## Exercises`"
                        .formatted(topic.prefix()));
        require(
                complaints,
                onPaper,
                ON_PAPER,
                "exercises on paper",
                "number more as `1. ` under `## Exercises`");
        if (inCode >= IN_CODE && onPaper >= ON_PAPER) {
            require(
                    complaints,
                    inCode + onPaper,
                    EXERCISES,
                    "exercises",
                    "add some in code or on paper");
        }
        return Stream.concat(
                complaints.build().map(c -> topic.document() + ": " + c),
                exercises.complaints().map(c -> topic.document() + ":" + c));
    }

    private static void require(
            Stream.Builder<String> complaints, int there, int needed, String what, String advice) {
        if (there < needed) {
            complaints.add(
                    "has %s %s, at least %s are needed; %s".formatted(there, what, needed, advice));
        }
    }

    private static int pictures(Document document) {
        return (int)
                PICTURE.matcher(String.join("\n", document.plainLines()))
                        .results()
                        .map(m -> m.group(1))
                        .distinct()
                        .count();
    }

    private static int worked(Document document) {
        return (int)
                document.headings().stream()
                        .filter(h -> h.text().matches("Worked example: .+"))
                        .count();
    }

    private static int misconceptions(Prose prose) {
        return (int)
                prose.blocks().stream().filter(b -> b.text().matches("(?s)\\*\\*[\"“].*")).count();
    }
}
