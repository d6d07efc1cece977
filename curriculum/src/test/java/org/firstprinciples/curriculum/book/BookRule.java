package org.firstprinciples.curriculum.book;

import org.firstprinciples.curriculum.Topic;

import java.util.function.Function;
import java.util.stream.Stream;

/// What must hold for a section of the book. A complaint names the file, what is wrong, and how to mend it.
public enum BookRule {

    /// The plan has no circle, and names only topics that it has, none of a later section.
    PLAN(PlanRules::complaints),

    /// A topic that has begun has document, package, package-info, claims and tests; nothing else stands there.
    TOPICS(TopicRules::complaints),

    /// The front matter is the plan's.
    FRONT_MATTER(FrontMatterRules::complaints),

    /// A companion page has a document that it stands beside, and says no more of the plan.
    COMPANIONS(CompanionRules::complaints),

    /// Claims and tests name each other, and each test of a claim is known to be able to fail.
    CLAIMS(ClaimRules::complaints),

    /// A snippet is the source that it names.
    SNIPPETS(SnippetRules::complaints),

    /// Links and anchors lead somewhere, and one of them to the notation.
    LINKS(LinkRules::complaints),

    /// Each formula can be typeset.
    FORMULAS(FormulaRules::complaints),

    /// A worked example names the test that computes it.
    WORKED_EXAMPLES(WorkedExampleRules::complaints),

    /// Documents keep to what GitHub renders.
    GITHUB(GithubRules::complaints),

    /// A claim comes after what it is about, and says one thing.
    ORDER(OrderRules::complaints, Kind.CONTRACT),

    /// Words, pictures, worked examples, exercises and misconceptions are enough to learn from.
    AMOUNT(AmountRules::complaints, Kind.CONTRACT),

    /// A term is bold once, where the glossary says that it is at home.
    GLOSSARY(GlossaryRules::complaints, Kind.CONTRACT),

    /// A document uses the terms that its reader has met.
    TERMS(TermRules::complaints, Kind.CONTRACT),

    /// Each letter of a formula has a meaning, and one alone.
    SYMBOLS(SymbolRules::complaints, Kind.CONTRACT),

    /// No page prints the solution of a graded exercise of its topic.
    UNSOLVED(UnsolvedRules::complaints, Kind.CONTRACT),

    /// The list of documents that are not up to the reader's contract yet is no longer than it must be.
    NOT_YET(NotYetRules::complaints),

    /// Main code uses only topics that its reader has met.
    PREREQUISITES(PrerequisiteRules::complaints, Kind.BYTECODE),

    /// The pom lists only earlier sections.
    POM(PomRules::complaints),

    /// Every operation is held to the laws of operations.
    OPERATIONS(OperationRules::complaints, Kind.BYTECODE),

    /// What is made from a seed has a purpose of its own, so that no two things share draws.
    PURPOSES(PurposeRules::complaints),

    /// Documents list the exercises that sources have, and each has tested claims and wrong bodies.
    EXERCISES(ExerciseRules::complaints),

    /// A table of data has a datasheet with its checksum.
    TABLES(TableRules::complaints),

    /// A picture is drawn by a test, tracked by git, legible, described for those who cannot see it, and has a caption.
    PICTURES(PictureRules::complaints),

    /// Nothing that the scaffold left to be filled in is still there.
    FINISHED(UnfinishedRules::complaints);

    private enum Kind {
        TEXT,
        CONTRACT,
        BYTECODE
    }

    private final Function<Section, Stream<String>> complaints;
    private final Kind kind;

    BookRule(Function<Section, Stream<String>> complaints) {
        this(complaints, Kind.TEXT);
    }

    BookRule(Function<Section, Stream<String>> complaints, Kind kind) {
        this.complaints = complaints;
        this.kind = kind;
    }

    /// Whether the section must be compiled first.
    public boolean readsBytecode() {
        return kind == Kind.BYTECODE;
    }

    /// Whether it is a part of the contract with the reader, which a document may not be up to yet.
    boolean isOfTheContract() {
        return kind == Kind.CONTRACT;
    }

    /// What a section does against this rule, a sentence each.
    public Stream<String> complaints(Section section) {
        return complaints.apply(section);
    }

    /// The same while only one topic is asked for: what takes long looks at its pages alone.
    public Stream<String> complaints(Section section, Topic topic) {
        return this == FORMULAS
                ? section.documents(topic).stream()
                        .flatMap(d -> FormulaRules.complaints(section, d))
                : complaints(section);
    }
}
