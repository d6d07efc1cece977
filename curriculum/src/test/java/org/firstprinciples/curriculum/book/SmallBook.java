package org.firstprinciples.curriculum.book;

import org.firstprinciples.curriculum.Curriculum;
import org.firstprinciples.curriculum.CurriculumMap;
import org.firstprinciples.curriculum.Topic;
import org.firstprinciples.curriculum.plots.Figure;
import org.firstprinciples.curriculum.plots.Plot;
import org.firstprinciples.curriculum.source.CarriageReturns;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javax.tools.ToolProvider;

/// A book of two topics in two sections that obeys all rules, to be broken in one place.
final class SmallBook {

    private static final String TOPICS =
            """
            ZZ one zero-sum:
            YY two yonder: zero-sum
            """;

    static final String COMPANION = "one/zero-sum-far.md";

    private static final String ZERO_SUM =
            """
            ---
            title: Zero sum
            prerequisites: []
            leads-to: [yonder]
            ---
            # Zero sum

            Symbols: [Notation](../curriculum/notation.md). The **opposite** of a number cancels it. If you take a number and then its opposite, what is left of the two? Take 2 and step two to the left: you stand where you began, and so does everybody who takes any other number first.

            > **Claim ZZ-01 — A number and its opposite cancel.** For all $a$, $a + (-a) = 0$.
            >
            > Checked by [ZeroSumTest](src/test/java/org/firstprinciples/one/zerosum/ZeroSumTest.java).

            ```java src/main/java/org/firstprinciples/one/zerosum/ZeroSum.java#sum
            public double sum(double a) {
                return a + -a;
            }
            ```

            $$
            \\frac{a}{b}
            $$

            ## Worked example: two

            Two and its opposite give 0, see [the claim](#zero-sum).
            Computed by [ZeroSumTest.two](src/test/java/org/firstprinciples/one/zerosum/ZeroSumTest.java).
            """;

    private static final String ZERO_SUM_TEST =
            """
            package org.firstprinciples.one.zerosum;
            class ZeroSumTest {
                ZeroSum subject() { return new ZeroSum(); }
                @Claim("ZZ-01") @Property void cancels(@ForAll double a) { check(subject().sum(a) == 0); }
                @Test void two() { check(subject().sum(2) == 0); }
                @Mutant("ZZ-01") static class FirstArgument extends ZeroSumTest {}
            }
            """;

    private static final String YONDER =
            """
            ---
            title: Yonder
            prerequisites: [zero-sum]
            leads-to: []
            ---
            # Yonder

            Symbols: [Notation](../curriculum/notation.md). A **distance** has no [opposite](../one/zero-sum.md#zero-sum). How far is far? Whoever walks to the end of the street has walked far, and whoever walks to the end of the world has walked farther still, so that the word says little until somebody says how far he means by it.

            > **Claim YY-01 — Far is far.** It is.
            >
            > Checked by [YonderTest](src/test/java/org/firstprinciples/two/yonder/YonderTest.java).

            ## Worked example

            Computed by [YonderTest.far](src/test/java/org/firstprinciples/two/yonder/YonderTest.java).
            """;

    private static final String YONDER_TEST =
            """
            package org.firstprinciples.two.yonder;
            class YonderTest {
                @Claim(value = "YY-01", unmutated = "nothing to mutate") @Test void far() {}
            }
            """;

    private static final String GLOSSARY =
            """
            # Glossary

            | term | variants | home | meaning |
            |---|---|---|---|
            | distance | | [Yonder](../two/yonder.md#yonder) | How far it is. |
            | opposite | additive inverse | [Zero sum](../one/zero-sum.md#zero-sum) | What a number cancels. |
            """;

    private static final String NOTATION =
            """
            # Notation

            | symbol | meaning |
            |---|---|
            | $a, b$ | numbers |
            """;

    /// What makes a document enough to learn from: with the rest of [#ZERO_SUM], 3,000 words, 6 pictures, 3 worked examples, 5
    /// exercises in code, 7 on paper and 5 misconceptions.
    private static final String ENOUGH =
            """

            ## Worked example: three

            Three it is.
            Computed by [ZeroSumTest.two](src/test/java/org/firstprinciples/one/zerosum/ZeroSumTest.java).

            ## Worked example: four

            Four.
            Computed by [ZeroSumTest.two](src/test/java/org/firstprinciples/one/zerosum/ZeroSumTest.java).

            ## What people say

            """
                    + "**\"Nothing comes of nothing.\"** It does.\n\n".repeat(5)
                    + IntStream.rangeClosed(1, 6)
                            .mapToObj("![A line.](images/%s.svg)\n\n"::formatted)
                            .collect(Collectors.joining())
                    + "Nothing comes of nothing. ".repeat(725)
                    + "\n\n## Exercises\n\n"
                    + IntStream.rangeClosed(1, 5)
                            .mapToObj("- **ZZ-E%s ★ (5 minutes).** Write it.\n"::formatted)
                            .collect(Collectors.joining())
                    + IntStream.rangeClosed(1, 7)
                            .mapToObj(SmallBook::exerciseOnPaper)
                            .collect(Collectors.joining());

