package org.firstprinciples.curriculum.book;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// A row of the glossary.
///
/// @param line where it stands, counted from 1
/// @param name the term, as its document sets it in bold
/// @param phrases what a reader may meet in its place
/// @param onlyPhrases whether the name alone is an ordinary word, of which the phrases alone are the term
/// @param home its section, as a link of the glossary
/// @param meaning one sentence
record Term(
        int line,
        String name,
        List<String> phrases,
        boolean onlyPhrases,
        Link home,
        String meaning) {

    Term {
        phrases = List.copyOf(phrases);
    }

    /// What a text means this term by, in the singular and in the regular plural.
    List<String> forms() {
        return Stream.concat(onlyPhrases ? Stream.of() : Stream.of(name), phrases.stream())
                .flatMap(f -> numbers(f).stream())
                .distinct()
                .toList();
    }

    /// What may be set in bold where it is defined: any form, or the name alone.
    List<String> names() {
        return Stream.concat(numbers(name).stream(), forms().stream()).distinct().toList();
    }

    /// What rows are sorted by: a hyphen counts as a space, and a capital as a small letter.
    static String sortingKey(String name) {
        return name.toLowerCase(Locale.ROOT).replace('-', ' ');
    }

    /// A phrase, and the same with its last word in the plural.
    static List<String> numbers(String phrase) {
        List<String> numbers = new ArrayList<>(List.of(phrase));
        if (phrase.matches(".*[^aeiou]y")) {
            numbers.add(without(phrase, 1) + "ies");
        } else if (phrase.matches(".*(s|x|z|ch|sh)")) {
            numbers.add(phrase + "es");
        } else {
            numbers.add(phrase + "s");
        }
        if (phrase.endsWith("is")) {
            numbers.add(without(phrase, 2) + "es");
        } else if (phrase.matches(".*[ie]x")) {
            numbers.add(without(phrase, 2) + "ices");
        } else if (phrase.endsWith("um")) {
            numbers.add(without(phrase, 2) + "a");
        }
        return numbers;
    }

    private static String without(String word, int letters) {
        return word.substring(0, word.length() - letters);
    }
}
