package org.firstprinciples.curriculum.book;

import java.util.Locale;

/// What the build knows and can write by itself: with `-Dsnippets=write` the rule writes before it looks.
public enum Written {

    /// The pictures that tests draw.
    PICTURES,

    /// The Java that documents show.
    SNIPPETS,

    /// The order of the glossary's rows, and the links at first uses of terms.
    GLOSSARY,

    /// The README's map and tracks.
    MAP;

    /// Whether this build was asked to write them.
    public boolean isAskedFor() {
        return "write".equals(System.getProperty(option()));
    }

    /// How to have them written.
    String advice() {
        return "mvn -q test-compile -Dbook=check -D%s=write writes it".formatted(option());
    }

    private String option() {
        return name().toLowerCase(Locale.ROOT);
    }
}