    private static String exerciseOnPaper(int number) {
        return """

        %s. (2 minutes) What is left?

           <details><summary>Solution</summary>

           Nothing.

           </details>
        """
                .formatted(number);
    }

    private static final String README =
            """
            # A small book

            ```mermaid
            flowchart LR
            subgraph one-section[one]
            zero-sum[zero sum]
            end
            subgraph two-section[two]
            yonder[yonder]
            end
            zero-sum --> yonder
            ```

            | track | topics | also pulls in |
            |---|---|---|
            | Short | [yonder](two/yonder.md) | zero-sum |
            """;

    private final Path root;
    private String topics = TOPICS;

    SmallBook(Path root) {
        this.root = root;
        write("README.md", README);
        write("curriculum/notation.md", NOTATION);
        write("curriculum/glossary.md", GLOSSARY);
        write(NotYet.FILE, "# None.\n\none/zero-sum.md: amount\ntwo/yonder.md: amount\n");
        write("one/zero-sum.md", ZERO_SUM);
        write("one/pom.xml", "<project><dependencies/></project>");
        write(main("one/zerosum/ZeroSum"), zeroSum("1"));
        write(main("one/zerosum/package-info"), "package org.firstprinciples.one.zerosum;\n");
        write(test("one/zerosum/ZeroSumTest"), ZERO_SUM_TEST);
        write("two/yonder.md", YONDER);
        write("two/pom.xml", pom("one"));
        write(main("two/yonder/Yonder"), yonder());
        write(main("two/yonder/package-info"), "package org.firstprinciples.two.yonder;\n");
        write(test("two/yonder/YonderTest"), YONDER_TEST);
    }

    static String main(String type) {
        return path(type, "main");
    }

    static String test(String type) {
        return path(type, "test");
    }

    private static String path(String type, String sources) {
        String section = type.substring(0, type.indexOf('/'));
        return section + "/src/" + sources + "/java/org/firstprinciples/" + type + ".java";
    }

    private static String zeroSum(String version) {
        return """
        package org.firstprinciples.one.zerosum;
        /// Version %s.
        public class ZeroSum {
            /// A number and its opposite.
            public double sum(double a) {
                return a + -a;
            }
        }
        """
                .formatted(version);
    }

    private static String yonder() {
        return """
        package org.firstprinciples.two.yonder;
        import org.firstprinciples.one.zerosum.ZeroSum;
        public class Yonder { public ZeroSum sum() { return new ZeroSum(); } }
        """;
    }

    static String pom(String dependency) {
        return "<project><dependencies><dependency><groupId>x</groupId><artifactId>"
                + dependency
                + "</artifactId></dependency></dependencies></project>";
    }

    /// Replaces words that must be there.
    SmallBook edit(String file, String before, String after) {
        String text = read(file);
        if (!text.contains(before)) {
            throw new IllegalArgumentException(file + " has no: " + before);
        }
        return write(file, text.replace(before, after));
    }

