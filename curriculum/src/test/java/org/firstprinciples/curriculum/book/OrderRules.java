package org.firstprinciples.curriculum.book;

import org.firstprinciples.curriculum.book.Prose.Block;

import java.util.stream.Stream;

/// [BookRule#ORDER].
final class OrderRules {

    /// The words that lead to a claim.
    static final int BEFORE = 40;

    /// The words of a claim.
    static final int MOST = 60;

    private OrderRules() {}

    static Stream<String> complaints(Section section) {
        return section.heldTo(BookRule.ORDER).stream()
                .flatMap(t -> section.documents(t).stream())
                .flatMap(d -> complaints(d).map(c -> section.show(d.path()) + ":" + c));
    }

    private static Stream<String> complaints(Document document) {
        Stream.Builder<String> complaints = Stream.builder();
        int before = 0;
        boolean opens = true;
        for (Block block : Prose.of(document).blocks()) {
            switch (block.kind()) {
                case HEADING -> {
                    before = 0;
                    opens = true;
                }
                case PROSE -> {
                    before += block.words();
                    opens = false;
                }
                case ASIDE -> opens = false;
                case CLAIM -> {
                    claim(block, before, opens, complaints);
                    before = 0;
                    opens = false;
                }
            }
        }
        return complaints.build();
    }

    private static void claim(
            Block claim, int before, boolean opens, Stream.Builder<String> complaints) {
        if (opens) {
            complaints.add(
                    "%s: a section begins with %s; begin it with the question that the claim answers, an example and its numbers"
                            .formatted(claim.line(), claim.claim()));
        } else if (before < BEFORE) {
            complaints.add(
                    "%s: %s words stand before %s since the heading or the claim before it; lead to it in %s or more"
                            .formatted(claim.line(), before, claim.claim(), BEFORE));
        }
        if (claim.wordsOfClaim() > MOST) {
            complaints.add(
                    "%s: %s has %s words, and a claim says one thing in %s; split it, or say the rest after it"
                            .formatted(claim.line(), claim.claim(), claim.wordsOfClaim(), MOST));
        }
    }
}
