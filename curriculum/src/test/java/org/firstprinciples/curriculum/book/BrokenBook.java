package org.firstprinciples.curriculum.book;

import static org.firstprinciples.curriculum.book.SmallBook.COMPANION;
import static org.firstprinciples.curriculum.book.SmallBook.main;
import static org.firstprinciples.curriculum.book.SmallBook.test;

import java.util.function.UnaryOperator;

/// The ways to break a book: what is done to the [SmallBook], and the complaint that follows.
enum BrokenBook {
    A_CLAIM_WITHOUT_A_TEST(
            BookRule.CLAIMS,
            b -> b.edit(test("one/zerosum/ZeroSumTest"), "@Claim(\"ZZ-01\")", ""),
            "one/zero-sum.md:10: no test of one checks ZZ-01; annotate one with @Claim(\"ZZ-01\")"),
    A_TEST_OF_AN_UNKNOWN_CLAIM(
            BookRule.CLAIMS,
            b ->
                    b.edit(
                            test("one/zerosum/ZeroSumTest"),
                            "@Claim(\"ZZ-01\")",
                            "@Claim({\"ZZ-01\", \"ZZ-09\"})"),
            "ZeroSumTest.cancels names ZZ-09, which no document of one states; state it or mend the"
                    + " id"),
    A_CLAIM_STATED_TWICE(
            BookRule.CLAIMS,
            b ->
                    b.edit(
                            "one/zero-sum.md",
                            "$$\n\\frac",
                            "> **Claim ZZ-01 — Again.** It cancels.\n\n$$\n\\frac"),
            "one/zero-sum.md:20: ZZ-01 is stated at one/zero-sum.md:10 too; give one of them"
                    + " another number"),
    A_FOREIGN_PREFIX(
            BookRule.CLAIMS,
            b -> b.edit("one/zero-sum.md", "ZZ-01", "XX-01"),
            "one/zero-sum.md:10: XX-01 does not begin with ZZ-, the prefix of zero-sum; renumber"
                    + " it"),
    A_LINK_TO_A_TEST_OF_SOMETHING_ELSE(
            BookRule.CLAIMS,
            b ->
                    b.write(test("one/zerosum/OtherTest"), "class OtherTest {}")
                            .edit(
                                    "one/zero-sum.md",
                                    "/ZeroSumTest.java).\n\n```",
                                    "/OtherTest.java).\n\n```"),
            "OtherTest.java does not carry @Claim(\"ZZ-01\"); link the test that does"),
    A_CLAIM_WITHOUT_A_LINK(
            BookRule.CLAIMS,
            b ->
                    b.edit(
                            "two/yonder.md",
                            "> Checked by"
                                + " [YonderTest](src/test/java/org/firstprinciples/two/yonder/YonderTest.java).",
                            "> Checked."),
            "two/yonder.md:10: YY-01 links to no test; put `> Checked by [Test](src/test/java/…).`"
                    + " under it",
            "two"),
    A_CLAIM_THAT_IS_NOT_WRITTEN_AS_ONE(
            BookRule.CLAIMS,
            b -> b.edit("one/zero-sum.md", "ZZ-01 — A", "ZZ-01: A"),
            "one/zero-sum.md:10: a claim reads `> **Claim ZZ-01 — Title.** statement`"),
    A_CLAIM_ON_A_METHOD_THAT_IS_NO_TEST(
            BookRule.CLAIMS,
            b -> b.edit(test("one/zerosum/ZeroSumTest"), "@Property ", ""),
            "ZeroSumTest.cancels carries @Claim(\"ZZ-01\") and is no test; add @Property or @Test"),
    A_CLAIM_THAT_REJECTS_NO_MUTANT(
            BookRule.CLAIMS,
            b -> b.edit(test("one/zerosum/ZeroSumTest"), "@Mutant(\"ZZ-01\") ", ""),
            "ZZ-01 rejects no mutant; write one with @Mutant(\"ZZ-01\"), or say why not"),
    A_MUTANT_OF_AN_UNKNOWN_CLAIM(
            BookRule.CLAIMS,
            b ->
                    b.edit(
                            test("one/zerosum/ZeroSumTest"),
                            "@Mutant(\"ZZ-01\")",
                            "@Mutant({\"ZZ-01\", \"ZZ-02\"})"),
            "the mutant ZeroSumTest.FirstArgument names ZZ-02, which no test checks; mend the id"),
    A_PREFIX_THAT_BEGINS_ALIKE(
            BookRule.CLAIMS,
            b -> b.edit("one/zero-sum.md", "ZZ-01", "ZY-01"),
            "one/zero-sum.md:10: ZY-01 does not begin with ZZ-, the prefix of zero-sum; renumber"
                    + " it"),
    A_CLAIM_THAT_ONLY_A_METHOD_CARRIES(
            BookRule.CLAIMS,
            b -> b.edit(test("one/zerosum/ZeroSumTest"), "@Property ", ""),
            "one/zero-sum.md:10: no test of one checks ZZ-01; annotate one with @Claim(\"ZZ-01\")"),
    A_CLAIM_OUTSIDE_OF_A_QUOTE(
            BookRule.CLAIMS,
            b -> b.edit("one/zero-sum.md", "> **Claim ZZ-01", "**Claim ZZ-01"),
            "one/zero-sum.md:10: a claim reads `> **Claim ZZ-01 — Title.** statement`"),
    A_CLAIM_WHOSE_TITLE_DOES_NOT_END(
            BookRule.CLAIMS,
            b -> b.edit("one/zero-sum.md", "cancel.**", "cancel**"),
            "one/zero-sum.md:10: a claim reads `> **Claim ZZ-01 — Title.** statement`"),
    A_CIRCLE(
            BookRule.PLAN,
            b -> b.plan("zero-sum:", "zero-sum: yonder"),
            "topics.txt: zero-sum needs yonder, which needs zero-sum: a circle; remove one of the"
                    + " edges"),
    A_PREREQUISITE_THAT_IS_NO_TOPIC(
            BookRule.PLAN,
            b -> b.plan("yonder: zero-sum", "yonder: zero"),
            "topics.txt: yonder needs zero, which is no topic; add its line or mend the name"),
    A_PREREQUISITE_OF_A_LATER_SECTION(
            BookRule.PLAN,
            b -> b.plan("zero-sum:", "zero-sum: yonder").plan("yonder: zero-sum", "yonder:"),
            "topics.txt: zero-sum of one needs yonder of the later section two; move one of them"),
    A_CIRCLE_OF_THREE(
            BookRule.PLAN,
            b ->
                    b.plan("zero-sum:", "zero-sum: beyond")
                            .plan(
                                    "YY two yonder: zero-sum",
                                    "YY two yonder: zero-sum\nXX two beyond: yonder"),
            "topics.txt: zero-sum needs beyond, which needs zero-sum: a circle; remove one of the"
                    + " edges"),
    A_MISSING_EDGE(
            BookRule.FRONT_MATTER,
            b -> b.edit("one/zero-sum.md", "leads-to: [yonder]", "leads-to: []"),
            "one/zero-sum.md: leads-to are []; the plan has leads-to: [yonder]"),
    AN_EXTRA_EDGE(
            BookRule.FRONT_MATTER,
            b -> b.edit("one/zero-sum.md", "prerequisites: []", "prerequisites: [yonder]"),
            "one/zero-sum.md: prerequisites are [yonder]; the plan has prerequisites: []"),
    NO_FRONT_MATTER(
            BookRule.FRONT_MATTER,
            b -> b.edit("one/zero-sum.md", "---\ntitle", "title"),
            "one/zero-sum.md: no front matter; begin with `---`"),
    ANOTHER_TITLE(
            BookRule.FRONT_MATTER,
            b -> b.edit("one/zero-sum.md", "# Zero sum", "# Nil"),
            "one/zero-sum.md: the title is `Zero sum` and the first heading `# Nil`; make them"
                    + " equal"),
    NO_TITLE(
            BookRule.FRONT_MATTER,
            b ->
                    b.edit("one/zero-sum.md", "title: Zero sum\n", "")
                            .edit("one/zero-sum.md", "# Zero sum\n", ""),
            "one/zero-sum.md: the title is `` and the first heading `# `; make them equal"),
    A_FIRST_HEADING_OF_THE_SECOND_LEVEL(
            BookRule.FRONT_MATTER,
            b -> b.edit("one/zero-sum.md", "# Zero sum\n", "## Zero sum\n"),
            "one/zero-sum.md: the title is `Zero sum` and the first heading `# `; make them equal"),
    NO_PREREQUISITES(
            BookRule.FRONT_MATTER,
            b -> b.edit("one/zero-sum.md", "prerequisites: []\n", ""),
            "one/zero-sum.md: prerequisites are null; the plan has prerequisites: []"),
    FRONT_MATTER_THAT_CANNOT_BE_READ(
            BookRule.FRONT_MATTER,
            b -> b.edit("one/zero-sum.md", "title: Zero sum", "title: ["),
            "one/zero-sum.md: no front matter; begin with `---`"),
    NO_DOCUMENT(
            BookRule.TOPICS,
            b -> b.delete("one/zero-sum.md"),
            "one/zero-sum.md: missing; write the document of org.firstprinciples.one.zerosum"),
    NO_CLAIMS(
            BookRule.TOPICS,
            b -> b.edit("one/zero-sum.md", "> **Claim", "> Claim"),
            "one/zero-sum.md: no claims; state what the code does"),
    NO_MAP_OF_THE_LESSON(
            BookRule.TOPICS,
            b -> b.delete(main("one/zerosum/package-info")),
            "zerosum/package-info.java: missing; write what to read first, the symbols and the"
                    + " sources, above `@NullMarked package org.firstprinciples.one.zerosum;`"),
    NO_TESTS(
            BookRule.TOPICS,
            b -> b.delete(test("one/zerosum/ZeroSumTest")),
            "zerosum: no tests; write one that checks a claim of one/zero-sum.md"),
    A_PACKAGE_WITHOUT_A_TOPIC(
            BookRule.TOPICS,
            b ->
                    b.write(
                                    main("one/astray/Astray"),
                                    "package org.firstprinciples.one.astray; public class Astray"
                                            + " {}")
                            .compile(),
            "one: its package belongs to no topic; move org.firstprinciples.one.astray.Astray into"
                    + " the package of one"),
    A_DOCUMENT_WITHOUT_A_TOPIC(
            BookRule.TOPICS,
            b -> b.write("one/zigzag.md", "# Zigzag"), // behind the document of the topic
            "one/zigzag.md: no topic of topics.txt has this name; rename it, add the topic, or make"
                    + " it the page `<topic>-<subject>.md` with `companion-of: <topic>`"),
    A_COMPANION_OF_NO_TOPIC(
            BookRule.COMPANIONS,
            b -> b.companion().edit(COMPANION, "companion-of: zero-sum", "companion-of: yonder"),
            "one/zero-sum-far.md: companion-of is yonder, which is no topic of one; it has"
                    + " zero-sum"),
    A_PAGE_THAT_IS_A_COMPANION_OF_NO_TOPIC(
            BookRule.TOPICS,
            b -> b.companion().edit(COMPANION, "companion-of: zero-sum", "companion-of: yonder"),
            "one/zero-sum-far.md: no topic of topics.txt has this name; rename it, add the topic"),
    A_COMPANION_WITHOUT_THE_NAME_OF_ITS_TOPIC(
            BookRule.COMPANIONS,
            b -> b.companion().write("one/far.md", b.read(COMPANION)).delete(COMPANION),
            "one/far.md: a companion page of zero-sum is called zero-sum-<subject>.md and has the"
                    + " line `companion-of: zero-sum`"),
    A_COMPANION_WITHOUT_A_SUBJECT(
            BookRule.COMPANIONS,
            b -> b.companion().write("one/zero-sum-.md", b.read(COMPANION)).delete(COMPANION),
            "one/zero-sum-.md: a companion page of zero-sum is called zero-sum-<subject>.md"),
    A_COMPANION_IN_QUOTES(
            BookRule.COMPANIONS,
            b -> b.companion().edit(COMPANION, "of: zero-sum", "of: \"zero-sum\""),
            "one/zero-sum-far.md: a companion page of zero-sum is called zero-sum-<subject>.md and"
                    + " has the line `companion-of: zero-sum`"),
    A_COMPANION_THAT_ITS_DOCUMENT_DOES_NOT_LINK(
            BookRule.COMPANIONS,
            b -> b.companion().edit("one/zero-sum.md", "(zero-sum-far.md)", "(zero-sum.md)"),
            "one/zero-sum-far.md: one/zero-sum.md does not link it; write [Zero far"
                    + " away](zero-sum-far.md) where its reader may want it"),
    A_COMPANION_WITH_PREREQUISITES(
            BookRule.COMPANIONS,
            b -> b.companion().edit(COMPANION, "companion-of", "prerequisites: []\ncompanion-of"),
            "one/zero-sum-far.md: has prerequisites beside companion-of; a companion page has no"
                    + " place in the plan: remove the line"),
    A_COMPANION_THAT_LEADS_TO(
            BookRule.COMPANIONS,
            b -> b.companion().edit(COMPANION, "companion-of", "leads-to: [yonder]\ncompanion-of"),
            "one/zero-sum-far.md: has leads-to beside companion-of; a companion page has no place"
                    + " in the plan: remove the line"),
    A_DOCUMENT_THAT_IS_A_COMPANION_TOO(
            BookRule.COMPANIONS,
            b -> b.edit("one/zero-sum.md", "leads-to", "companion-of: zero-sum\nleads-to"),
            "one/zero-sum.md: has leads-to beside companion-of"),
    A_COMPANION_WITH_ANOTHER_TITLE(
            BookRule.COMPANIONS,
            b -> b.companion().edit(COMPANION, "# Zero far away", "# Far"),
            "one/zero-sum-far.md: the title is `Zero far away` and the first heading `# Far`; make"
                    + " them equal"),
    A_CLAIM_OF_A_COMPANION_WITHOUT_A_TEST(
            BookRule.CLAIMS,
            b -> b.companion().edit(COMPANION, "ZZ-50", "ZZ-51"),
            "one/zero-sum-far.md:9: no test of one checks ZZ-51; annotate one with"
                    + " @Claim(\"ZZ-51\")"),
    A_CLAIM_OF_A_COMPANION_WITH_A_FOREIGN_PREFIX(
            BookRule.CLAIMS,
            b -> b.companion().edit(COMPANION, "ZZ-50", "YY-50"),
            "one/zero-sum-far.md:9: YY-50 does not begin with ZZ-, the prefix of zero-sum"),
    A_CLAIM_OF_A_DOCUMENT_AND_ITS_COMPANION(
            BookRule.CLAIMS,
            b -> b.companion().edit(COMPANION, "ZZ-50", "ZZ-01"),
            "one/zero-sum-far.md:9: ZZ-01 is stated at one/zero-sum.md:10 too"),
    A_SNIPPET_OF_A_COMPANION_THAT_DRIFTED(
            BookRule.SNIPPETS,
            b -> b.companion().edit(COMPANION, "return a + -a", "return a - a"),
            "one/zero-sum-far.md:13: differs from"
                    + " src/main/java/org/firstprinciples/one/zerosum/ZeroSum.java#sum"),
    A_DEAD_LINK_OF_A_COMPANION(
            BookRule.LINKS,
            b -> b.companion().edit(COMPANION, "(zero-sum.md)", "(zero.md)"),
            "one/zero-sum-far.md:19: the link zero.md leads nowhere"),
    A_FORMULA_OF_A_COMPANION_THAT_CANNOT_BE_TYPESET(
            BookRule.FORMULAS,
            b -> b.companion().edit(COMPANION, "For all $a$", "For all $\\frac{a}{$"),
            "one/zero-sum-far.md:9: the formula $\\frac{a}{$ cannot be typeset"),
    A_FORMULA_OF_A_COMPANION_THAT_GITHUB_HIDES(
            BookRule.GITHUB,
            b -> b.companion().edit(COMPANION, "For all $a$", "For all $ a$"),
            "one/zero-sum-far.md:9: a space inside of a dollar sign"),
    A_WORKED_EXAMPLE_OF_A_COMPANION_WITHOUT_A_TEST(
            BookRule.WORKED_EXAMPLES,
            b -> b.companion().edit(COMPANION, "See the", "## Worked example: far\n\nSee the"),
            "one/zero-sum-far.md:19: names no test; write `Computed by [Class.method]"),
    NO_TESTS_BUT_WHAT_HELPS_THEM(
            BookRule.TOPICS,
            b ->
                    b.write(test("one/zerosum/ZeroSums"), "class ZeroSums {}")
                            .delete(test("one/zerosum/ZeroSumTest")),
            "zerosum: no tests; write one that checks a claim of one/zero-sum.md"),
    A_TABLE_WITH_AN_EMPTY_LINE(
            BookRule.GITHUB,
            b -> b.shows("| a | b |\n|---|---|\n| 1 | 2 |\n\n| 3 | 4 |\n| 5 | 6 |"),
            "one/zero-sum.md:14: the empty line before it ends the table, and the row is shown as"
                    + " text; remove the empty line"),
    A_TABLE_WITHOUT_A_LINE_BELOW_ITS_HEADER(
            BookRule.GITHUB,
            b -> b.shows("| a | b |\n| 1 | 2 |"),
            "one/zero-sum.md:10: the row is shown as text; a table begins with a header, and below"
                    + " it a line `|---|---|` with as many cells"),
    A_TABLE_WHOSE_HEADER_HAS_ANOTHER_NUMBER_OF_CELLS(
            BookRule.GITHUB,
            b -> b.shows("| a | b |\n|---|\n| 1 | 2 |"),
            "one/zero-sum.md:10: the row is shown as text; a table begins with a header"),
    A_TABLE_RIGHT_BELOW_TEXT(
            BookRule.GITHUB,
            b -> b.shows("Text\nand\n\n| a |\n\n|---|\n| 1 |"),
            "one/zero-sum.md:13: the row is shown as text; a table begins with a header"),
    A_ROW_WITH_A_CELL_TOO_MANY(
            BookRule.GITHUB,
            b -> b.shows("| a | b |\n|---|---|\n| 1 | 2 | 3 |"),
            "one/zero-sum.md:12: the row has 3 cells, and its header has 2; cells that are too many"
                    + " are not shown, and one with nothing in it is `| |`"),
    A_ROW_WITH_A_CELL_TOO_FEW(
            BookRule.GITHUB,
            b -> b.shows("> | a | b |\n> |---|---|\n> | 1 |"),
            "one/zero-sum.md:12: the row has 1 cells, and its header has 2"),
    A_BAR_IN_THE_CODE_OF_A_TABLE(
            BookRule.GITHUB,
            b -> b.shows("| a | b |\n|---|---|\n| `x | y` | 2 |"),
            "one/zero-sum.md:12: the row has 3 cells, and its header has 2"),
    TEXT_RIGHT_BELOW_A_TABLE(
            BookRule.GITHUB,
            b -> b.shows("| a | b |\n|---|---|\n| 1 | 2 |\n*Numbers.*"),
            "one/zero-sum.md:13: the line becomes a row of the table above it; put an empty line"
                    + " between them"),
    A_LINE_THAT_BEGINS_WITH_A_MINUS(
            BookRule.GITHUB,
            b -> b.shows("What is left is $a$\n- $b$ and no more."),
            "one/zero-sum.md:11: a line that begins with - becomes a list; put an empty line before"
                    + " it if it is one, or the sign at the end of the line before"),
    A_LINE_THAT_BEGINS_WITH_A_PLUS_IN_A_QUOTE(
            BookRule.GITHUB,
            b -> b.shows("> What is left is $a$\n> + $b$ and no more."),
            "one/zero-sum.md:11: a line that begins with + becomes a list"),
    A_LINE_THAT_BEGINS_WITH_A_PLUS_IN_AN_ITEM(
            BookRule.GITHUB,
            b -> b.shows("- What is left is $a$\n  + $b$ and no more."),
            "one/zero-sum.md:11: a line that begins with + becomes a list"),
    A_LINE_THAT_BEGINS_WITH_A_NUMBER(
            BookRule.GITHUB,
            b -> b.shows("The numbers sum to\n1. Whoever adds them knows it."),
            "one/zero-sum.md:11: a line that begins with 1. becomes a list"),
    A_LINE_THAT_MAKES_A_HEADING(
            BookRule.GITHUB,
            b -> b.shows("A sentence.\n---"),
            "one/zero-sum.md:10: the line of - or = below it makes a heading of it; put an empty"
                    + " line between them, or write #"),
    A_FOLD_WITHOUT_AN_EMPTY_LINE(
            BookRule.GITHUB,
            b ->
                    b.shows(
                            "<details><summary>Solution</summary>\n*Nothing* is left.\n\n"
                                    + "</details>"),
            "one/zero-sum.md:10: what follows </summary> is shown as it is written; put an empty"
                    + " line after it"),
    A_FOLD_WITH_TEXT_BEHIND_ITS_SUMMARY(
            BookRule.GITHUB,
            b -> b.shows("<details><summary>Solution</summary> *Nothing.*\n\n</details>"),
            "one/zero-sum.md:10: what follows </summary> is shown as it is written"),
    A_FOLD_WITHOUT_AN_END(
            BookRule.GITHUB,
            b -> b.shows("<details><summary>Solution</summary>\n\nNothing."),
            "one/zero-sum.md:10: the fold has no end; write </details> on a line of its own"),
    A_FOLD_IN_A_FOLD(
            BookRule.GITHUB,
            b ->
                    b.shows(
                            """
                            <details><summary>Hint</summary>

                            Look.

                            <details><summary>Solution</summary>

                            Nothing.

                            </details>\
                            """),
            "one/zero-sum.md:14: a fold begins in the one of line 10; end that one before"),
    A_FOLD_IN_A_SENTENCE(
            BookRule.GITHUB,
            b -> b.shows("Look: <details><summary>Solution</summary>\n\nNothing.\n\n</details>"),
            "one/zero-sum.md:10: a fold begins on a line of its own; move <details> to the next"),
    A_FOLD_WITHOUT_A_SUMMARY(
            BookRule.GITHUB,
            b -> b.shows("<details>\n\nNothing.\n\n</details>"),
            "one/zero-sum.md:10: a fold says what is in it; write"
                    + " <details><summary>Solution</summary>"),
    AN_END_OF_NO_FOLD(
            BookRule.GITHUB,
            b -> b.shows("Nothing.\n\n</details>"),
            "one/zero-sum.md:12: no fold has begun that could end here; remove </details>"),
    A_FOLD_WITH_TEXT_BELOW_ITS_END(
            BookRule.GITHUB,
            b ->
                    b.shows(
                            "<details><summary>Solution</summary>\n\nNothing.\n\n"
                                    + "</details>\n*More*."),
            "one/zero-sum.md:14: </details> stands alone, with an empty line after it, or what"
                    + " follows is shown as it is written"),
    A_FOLD_WITH_TEXT_BEFORE_ITS_END(
            BookRule.GITHUB,
            b -> b.shows("<details><summary>Solution</summary>\n\nNothing. </details>"),
            "one/zero-sum.md:12: </details> stands alone, with an empty line after it"),
    A_CLAIM_FIRST(
            BookRule.ORDER,
            b -> b.edit("one/zero-sum.md", "> **Claim", "## Sums\n\n> **Claim"),
            "one/zero-sum.md:12: a section begins with ZZ-01; begin it with the question that the"
                    + " claim answers, an example and its numbers"),
    A_CLAIM_RIGHT_BELOW_A_HEADING(
            BookRule.ORDER,
            b -> b.edit("one/zero-sum.md", "> **Claim", "### Sums\n> **Claim"),
            "one/zero-sum.md:11: a section begins with ZZ-01; begin it with the question"),
    A_CLAIM_AFTER_A_FEW_WORDS(
            BookRule.ORDER,
            b -> b.edit("one/zero-sum.md", "If you take a number and then its", "Take"),
            "one/zero-sum.md:10: 39 words stand before ZZ-01 since the heading or the claim before"
                    + " it; lead to it in 40 or more"),
    A_CLAIM_AFTER_A_SNIPPET(
            BookRule.ORDER,
            b ->
                    b.edit(
                            "one/zero-sum.md",
                            "> **Claim",
                            "## Sums\n\n```java\n" + "word ".repeat(40) + "\n```\n\n> **Claim"),
            "one/zero-sum.md:16: a section begins with ZZ-01"),
    A_CLAIM_AFTER_A_CLAIM(
            BookRule.ORDER,
            b ->
                    b.edit(
                            "one/zero-sum.md",
                            "```java",
                            "> **Claim ZZ-02 — Again.** It cancels.\n\n```java"),
            "one/zero-sum.md:14: 0 words stand before ZZ-02 since the heading or the claim before"
                    + " it; lead to it in 40 or more"),
    A_CLAIM_AFTER_A_TABLE_AND_A_QUOTE(
            BookRule.ORDER,
            b ->
                    b.edit(
                            "one/zero-sum.md",
                            "> **Claim",
                            "## Sums\n\n| "
                                    + "word ".repeat(40)
                                    + "|\n|---|\n\n> "
                                    + "word ".repeat(40)
                                    + "\n\n> **Claim"),
            "one/zero-sum.md:17: 0 words stand before ZZ-01"),
    A_LONG_CLAIM(
            BookRule.ORDER,
            b ->
                    b.edit(
                            "one/zero-sum.md",
                            "For all $a$, $a + (-a) = 0$.",
                            "For all $a$.\n> " + "word ".repeat(58)),
            "one/zero-sum.md:10: ZZ-01 has 61 words, and a claim says one thing in 60; split it, or"
                    + " say the rest after it"),
    A_COMPANION_OUT_OF_ORDER(
            BookRule.ORDER,
            b -> b.companion().edit(COMPANION, "> **Claim", "## Sums\n\n> **Claim"),
            "one/zero-sum-far.md:11: a section begins with ZZ-50"),
    TOO_FEW_WORDS(
            BookRule.AMOUNT,
            b -> b.enough().edit("one/zero-sum.md", "Three it is.", "Three is."),
            "one/zero-sum.md: has 2999 words of prose, and 3000 to 9000 teach a subject; look for"
                    + " what its reader must guess"),
    TOO_MANY_WORDS(
            BookRule.AMOUNT,
            b -> b.enough().edit("one/zero-sum.md", "Three it", "More ".repeat(6001) + "Three it"),
            "one/zero-sum.md: has 9001 words of prose, and 3000 to 9000 teach a subject; move what"
                    + " only some readers want to a companion page"),
    TOO_MANY_CLAIMS(
            BookRule.AMOUNT,
            b ->
                    b.enough()
                            .edit(
                                    "one/zero-sum.md",
                                    "Four.",
                                    "> **Claim ZZ-02 — Again.** It is.\n\n".repeat(30) + "Four."),
            "one/zero-sum.md: has 31 claims in 3000 words; a claim takes 100 words to lead to and"
                    + " to explain: write them, or move claims to a companion page"),
    TOO_FEW_PICTURES(
            BookRule.AMOUNT,
            b -> b.enough().edit("one/zero-sum.md", "images/6.svg", "images/5.svg"),
            "one/zero-sum.md: has 5 different pictures, at least 6 are needed; draw each main idea,"
                    + " and one picture from real data"),
    TOO_FEW_WORKED_EXAMPLES(
            BookRule.AMOUNT,
            b -> b.enough().edit("one/zero-sum.md", "Worked example: four", "A worked example"),
            "one/zero-sum.md: has 2 worked examples, at least 3 are needed; work one for each main"
                    + " skill below a heading `Worked example: …`"),
    TOO_FEW_MISCONCEPTIONS(
            BookRule.AMOUNT,
            b ->
                    b.enough()
                            .edit(
                                    "one/zero-sum.md",
                                    "say\n\n**\"Nothing comes of nothing.\"**",
                                    "say\n\nNothing comes of nothing."),
            "one/zero-sum.md: has 4 misconceptions, at least 5 are needed; begin a paragraph with"
                    + " **\"what people say.\"** and refute it with a number"),
    TOO_FEW_GRADED_EXERCISES(
            BookRule.AMOUNT,
            b -> b.enough().edit("one/zero-sum.md", "ZZ-E5", "ZZ-E4"),
            "one/zero-sum.md: has 4 graded exercises, at least 5 are needed; list more as `-"
                    + " **ZZ-E1 ★ (10 minutes).** Write …` under `## Exercises`"),
    TOO_FEW_EXERCISES_ON_PAPER(
            BookRule.AMOUNT,
            b ->
                    b.enough()
                            .edit("one/zero-sum.md", "6. (2", "(2")
                            .edit("one/zero-sum.md", "7. (2", "(2"),
            "one/zero-sum.md: has 5 exercises on paper, at least 6 are needed; number more as `1. `"
                    + " under `## Exercises`"),
    TOO_FEW_EXERCISES(
            BookRule.AMOUNT,
            b -> b.enough().edit("one/zero-sum.md", "7. (2", "(2"),
            "one/zero-sum.md: has 11 exercises, at least 12 are needed; add some in code or on"
                    + " paper"),
    EXERCISES_ELSEWHERE(
            BookRule.AMOUNT,
            b -> b.enough().edit("one/zero-sum.md", "## Exercises", "## To do"),
            "one/zero-sum.md: has 0 exercises on paper, at least 6 are needed"),
    AN_EXERCISE_ON_PAPER_WITHOUT_A_SOLUTION(
            BookRule.AMOUNT,
            b ->
                    b.enough()
                            .edit(
                                    "one/zero-sum.md",
                                    "7. (2 minutes) What is left?\n\n   <details><summary>Solution",
                                    "7. (2 minutes) What is left?\n\n   <details><summary>Hint"),
            ": exercise 7 has no solution; fold one below it:"
                + " `<details><summary>Solution</summary>`, an empty line, the solution, an empty"
                + " line, `</details>`"),
    AN_EXERCISE_ON_PAPER_WITH_AN_OPEN_FOLD(
            BookRule.AMOUNT,
            b -> b.enough().edit("one/zero-sum.md", "   </details>\n\n2.", "   Really.\n\n2."),
            ": exercise 1 has no solution; fold one below it"),
    A_DOCUMENT_ON_THE_LIST_THAT_IS_MISSING(
            BookRule.NOT_YET,
            b -> b.edit(NotYet.FILE, "zero-sum.md", "zero.md"),
            "curriculum/not-yet.txt: one/zero.md is no document of a topic that has begun; take its"
                    + " line out"),
    A_DOCUMENT_ON_THE_LIST_OF_NO_SECTION(
            BookRule.NOT_YET,
            b -> b.edit(NotYet.FILE, "two/", "three/"),
            "curriculum/not-yet.txt: three/yonder.md is no document of a topic that has begun; take"
                    + " its line out"),
    A_DOCUMENT_ON_THE_LIST_THAT_IS_UP_TO_THE_CONTRACT(
            BookRule.NOT_YET,
            b -> b.enough().edit(NotYet.FILE, "# None", "one/zero-sum.md\n# None"),
            "curriculum/not-yet.txt: one/zero-sum.md is up to the contract; take its line out"),
    A_WORD_ON_THE_LIST_THAT_IS_NO_RULE(
            BookRule.NOT_YET,
            b -> b.edit(NotYet.FILE, "zero-sum.md: amount", "zero-sum.md: amount, links"),
            "curriculum/not-yet.txt: one/zero-sum.md: `links` is no rule of the contract; there are"
                    + " order, amount, glossary, terms, symbols"),
    A_RULE_ON_THE_LIST_THAT_IS_OBEYED(
            BookRule.NOT_YET,
            b -> b.edit(NotYet.FILE, "zero-sum.md: amount", "zero-sum.md: amount, order"),
            "curriculum/not-yet.txt: one/zero-sum.md obeys the rule order; take the word out of its"
                    + " line"),
    A_SNIPPET_THAT_DRIFTED(
            BookRule.SNIPPETS,
            b -> b.edit(main("one/zerosum/ZeroSum"), "a + -a", "a - a"),
            "one/zero-sum.md:14: differs from"
                    + " src/main/java/org/firstprinciples/one/zerosum/ZeroSum.java#sum"),
    A_SNIPPET_WITHOUT_A_SOURCE(
            BookRule.SNIPPETS,
            b ->
                    b.edit(
                            "one/zero-sum.md",
                            "```java"
                                + " src/main/java/org/firstprinciples/one/zerosum/ZeroSum.java#sum",
                            "```java"),
            "one/zero-sum.md:14: names no source; write ```java src/main/java/…/Type.java#member"),
    A_SNIPPET_OF_A_MISSING_FILE(
            BookRule.SNIPPETS,
            b -> b.edit("one/zero-sum.md", "ZeroSum.java#sum", "Nil.java#sum"),
            "one/src/main/java/org/firstprinciples/one/zerosum/Nil.java does not exist"),
    A_SNIPPET_OF_A_MISSING_MEMBER(
            BookRule.SNIPPETS,
            b -> b.edit("one/zero-sum.md", "ZeroSum.java#sum", "ZeroSum.java#difference"),
            "has 0 declarations `difference`; name one"),
    A_SNIPPET_WITH_OTHER_SPACES(
            BookRule.SNIPPETS,
            b -> b.edit("one/zero-sum.md", "    return a + -a;", "  return a + -a;"),
            "one/zero-sum.md:14: differs from"
                    + " src/main/java/org/firstprinciples/one/zerosum/ZeroSum.java#sum"),
    A_SNIPPET_OF_TWO_MEMBERS(
            BookRule.SNIPPETS,
            b ->
                    b.edit(
                            main("one/zerosum/ZeroSum"),
                            "class ZeroSum {",
                            "class ZeroSum { double sum(int a) { return 0; }"),
            "has 2 declarations `sum`; name one"),
    A_DEAD_LINK(
            BookRule.LINKS,
            b -> b.edit("one/zero-sum.md", "(#zero-sum)", "(../two/nowhere.md)"),
            "one/zero-sum.md:26: the link ../two/nowhere.md leads nowhere; mend the path"),
    A_DEAD_ANCHOR(
            BookRule.LINKS,
            b -> b.edit("one/zero-sum.md", "(#zero-sum)", "(#nil)"),
            "one/zero-sum.md:26: one/zero-sum.md has no heading with the anchor #nil"),
    NO_LINK_TO_THE_NOTATION(
            BookRule.LINKS,
            b -> b.edit("one/zero-sum.md", "[Notation](../curriculum/notation.md)", "notation"),
            "one/zero-sum.md: no link to the notation"),
    A_FORMULA_THAT_CANNOT_BE_TYPESET(
            BookRule.FORMULAS,
            b -> b.edit("one/zero-sum.md", "\\frac{a}{b}", "\\frac{a}{b"),
            "one/zero-sum.md:20: the formula"),
    AN_INLINE_FORMULA_THAT_CANNOT_BE_TYPESET(
            BookRule.FORMULAS,
            b -> b.edit("one/zero-sum.md", "For all $a$", "For all $\\frac{a}{$"),
            "one/zero-sum.md:10: the formula $\\frac{a}{$ cannot be typeset"),
    A_WORKED_EXAMPLE_WITHOUT_A_TEST(
            BookRule.WORKED_EXAMPLES,
            b -> b.edit("one/zero-sum.md", "[ZeroSumTest.two]", "[the test]"),
            "one/zero-sum.md:24: names no test; write `Computed by [Class.method]"),
    A_WORKED_EXAMPLE_OF_A_MISSING_TEST(
            BookRule.WORKED_EXAMPLES,
            b -> b.edit("one/zero-sum.md", "[ZeroSumTest.two]", "[ZeroSumTest.three]"),
            "has no method ZeroSumTest.three; name the test that computes the example"),
    NO_WORKED_EXAMPLE(
            BookRule.WORKED_EXAMPLES,
            b -> b.edit("one/zero-sum.md", "## Worked example: two", "## Two"),
            "one/zero-sum.md: no worked example; add a section `## Worked example: …`"),
    A_WORKED_EXAMPLE_OF_A_MISSING_FILE(
            BookRule.WORKED_EXAMPLES,
            b ->
                    b.edit(
                            "one/zero-sum.md",
                            "[ZeroSumTest.two](src/test/java/org/firstprinciples/one/zerosum/ZeroSumTest",
                            "[ZeroSumTest.two](src/test/java/org/firstprinciples/one/zerosum/NilTest"),
            "zerosum/NilTest.java has no method ZeroSumTest.two; name the test that computes the"
                    + " example"),
    A_WORKED_EXAMPLE_WHOSE_TEST_STANDS_BEFORE_IT(
            BookRule.WORKED_EXAMPLES,
            b ->
                    b.edit(
                                    "one/zero-sum.md",
                                    "## Worked example: two",
                                    "See [ZeroSumTest.two](src/test/java/org/firstprinciples/one/zerosum/ZeroSumTest.java).\n\n"
                                        + "## Worked example: two")
                            .edit(
                                    "one/zero-sum.md",
                                    "Computed by [ZeroSumTest.two]",
                                    "Computed by [the test]"),
            "one/zero-sum.md:26: names no test; write `Computed by [Class.method]"),
    A_WORKED_EXAMPLE_WHOSE_TEST_STANDS_BEHIND_IT(
            BookRule.WORKED_EXAMPLES,
            b -> b.edit("one/zero-sum.md", "Computed by", "\n## Later\n\nComputed by"),
            "one/zero-sum.md:24: names no test; write `Computed by [Class.method]"),
    A_SECOND_WORKED_EXAMPLE_WITHOUT_A_TEST(
            BookRule.WORKED_EXAMPLES,
            b ->
                    b.edit(
                            "one/zero-sum.md",
                            "Computed by"
                                + " [ZeroSumTest.two](src/test/java/org/firstprinciples/one/zerosum/ZeroSumTest.java).",
                            "Computed by"
                                + " [ZeroSumTest.two](src/test/java/org/firstprinciples/one/zerosum/ZeroSumTest.java).\n\n"
                                + "## Worked example: three\n"),
            "one/zero-sum.md:29: names no test; write `Computed by [Class.method]"),
    A_COMMAND_THAT_GITHUB_DOES_NOT_KNOW(
            BookRule.GITHUB,
            b -> b.edit("one/zero-sum.md", "\\frac{a}{b}", "\\operatorname{a}"),
            "GitHub does not know \\operatorname; for a name write \\mathrm"),
    A_BAR_IN_A_TABLE(
            BookRule.GITHUB,
            b -> b.edit("one/zero-sum.md", "$$\n\\frac", "| a |\n|---|\n| $|a|$ |\n\n$$\n\\frac"),
            "| inside a table ends the cell; write \\lVert or \\mid"),
    AN_EMPTY_LINE_IN_A_FORMULA(
            BookRule.GITHUB,
            b -> b.edit("one/zero-sum.md", "\\frac{a}{b}", "\\frac{a}{b}\n\n"),
            "an empty line ends the formula; remove it"),
    A_LINE_OF_A_FORMULA_THAT_BEGINS_WITH_A_SIGN(
            BookRule.GITHUB,
            b -> b.edit("one/zero-sum.md", "\\frac{a}{b}", "\\frac{a}{b}\n+ c"),
            "a line of a formula that begins with + - = becomes a list or a heading"),
    A_DOLLAR_WITHOUT_A_PARTNER(
            BookRule.GITHUB,
            b -> b.edit("one/zero-sum.md", "## Worked", "It costs $5.\n\n## Worked"),
            "one/zero-sum.md:24: a dollar sign without a partner; write \\$ or close the formula"),
    A_SPACE_INSIDE_OF_A_DOLLAR_SIGN(
            BookRule.GITHUB,
            b -> b.edit("one/zero-sum.md", "For all $a$", "For all $ a$"),
            "one/zero-sum.md:10: a space inside of a dollar sign"),
    A_FORMULA_IN_A_HEADING(
            BookRule.GITHUB,
            b -> b.edit("one/zero-sum.md", "## Worked example: two", "## Worked example: $2$"),
            "one/zero-sum.md:24: a formula in a heading is lost in its anchor; use words"),
    A_TAG_THAT_GITHUB_HIDES(
            BookRule.GITHUB,
            b -> b.edit("one/zero-sum.md", "## Worked", "<script>\n\n## Worked"),
            "<script> is not shown by GitHub"),
    A_COMMAND_FOR_WHAT_IS_INVISIBLE(
            BookRule.GITHUB,
            b -> b.edit("one/zero-sum.md", "\\frac{a}{b}", "\\phantom{a}"),
            "one/zero-sum.md:20: GitHub does not know \\phantom; for a name write \\mathrm"),
    A_COMMAND_FOR_A_DEFINITION(
            BookRule.GITHUB,
            b -> b.edit("one/zero-sum.md", "\\frac{a}{b}", "\\def{a}"),
            "one/zero-sum.md:20: GitHub does not know \\def; for a name write \\mathrm"),
    A_COMMAND_FOR_A_SMALL_MATRIX(
            BookRule.GITHUB,
            b ->
                    b.edit(
                            "one/zero-sum.md",
                            "\\frac{a}{b}",
                            "\\begin{psmallmatrix}a\\end{psmallmatrix}"),
            "one/zero-sum.md:20: GitHub does not know psmallmatrix; for a name write \\mathrm"),
    A_LINE_OF_A_FORMULA_THAT_BEGINS_WITH_A_MINUS_SIGN(
            BookRule.GITHUB,
            b -> b.edit("one/zero-sum.md", "\\frac{a}{b}", "\\frac{a}{b}\n- c"),
            "one/zero-sum.md:20: a line of a formula that begins with + - = becomes a list or a"
                    + " heading"),
    A_LINE_OF_A_FORMULA_THAT_BEGINS_WITH_AN_EQUALS_SIGN(
            BookRule.GITHUB,
            b -> b.edit("one/zero-sum.md", "\\frac{a}{b}", "\\frac{a}{b}\n= c"),
            "one/zero-sum.md:20: a line of a formula that begins with + - = becomes a list or a"
                    + " heading"),
    A_SPACE_BEFORE_A_DOLLAR_SIGN(
            BookRule.GITHUB,
            b -> b.edit("one/zero-sum.md", "For all $a$", "For all $a $"),
            "one/zero-sum.md:10: a space inside of a dollar sign"),
    ONE_FORMULA_TOO_MANY(
            BookRule.GITHUB,
            b -> b.edit("one/zero-sum.md", "## Worked", "$a$ ".repeat(1496) + "\n\n## Worked"),
            "one/zero-sum.md:1: 1501 formulas and braces, more than 1500: GitHub stops typesetting;"
                    + " shorten it"),
    A_USE_OF_A_TOPIC_NOT_MET(
            BookRule.PREREQUISITES,
            b ->
                    b.edit(
                                    main("one/zerosum/ZeroSum"),
                                    "public class ZeroSum {",
                                    "public class ZeroSum { org.firstprinciples.two.yonder.Yonder"
                                            + " y;")
                            .compile(),
            "org.firstprinciples.one.zerosum.ZeroSum uses org.firstprinciples.two.yonder.Yonder,"
                    + " and a reader of zero-sum has not met yonder"),
    A_USE_IN_A_BODY_OF_A_TOPIC_NOT_MET(
            BookRule.PREREQUISITES,
            b ->
                    b.edit(
                                    main("one/zerosum/ZeroSum"),
                                    "class ZeroSum {",
                                    "class ZeroSum { Object far() { return new"
                                            + " org.firstprinciples.two.yonder.Yonder(); }")
                            .compile(),
            "org.firstprinciples.one.zerosum.ZeroSum uses org.firstprinciples.two.yonder.Yonder,"
                    + " and a reader of zero-sum has not met yonder"),
    A_USE_OF_AN_ARRAY_OF_A_TOPIC_NOT_MET(
            BookRule.PREREQUISITES,
            b ->
                    b.edit(
                                    main("one/zerosum/ZeroSum"),
                                    "class ZeroSum {",
                                    "class ZeroSum { Object far() { return"
                                            + " org.firstprinciples.two.yonder.Yonder[].class; }")
                            .compile(),
            "org.firstprinciples.one.zerosum.ZeroSum uses org.firstprinciples.two.yonder.Yonder,"
                    + " and a reader of zero-sum has not met yonder"),
    A_USE_OF_A_MEMBER_OF_A_TOPIC_NOT_MET(
            BookRule.PREREQUISITES,
            b ->
                    b.edit(
                                    main("one/zerosum/ZeroSum"),
                                    "class ZeroSum {",
                                    "class ZeroSum { Object far() { return new"
                                            + " org.firstprinciples.two.yonder.Yonder().sum(); }")
                            .compile(),
            "org.firstprinciples.one.zerosum.ZeroSum uses org.firstprinciples.two.yonder.Yonder,"
                    + " and a reader of zero-sum has not met yonder"),
    A_USE_AS_A_TYPE_ARGUMENT_OF_A_TOPIC_NOT_MET(
            BookRule.PREREQUISITES,
            b ->
                    b.edit(
                                    main("one/zerosum/ZeroSum"),
                                    "class ZeroSum {",
                                    "class ZeroSum {"
                                        + " java.util.List<org.firstprinciples.two.yonder.Yonder>"
                                        + " far;")
                            .compile(),
            "org.firstprinciples.one.zerosum.ZeroSum uses org.firstprinciples.two.yonder.Yonder,"
                    + " and a reader of zero-sum has not met yonder"),
    A_USE_AS_A_PARAMETER_OF_A_TOPIC_NOT_MET(
            BookRule.PREREQUISITES,
            b ->
                    b.edit(
                                    main("one/zerosum/ZeroSum"),
                                    "class ZeroSum {",
                                    "class ZeroSum { void far(org.firstprinciples.two.yonder.Yonder"
                                            + " y) {}")
                            .compile(),
            "org.firstprinciples.one.zerosum.ZeroSum uses org.firstprinciples.two.yonder.Yonder,"
                    + " and a reader of zero-sum has not met yonder"),
    A_USE_AS_A_GENERIC_TYPE_ARGUMENT_OF_A_TOPIC_NOT_MET(
            BookRule.PREREQUISITES,
            b ->
                    b.edit(main("two/yonder/Yonder"), "class Yonder", "class Yonder<T>")
                            .edit(
                                    main("one/zerosum/ZeroSum"),
                                    "class ZeroSum {",
                                    "class ZeroSum {"
                                        + " java.util.List<org.firstprinciples.two.yonder.Yonder<String>>"
                                        + " far;")
                            .compile(),
            "org.firstprinciples.one.zerosum.ZeroSum uses org.firstprinciples.two.yonder.Yonder,"
                    + " and a reader of zero-sum has not met yonder"),
    A_POM_WITH_A_LATER_SECTION(
            BookRule.POM,
            b -> b.write("one/pom.xml", SmallBook.pom("two")),
            "one/pom.xml: depends on two, which comes not before one; list earlier sections only"),
    A_POM_WITH_ITSELF(
            BookRule.POM,
            b -> b.write("one/pom.xml", SmallBook.pom("one")),
            "one/pom.xml: depends on one, which comes not before one; list earlier sections only"),
    A_POM_WITH_THE_NOTEBOOKS(
            BookRule.POM,
            b -> b.write("one/pom.xml", SmallBook.pom("notebooks-equivalents")),
            "one/pom.xml: depends on notebooks-equivalents, which comes not before one; list"
                    + " earlier sections only"),
    A_POM_WITH_THE_BENCHMARKS(
            BookRule.POM,
            b -> b.write("one/pom.xml", SmallBook.pom("benchmarks")),
            "one/pom.xml: depends on benchmarks, which comes not before one; list earlier sections"
                    + " only"),
    AN_OPERATION_WITHOUT_LAWS(
            BookRule.OPERATIONS,
            b ->
                    b.write(
                                    "two/src/main/java/org/firstprinciples/neuralnetworks/backpropagation/tape/Operation.java",
                                    "package"
                                        + " org.firstprinciples.neuralnetworks.backpropagation.tape;"
                                        + " public interface Operation {}")
                            .edit(
                                    main("one/zerosum/ZeroSum"),
                                    "class ZeroSum",
                                    "class ZeroSum implements"
                                        + " org.firstprinciples.neuralnetworks.backpropagation.tape.Operation")
                            .compile(),
            "org.firstprinciples.one.zerosum.ZeroSum is an operation and no test holds it to the"
                    + " laws"),
    AN_OPERATION_OF_A_KIND_WITHOUT_LAWS(
            BookRule.OPERATIONS,
            b ->
                    b.write(
                                    "two/src/main/java/org/firstprinciples/neuralnetworks/backpropagation/tape/Operation.java",
                                    "package"
                                        + " org.firstprinciples.neuralnetworks.backpropagation.tape;"
                                        + " public interface Operation {}")
                            .write(
                                    main("one/zerosum/Kind"),
                                    "package org.firstprinciples.one.zerosum; interface Kind"
                                        + " extends"
                                        + " org.firstprinciples.neuralnetworks.backpropagation.tape.Operation"
                                        + " {}")
                            .edit(
                                    main("one/zerosum/ZeroSum"),
                                    "class ZeroSum",
                                    "class ZeroSum implements Kind")
                            .compile(),
            "org.firstprinciples.one.zerosum.ZeroSum is an operation and no test holds it to the"
                    + " laws"),
    DRAWS_WITHOUT_A_PURPOSE(
            BookRule.PURPOSES,
            b ->
                    b.edit(
                            main("one/zerosum/ZeroSum"),
                            "class ZeroSum {",
                            "class ZeroSum { double draw() { return Philox.of(7).uniform(0, 0); }"),
            "ZeroSum.java: draws from the seed itself; write Philox.of(seed).split(\"…\"), with"
                    + " what the draws are for"),
    TWO_SECTIONS_WITH_ONE_PURPOSE(
            BookRule.PURPOSES,
            b ->
                    b.edit(
                                    main("one/zerosum/ZeroSum"),
                                    "class ZeroSum {",
                                    "class ZeroSum { Philox r = Philox.of(7).split(\"sum\");")
                            .edit(
                                    main("two/yonder/Yonder"),
                                    "class Yonder {",
                                    "class Yonder { Philox r = Philox.of(7)\n.split(\"sum\");"),
            "Yonder.java: \"sum\" is the purpose of"
                + " [one/src/main/java/org/firstprinciples/one/zerosum/ZeroSum.java,"
                + " two/src/main/java/org/firstprinciples/two/yonder/Yonder.java], which get the"
                + " same numbers from the same seed; name another",
            "two"),
    ONE_FILE_WITH_ONE_PURPOSE_TWICE(
            BookRule.PURPOSES,
            b ->
                    b.edit(
                            main("one/zerosum/ZeroSum"),
                            "class ZeroSum {",
                            "class ZeroSum { Philox r = Philox.of(7).split(\"sum\"), s ="
                                    + " Philox.of(8).split(\"sum\");"),
            "ZeroSum.java: \"sum\" is the purpose of"),
    AN_EXERCISE_THAT_NO_DOCUMENT_LISTS(
            BookRule.EXERCISES,
            b ->
                    b.exercise("ZZ-E1", "ZZ-01")
                            .edit("one/zero-sum.md", "(5 minutes)", "(50 minutes)"),
            "ZeroSum.java: ZZ-E1: one/zero-sum.md does not list it; write"
                    + " `**ZZ-E1 ★ (5 minutes).**` and what is to do"),
    A_SOLUTION_ON_THE_PAGE(
            BookRule.UNSOLVED,
            b -> b.exercise("ZZ-E1", "ZZ-01"),
            "one/zero-sum.md:14: prints the solution of ZZ-E1; show what calls ZeroSum.sum(double),"
                    + " or the formula, or let the exercise ask for another method"),
    A_SOLUTION_WITHIN_A_LONGER_SNIPPET(
            BookRule.UNSOLVED,
            b ->
                    b.exercise("ZZ-E1", "ZZ-01")
                            .edit("one/zero-sum.md", "ZeroSum.java#sum", "ZeroSum.java#ZeroSum")
                            .edit(
                                    "one/zero-sum.md",
                                    "public double",
                                    "class ZeroSum {\npublic double")
                            .edit("one/zero-sum.md", "-a;\n}", "-a;\n}\n}"),
            "one/zero-sum.md:14: prints the solution of ZZ-E1"),
    A_SOLUTION_ON_A_COMPANION_PAGE(
            BookRule.UNSOLVED,
            b -> b.companion().exercise("ZZ-E1", "ZZ-01"),
            "one/zero-sum-far.md:13: prints the solution of ZZ-E1"),
    AN_EXERCISE_WITHOUT_A_SOLUTION(
            BookRule.EXERCISES,
            b -> b.edit("one/zero-sum.md", "$$\n\\frac", "**ZZ-E2 ★★ (5 minutes).**\n\n$$\n\\frac"),
            "one/zero-sum.md: lists ZZ-E2, which no method carries; annotate its solution with"
                    + " @Exercise"),
    AN_EXERCISE_OF_ANOTHER_TOPIC(
            BookRule.EXERCISES,
            b -> b.exercise("YY-E1", "ZZ-01"),
            "ZeroSum.java: YY-E1: an exercise of zero-sum is called ZZ-E and a number"),
    AN_EXERCISE_THAT_NOTHING_GRADES(
            BookRule.EXERCISES,
            b -> b.exercise("ZZ-E1", "ZZ-07"),
            "ZeroSum.java: ZZ-E1: is graded by ZZ-07, which no test of one checks; mend the id"),
    AN_EXERCISE_WITHOUT_WRONG_BODIES(
            BookRule.EXERCISES,
            b -> b.exercise("ZZ-E1", "ZZ-01").delete("one/src/test/wrong-bodies/WrongBodies.java"),
            "ZeroSum.java: ZZ-E1: has no wrong bodies; write one with @WrongBody(\"ZZ-E1\") below"
                    + " one/src/test/wrong-bodies"),
    A_WRONG_BODY_OF_NO_EXERCISE(
            BookRule.EXERCISES,
            b ->
                    b.write(
                            "one/src/test/wrong-bodies/WrongBodies.java",
                            "class WrongBodies { @WrongBody(\"ZZ-E9\") double zero(double a) {"
                                    + " return 0; } }"),
            "one/src/test: a wrong body names ZZ-E9, which no method carries; mend the id"),
    AN_EXERCISE_WORTH_NOTHING(
            BookRule.EXERCISES,
            b ->
                    b.exercise("ZZ-E1", "ZZ-01")
                            .edit(main("one/zerosum/ZeroSum"), "stars = 1", "stars = 0"),
            "ZeroSum.java: ZZ-E1: has 0 stars and takes 5 minutes; 1 to 4 stars are needed"),
    AN_EXERCISE_TWICE(
            BookRule.EXERCISES,
            b ->
                    b.exercise("ZZ-E1", "ZZ-01")
                            .edit(
                                    main("one/zerosum/ZeroSum"),
                                    "class ZeroSum {",
                                    "class ZeroSum { @Exercise(id = \"ZZ-E1\", stars = 1, minutes ="
                                        + " 5, claims = \"ZZ-01\") double zero() { return 0; }"),
            "ZZ-E1: ZeroSum.zero() has an id that another exercise has; renumber one"),
    AN_EXERCISE_OF_OTHER_STARS(
            BookRule.EXERCISES,
            b ->
                    b.exercise("ZZ-E1", "ZZ-01")
                            .edit(main("one/zerosum/ZeroSum"), "stars = 1", "stars = 2"),
            "ZeroSum.java: ZZ-E1: one/zero-sum.md does not list it; write `**ZZ-E1 ★★ (5"
                    + " minutes).**` and what is to do"),
    AN_EXERCISE_OF_FIVE_STARS(
            BookRule.EXERCISES,
            b ->
                    b.exercise("ZZ-E1", "ZZ-01")
                            .edit(main("one/zerosum/ZeroSum"), "stars = 1", "stars = 5"),
            "ZeroSum.java: ZZ-E1: has 5 stars and takes 5 minutes; 1 to 4 stars are needed, and a"
                    + " minute at least"),
    AN_EXERCISE_OF_NO_TIME(
            BookRule.EXERCISES,
            b ->
                    b.exercise("ZZ-E1", "ZZ-01")
                            .edit(main("one/zerosum/ZeroSum"), "minutes = 5", "minutes = 0"),
            "ZeroSum.java: ZZ-E1: has 1 stars and takes 0 minutes; 1 to 4 stars are needed, and a"
                    + " minute at least"),
    AN_EXERCISE_ZERO(
            BookRule.EXERCISES,
            b -> b.exercise("ZZ-E0", "ZZ-01"),
            "ZeroSum.java: ZZ-E0: an exercise of zero-sum is called ZZ-E and a number"),
    AN_EXERCISE_WHOSE_SECOND_CLAIM_IS_MISSING(
            BookRule.EXERCISES,
            b ->
                    b.exercise("ZZ-E1", "ZZ-01")
                            .edit(
                                    main("one/zerosum/ZeroSum"),
                                    "claims = \"ZZ-01\"",
                                    "claims = {\"ZZ-01\", \"ZZ-07\"}"),
            "ZeroSum.java: ZZ-E1: is graded by ZZ-07, which no test of one checks; mend the id"),
    A_TABLE_WITHOUT_A_DATASHEET(
            BookRule.TABLES,
            b -> b.write("one/data/numbers.csv", "1,2\n"),
            "one/data/numbers.csv: has no datasheet; write one/data/numbers.md"),
    A_TABLE_THAT_WAS_CHANGED(
            BookRule.TABLES,
            b -> b.write("one/data/numbers.csv", "").write("one/data/numbers.md", "`e3b0c44298fc`"),
            "one/data/numbers.md: does not have the checksum of its table; it is"
                    + " `e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855`"),
    A_DATASHEET_WITHOUT_A_TABLE(
            BookRule.TABLES,
            b -> b.write("one/data/numbers.md", "Numbers."),
            "one/data/numbers.md: describes one/data/numbers.csv, which is missing"),
    A_PICTURE_THAT_NO_TEST_DRAWS(
            BookRule.PICTURES,
            b -> b.write("one/images/sum.svg", "<svg/>"),
            "one/images/sum.svg: no test of one draws it; draw it with Picture.compare(\"sum.svg\","
                    + " …), or delete it"),
    A_PICTURE_THAT_GIT_DOES_NOT_TRACK(
            BookRule.PICTURES,
            b -> b.write("one/images/sum.svg", "<svg/>").git("init", "-q"),
            "one/images/sum.svg: git does not track it; look at it, then git add"
                    + " one/images/sum.svg"),
    A_PICTURE_BESIDE_ONE_THAT_GIT_TRACKS(
            BookRule.PICTURES,
            b ->
                    b.write("one/images/one.svg", "<svg/>")
                            .git("init", "-q")
                            .git("add", "one/images/one.svg")
                            .write("one/images/sum.svg", "<svg/>"),
            "one/images/sum.svg: git does not track it; look at it, then git add"
                    + " one/images/sum.svg"),
    A_PICTURE_OF_STROKES(
            BookRule.PICTURES,
            b -> b.write("one/images/sum.svg", "<svg/>"),
            "one/images/sum.svg: it has no card to stand on; draw it as a Figure"),
    A_PICTURE_WITHOUT_A_TITLE(
            BookRule.PICTURES,
            b -> b.picture().edit("one/images/sum.svg", "A sum", " "),
            "one/images/sum.svg: it has no title; give Figure.of a sentence for those who cannot"
                    + " see it"),
    A_PICTURE_WHOSE_WORDS_TOUCH(
            BookRule.PICTURES,
            b ->
                    b.picture()
                            .edit(
                                    "one/images/sum.svg",
                                    "<g class=\"panel\"",
                                    "<text x=\"250\" y=\"100\">one</text><text x=\"270\""
                                            + " y=\"90\">two</text><g class=\"panel\""),
            "one/images/sum.svg: \"two\" touches \"one\"; move one of them with label(series, x, y,"
                    + " side), or make the plot larger"),
    A_PICTURE_WHOSE_WORDS_ARE_CUT_OFF(
            BookRule.PICTURES,
            b ->
                    b.picture()
                            .edit(
                                    "one/images/sum.svg",
                                    ">time<",
                                    ">%s<".formatted("time ".repeat(30))),
            "\" is cut off at the edge, from ("),
    A_PICTURE_WITH_SMALL_WORDS(
            BookRule.PICTURES,
            b -> b.picture().edit("one/images/sum.svg", "font-size=\"15\"", "font-size=\"12\""),
            "one/images/sum.svg: \"0\" is 12.0 units high, and 13.0 at least are readable"),
    A_PICTURE_WITH_A_LINE_BEYOND_ITS_EDGE(
            BookRule.PICTURES,
            b ->
                    b.picture()
                            .edit(
                                    "one/images/sum.svg",
                                    "<g class=\"panel\"",
                                    "<path d=\"M10 20L900 40\" stroke=\"#000000\"/><g"
                                            + " class=\"panel\""),
            "one/images/sum.svg: something is drawn beyond its edge, at from (10, 20) to (900, 40);"
                    + " widen the limits of its axes or the plot"),
    A_PICTURE_WHOSE_X_AXIS_HAS_NO_NAME(
            BookRule.PICTURES,
            b -> b.picture().edit("one/images/sum.svg", "axis-title-x", "words"),
            "one/images/sum.svg: its x axis has no name; say in Plot.of(xTitle, yTitle) which"
                    + " quantity it shows, or draw it bare()"),
    A_PICTURE_WHOSE_Y_AXIS_HAS_NO_NAME(
            BookRule.PICTURES,
            b -> b.picture().edit("one/images/sum.svg", "axis-title-y", "words"),
            "one/images/sum.svg: its y axis has no name"),
    A_PICTURE_WITH_A_LINE_THROUGH_A_LABEL(
            BookRule.PICTURES,
            b ->
                    b.picture()
                            .edit(
                                    "one/images/sum.svg",
                                    "stroke-linejoin=\"round\">",
                                    "stroke-linejoin=\"round\"><text class=\"label\" x=\"250\""
                                            + " y=\"100\">one</text><path d=\"M10 95L400 95\""
                                            + " stroke=\"#000000\"/>"),
            "one/images/sum.svg: a line runs through \"one\"; place it with label(series, x, y,"
                    + " side) or labelAtEnd(series), or make the plot larger"),
    A_PICTURE_WITH_A_POINT_UNDER_A_LABEL(
            BookRule.PICTURES,
            b ->
                    b.picture()
                            .edit(
                                    "one/images/sum.svg",
                                    "stroke-linejoin=\"round\">",
                                    "stroke-linejoin=\"round\"><text class=\"label\" x=\"250\""
                                            + " y=\"100\">one</text><circle cx=\"260\" cy=\"95\""
                                            + " r=\"4\"/>"),
            "one/images/sum.svg: a line runs through \"one\""),
    A_PICTURE_THAT_IS_HARDLY_DESCRIBED(
            BookRule.PICTURES,
            b ->
                    b.picture()
                            .edit(
                                    "one/zero-sum.md",
                                    "Over time one line rises to one, and another",
                                    "It"),
            "one/zero-sum.md:24: says what images/sum.svg shows in 5 words to those who cannot see"
                    + " it; say it in 8 to 60, between the brackets"),
    A_PICTURE_THAT_IS_DESCRIBED_AT_LENGTH(
            BookRule.PICTURES,
            b ->
                    b.picture()
                            .edit(
                                    "one/zero-sum.md",
                                    "Over time",
                                    "Over time, and time, ".repeat(15)),
            "one/zero-sum.md:24: says what images/sum.svg shows in 71 words"),
    A_PICTURE_WITHOUT_A_CAPTION(
            BookRule.PICTURES,
            b -> b.picture().edit("one/zero-sum.md", "*The two cancel.*", "The *two* cancel."),
            "one/zero-sum.md:24: images/sum.svg has no caption; say its one message under it, after"
                    + " an empty line, as a sentence in italics, *…*"),
    A_PICTURE_WITH_A_BOLD_CAPTION(
            BookRule.PICTURES,
            b -> b.picture().edit("one/zero-sum.md", "*The two cancel.*", "**The two cancel.**"),
            "one/zero-sum.md:24: images/sum.svg has no caption"),
    A_PICTURE_THAT_IS_NOT_DRAWN_YET(
            BookRule.LINKS,
            b -> b.edit("one/zero-sum.md", "(#zero-sum)", "(images/sum.svg)"),
            "one/zero-sum.md:26: one/images/sum.svg is missing; draw it in a test of one with"
                    + " Picture.compare(\"sum.svg\", figure), and run that test with"
                    + " -Dpictures=write"),
    A_PICTURE_THAT_IS_NOT_WRITTEN_YET(
            BookRule.LINKS,
            b ->
                    b.edit("one/zero-sum.md", "(#zero-sum)", "(images/sum.svg)")
                            .edit(
                                    test("one/zerosum/ZeroSumTest"),
                                    "check(subject().sum(2) == 0)",
                                    "compare(\"sum.svg\")"),
            "one/zero-sum.md:26: one/images/sum.svg is missing; to draw it: mvn -q test -pl one -am"
                    + " -Dtest=ZeroSumTest"),
    A_DEAD_LINK_BEHIND_A_FORMULA(
            BookRule.LINKS,
            b -> b.edit("one/zero-sum.md", "Two and its opposite", "$a + b$ and [it](nil.md)"),
            "one/zero-sum.md:26: the link nil.md leads nowhere; mend the path"),
    A_DEAD_ANCHOR_OF_ANOTHER_DOCUMENT(
            BookRule.LINKS,
            b -> b.edit("one/zero-sum.md", "(#zero-sum)", "(../two/yonder.md#nil)"),
            "one/zero-sum.md:26: two/yonder.md has no heading with the anchor #nil"),
    A_PHOTOGRAPH_THAT_IS_MISSING(
            BookRule.LINKS,
            b -> b.edit("one/zero-sum.md", "(#zero-sum)", "(images/sum.png)"),
            "one/zero-sum.md:26: the link images/sum.png leads nowhere; mend the path"),
    A_PICTURE_OF_ANOTHER_SECTION_THAT_IS_MISSING(
            BookRule.LINKS,
            b -> b.edit("one/zero-sum.md", "(#zero-sum)", "(../two/images/sum.svg)"),
            "one/zero-sum.md:26: the link ../two/images/sum.svg leads nowhere; mend the path"),
    A_BOLD_WORD_THAT_IS_NO_TERM(
            BookRule.GLOSSARY,
            b -> b.edit("one/zero-sum.md", "give 0", "give **the number 0**"),
            "one/zero-sum.md:26: the number 0 is bold and in no row of the glossary; add `| the"
                    + " number 0 | | [Zero sum](../one/zero-sum.md#worked-example-two) | … |` to"
                    + " curriculum/glossary.md, or use italics if it is no term"),
    A_BOLD_NUMBER_IN_PROSE(
            BookRule.GLOSSARY,
            b -> b.edit("one/zero-sum.md", "give 0", "give **0**"),
            "one/zero-sum.md:26: 0 is bold and in no row of the glossary; add"),
    A_BOLD_QUOTE_IN_THE_MIDDLE_OF_A_PARAGRAPH(
            BookRule.GLOSSARY,
            b -> b.edit("one/zero-sum.md", "give 0", "give **\"nothing\"**"),
            "one/zero-sum.md:26: \"nothing\" is bold and in no row of the glossary; add"),
    A_TERM_THAT_IS_BOLD_AWAY_FROM_HOME(
            BookRule.GLOSSARY,
            b -> b.edit("one/zero-sum.md", "give 0", "have **distance** 4"),
            "one/zero-sum.md:26: distance is bold, and its home is two/yonder.md; link it to its"
                    + " home, or mend line 5 of curriculum/glossary.md"),
    A_TERM_THAT_IS_BOLD_TWICE(
            BookRule.GLOSSARY,
            b -> b.edit("one/zero-sum.md", "its opposite give", "its **opposite** give"),
            "one/zero-sum.md:26: opposite is bold in line 8 already; a term is bold once, where it"
                    + " is defined"),
    A_VARIANT_THAT_IS_BOLD_BESIDE_ITS_TERM(
            BookRule.GLOSSARY,
            b -> b.edit("one/zero-sum.md", "its opposite give", "its **additive inverses** give"),
            "one/zero-sum.md:26: additive inverses is bold in line 8 already"),
    A_TERM_THAT_IS_BOLD_IN_ANOTHER_SECTION_THAN_ITS_HOME(
            BookRule.GLOSSARY,
            b ->
                    b.edit("one/zero-sum.md", "**opposite**", "opposite")
                            .edit("one/zero-sum.md", "its opposite give", "its **opposite** give"),
            "one/zero-sum.md:26: opposite is defined in the section #worked-example-two; line 6 of"
                    + " curriculum/glossary.md says #zero-sum, mend it"),
    A_TERM_WHOSE_HOME_DOES_NOT_DEFINE_IT(
            BookRule.GLOSSARY,
            b -> b.edit("one/zero-sum.md", "**opposite**", "*opposite*"),
            "curriculum/glossary.md:6: opposite is nowhere bold in one/zero-sum.md; set it in bold"
                    + " where its section #zero-sum defines it"),
    A_TERM_WHOSE_HOME_IS_MISSING(
            BookRule.GLOSSARY,
            b -> b.edit("curriculum/glossary.md", "../one/zero-sum.md", "../one/zero.md"),
            "curriculum/glossary.md:6: the home of opposite, one/zero.md, is missing; mend the"
                    + " link"),
    A_TERM_WHOSE_HOME_HAS_NO_SUCH_SECTION(
            BookRule.GLOSSARY,
            b -> b.edit("curriculum/glossary.md", "#zero-sum", "#zero"),
            "curriculum/glossary.md:6: the home of opposite, one/zero-sum.md, has no heading with"
                    + " the anchor #zero; it has [zero-sum, worked-example-two]"),
    A_TERM_THAT_NO_PREREQUISITE_DEFINES(
            BookRule.TERMS,
            b -> b.edit("one/zero-sum.md", "give 0,", "have distances,"),
            "one/zero-sum.md:26 uses distances, which no prerequisite defines; define it here in"
                    + " bold, or link to where it is met, [distances](../two/yonder.md#yonder)"),
    A_TERM_OF_A_LATER_DOCUMENT_IN_A_HEADING(
            BookRule.TERMS,
            b -> b.edit("one/zero-sum.md", "example: two", "example: Distance"),
            "one/zero-sum.md:24 uses Distance, which no prerequisite defines"),
    A_LINK_AHEAD_IN_ANOTHER_PARAGRAPH(
            BookRule.TERMS,
            b ->
                    b.edit(
                            "one/zero-sum.md",
                            "Two and",
                            "See [yonder](../two/yonder.md).\n\nA distance. Two and"),
            "one/zero-sum.md:28 uses distance, which no prerequisite defines"),
    A_TERM_BEFORE_ITS_DEFINITION(
            BookRule.TERMS,
            b -> b.edit("one/zero-sum.md", "Symbols:", "## Two\n\nOpposites cancel.\n\nSymbols:"),
            "one/zero-sum.md:10 uses Opposites, which line 12 defines; define it before, use other"
                    + " words, or link ahead, [Opposites](#zero-sum)"),
    A_HEADING_THAT_ANNOUNCES_WHAT_ITS_SECTION_DOES_NOT_DEFINE(
            BookRule.TERMS,
            b ->
                    b.edit(
                            "one/zero-sum.md",
                            "Symbols:",
                            "## Two opposites\n\nThey are.\n\n## Symbols\n\nSymbols:"),
            "one/zero-sum.md:8 uses opposites, which line 14 defines"),
    A_TERM_OF_AN_EARLIER_DOCUMENT_WITHOUT_A_LINK(
            BookRule.TERMS,
            b ->
                    b.edit("two/yonder.md", "[opposite](../one/zero-sum.md#zero-sum)", "limit")
                            .edit("two/yonder.md", "It is.", "An additive inverse is.")
                            .edit(
                                    "two/yonder.md",
                                    "Computed",
                                    "See [zero](../one/zero-sum.md#zero-sum). Computed"),
            "two/yonder.md:10 uses additive inverse, which an earlier document defines, without a"
                    + " link; write [additive inverse](../one/zero-sum.md#zero-sum) here, at its"
                    + " first use",
            "two"),
    A_LINK_TO_ANOTHER_SECTION_OF_THE_EARLIER_DOCUMENT(
            BookRule.TERMS,
            b -> b.edit("two/yonder.md", "zero-sum.md#zero-sum", "zero-sum.md#worked-example-two"),
            "two/yonder.md:8 uses opposite, which an earlier document defines, without a link",
            "two"),
    A_LETTER_WITHOUT_A_MEANING(
            BookRule.SYMBOLS,
            b -> b.edit("one/zero-sum.md", "give 0,", "give $q^2 + \\hat w$,"),
            "one/zero-sum.md:26: the letter $q$ has no meaning; say in this paragraph what it is,"
                + " as in `the number $q$`, or give it a row in the document's table of symbols"),
    A_LETTER_WITH_A_MARK_WITHOUT_A_MEANING(
            BookRule.SYMBOLS,
            b -> b.edit("one/zero-sum.md", "give 0,", "give $q^2 + \\hat w$,"),
            "one/zero-sum.md:26: the letter $w$ has no meaning"),
    A_LETTER_THAT_IS_NAMED_FAR_AWAY(
            BookRule.SYMBOLS,
            b ->
                    b.edit(
                            "one/zero-sum.md",
                            "Two and",
                            "It is $2c$.\n\nWords.\n\nThe number $c$.\n\nTwo and"),
            "one/zero-sum.md:26: the letter $c$ has no meaning"),
    A_LETTER_OF_TWO_SECTIONS(
            BookRule.SYMBOLS,
            b ->
                    b.edit("one/zero-sum.md", "Symbols:", "The number $c$. Symbols:")
                            .edit("one/zero-sum.md", "give 0,", "give the number $c$,"),
            "one/zero-sum.md:8: the letter $c$ is used in several sections, in lines 8, 26; give it"
                + " a row `| $c$ | what it is, and its shape or range |` in the document's table of"
                + " symbols, `| symbol | meaning |`"),
    A_LETTER_THAT_LASTS_NO_LONGER_THAN_ITS_CLAIM(
            BookRule.SYMBOLS,
            b ->
                    b.edit("one/zero-sum.md", "For all $a$, $a", "For all $c$, $c")
                            .edit("one/zero-sum.md", "give 0,", "give $2c$,"),
            "one/zero-sum.md:26: the letter $c$ has no meaning"),
    A_LETTER_WITH_TWO_MEANINGS(
            BookRule.SYMBOLS,
            b ->
                    b.edit(
                            "one/zero-sum.md",
                            "Symbols:",
                            """
                            | symbol | meaning | range |
                            |---|---|---|
                            | $c, r$ | numbers | |
                            | $c = 2r$ | in [the example](#worked-example-two) twice a number | |

                            Symbols:\
                            """),
            "one/zero-sum.md:11: $c$ has a meaning in line 10 already; use another letter, or link"
                    + " in both rows the section that each holds in, [Title](#anchor)"),
    A_GAP_IN_A_DOCUMENT(
            BookRule.FINISHED,
            b -> b.edit("one/zero-sum.md", "Two and", "FILL IN: two and"),
            "one/zero-sum.md:26: has a gap; fill it in, or delete the line: FILL IN: two and its"
                    + " opposite"),
    A_GAP_IN_A_TEST(
            BookRule.FINISHED,
            b ->
                    b.edit(
                            test("one/zerosum/ZeroSumTest"),
                            "@Test void two",
                            "/* FILL IN */ @Test void two"),
            "ZeroSumTest.java:5: has a gap; fill it in, or delete the line: /* FILL IN */"),
    A_GAP_IN_CODE(
            BookRule.FINISHED,
            b -> b.edit(main("one/zerosum/ZeroSum"), "/// Version 1.", "/// FILL IN"),
            "ZeroSum.java:2: has a gap; fill it in, or delete the line: /// FILL IN");

    final BookRule rule;
    final UnaryOperator<SmallBook> broken;
    final String complaint;
    final String section;

    BrokenBook(BookRule rule, UnaryOperator<SmallBook> broken, String complaint) {
        this(rule, broken, complaint, "one");
    }

    BrokenBook(BookRule rule, UnaryOperator<SmallBook> broken, String complaint, String section) {
        this.rule = rule;
        this.broken = broken;
        this.complaint = complaint;
        this.section = section;
    }
}
