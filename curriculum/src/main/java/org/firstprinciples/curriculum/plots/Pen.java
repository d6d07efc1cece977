package org.firstprinciples.curriculum.plots;

import java.util.Optional;

/// How the lines and points of a series are drawn, as far as its author said it.
///
/// @param ink empty: by the place of the series among the names
/// @param dashes empty: by that place, too
record Pen(Optional<Ink> ink, Optional<Dashes> dashes, boolean isThin) {

    static final Pen AS_USUAL = new Pen(Optional.empty(), Optional.empty(), false);

    /// As Lets-Plot names them.
    enum Dashes {
        SOLID("solid"),
        DASHED("dashed"),
        DOTTED("dotted"),
        LONG("longdash"),
        DASH_DOT("dotdash"),
        TWO("twodash");

        private final String word;

        Dashes(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    private static final Dashes[] BY_PLACE = {
        Dashes.SOLID,
        Dashes.LONG,
        Dashes.DASH_DOT,
        Dashes.DASHED,
        Dashes.DOTTED,
        Dashes.TWO,
        Dashes.SOLID
    };

    Pen in(Ink color) {
        return new Pen(Optional.of(color), dashes, isThin);
    }

    Pen with(Dashes other) {
        return new Pen(ink, Optional.of(other), isThin);
    }

    Pen thinner() {
        return new Pen(ink, dashes, true);
    }

    /// The same pen, with what was left open.
    Pen orElse(int place) {
        return new Pen(
                Optional.of(ink.orElse(Ink.of(place))),
                Optional.of(dashes.orElse(BY_PLACE[place % BY_PLACE.length])),
                isThin);
    }

    Ink color() {
        return ink.orElseThrow();
    }

    Dashes dash() {
        return dashes.orElseThrow();
    }
}