    SmallBook write(String file, String text) {
        try {
            Path path = root.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Puts this before the first claim, from line 10.
    SmallBook shows(String text) {
        return edit("one/zero-sum.md", "> **Claim", text + "\n\n> **Claim");
    }

    /// Makes the first document enough to learn from, and takes it off the list.
    SmallBook enough() {
        return write("one/zero-sum.md", read("one/zero-sum.md") + ENOUGH)
                .edit(NotYet.FILE, "one/zero-sum.md: amount\n", "");
    }

    /// Adds a page beside the first document, as it should be.
    SmallBook companion() {
        return write(
                        COMPANION,
                        """
                        ---
                        title: Zero far away
                        companion-of: zero-sum
                        ---
                        # Zero far away

                        Symbols: [Notation](../curriculum/notation.md). What is left of a large number when just as much is taken away from it? A child would say that nothing is left, and it makes no difference whether the number fills a line or a page of the book in which the child wrote it down.

                        > **Claim ZZ-50 — Large numbers cancel too.** For all $a$, $a + (-a) = 0$.
                        >
                        > Checked by [ZeroSumTest](src/test/java/org/firstprinciples/one/zerosum/ZeroSumTest.java).

                        ```java src/main/java/org/firstprinciples/one/zerosum/ZeroSum.java#sum
                        public double sum(double a) {
                            return a + -a;
                        }
                        ```

                        See the [document](zero-sum.md).
                        """)
                .edit(
                        "one/zero-sum.md",
                        "give 0, see",
                        "give 0, far away [too](zero-sum-far.md), see")
                .edit(test("one/zerosum/ZeroSumTest"), "(\"ZZ-01\")", "({\"ZZ-01\", \"ZZ-50\"})");
    }

    /// Makes the sum an exercise, as it should be.
    SmallBook exercise(String id, String claim) {
        return edit(
                        main("one/zerosum/ZeroSum"),
                        "public double sum",
                        "@Exercise(id = \"%s\", stars = 1, minutes = 5, claims = \"%s\")\n    public double sum"
                                .formatted(id, claim))
                .edit(
                        "one/zero-sum.md",
                        "$$\n\\frac",
                        "**%s ★ (5 minutes).**\n\n$$\n\\frac".formatted(id))
                .write(
                        "one/src/test/wrong-bodies/WrongBodies.java",
                        "class WrongBodies { @WrongBody(\"%s\") double zero(double a) { return 0; } }"
                                .formatted(id));
    }

    /// Adds a picture of a plot to the document, as it should be.
    SmallBook picture() {
        Plot plot =
                Plot.of("time", "sum")
                        .curve("rising", x -> x, 0, 1)
                        .curve("falling", x -> -x, 0, 1);
        return write("one/images/sum.svg", Figure.of("A sum", plot).svg())
                .edit(
                        test("one/zerosum/ZeroSumTest"),
                        "@Test void two",
                        "@Test void drawn() { compare(\"sum.svg\", figure); }\n    @Test void two")
                .edit(
                        "one/zero-sum.md",
                        "## Worked",
                        """
                        ![Over time one line rises to one, and another falls to minus one.](images/sum.svg)

                        *The two cancel.*

                        ## Worked\
                        """);
    }

    SmallBook delete(String file) {
        try {
            Files.delete(root.resolve(file));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SmallBook git(String... command) {
        List<String> words = new ArrayList<>(List.of("git"));
        words.addAll(List.of(command));
        try {
            if (new ProcessBuilder(words).directory(root.toFile()).start().waitFor() != 0) {
                throw new IllegalArgumentException("git failed: " + words);
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    SmallBook plan(String before, String after) {
        topics = topics.replace(before, after);
        return this;
    }

    /// Compiles main code and tests that need no library, for the rules that read bytecode.
    SmallBook compile(String... tests) {
        List<String> sources = new ArrayList<>();
        for (String section : List.of("one", "two")) {
            Section.walk(root.resolve(section).resolve("src/main/java"), ".java")
                    .forEach(f -> sources.add(f.toString()));
        }
        javac(root.resolve("all"), sources);
        for (String section : List.of("one", "two")) {
            copyClasses(section, "classes");
        }
        if (tests.length > 0) {
            List<String> files = new ArrayList<>(sources);
            for (String test : tests) {
                files.add(root.resolve(test).toString());
            }
            javac(root.resolve("all"), files);
            copyClasses("one", "test-classes");
        }
        return this;
    }

    private void copyClasses(String section, String folder) {
        Path all = root.resolve("all/org/firstprinciples").resolve(section);
        for (Path file : Section.walk(all, ".class")) {
            try {
                Path to =
                        root.resolve(section)
                                .resolve("target")
                                .resolve(folder)
                                .resolve(root.resolve("all").relativize(file));
                Files.createDirectories(to.getParent());
                Files.write(to, Files.readAllBytes(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void javac(Path to, List<String> sources) {
        List<String> arguments = new ArrayList<>(List.of("-proc:none", "-d", to.toString()));
        arguments.addAll(sources);
        int result =
                ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, arguments.toArray(String[]::new));
        if (result != 0) {
            throw new IllegalArgumentException("the small book does not compile");
        }
    }

    /// Ends every line as Windows does.
    SmallBook withCarriageReturns() {
        CarriageReturns.addBelow(root);
        return this;
    }

    String read(String file) {
        try {
            return Files.readString(root.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Section section(String name) {
        return new Section(root, name, curriculum());
    }

    Topic topic(String name) {
        return curriculum().topic(name).orElseThrow();
    }

    /// What is wrong with it, as far as its sources show it.
    List<String> check() {
        return BookCheck.complaints(root, curriculum());
    }

    CurriculumMap map() {
        return new CurriculumMap(root, curriculum());
    }

    List<String> glossary() {
        return GlossaryTable.complaints(root, curriculum()).toList();
    }

    List<String> readme() {
        return ReadmeMap.complaints(root, curriculum()).toList();
    }

    private Curriculum curriculum() {
        return Curriculum.parse(topics, "Short: yonder\n");
    }
}
