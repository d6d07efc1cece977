package org.firstprinciples.curriculum.book;

import org.firstprinciples.curriculum.book.RunningText.Piece;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the terms of the glossary in a text: whole words, each word with a small or a capital letter, and of two terms that
/// begin together the longer one.
final class Vocabulary {

    private final Map<String, List<Form>> byFirstWord = new HashMap<>(); // longest first
    private final Map<List<String>, Term> byName = new HashMap<>();

    private record Form(List<String> words, Term term) {}

    /// A place where a text uses a term.
    record Use(Term term, Piece piece) {}

    Vocabulary(Glossary glossary) {
        for (Term term : glossary.terms()) {
            term.names().forEach(n -> byName.putIfAbsent(key(n), term));
            for (String form : term.forms()) {
                List<String> words = words(form);
                byFirstWord
                        .computeIfAbsent(words.getFirst(), w -> new ArrayList<>())
                        .add(new Form(words, term));
            }
        }
        byFirstWord
                .values()
                .forEach(forms -> forms.sort((a, b) -> b.words().size() - a.words().size()));
    }

    /// The term that is called so, if there is one.
    Optional<Term> named(String name) {
        return Optional.ofNullable(byName.get(key(name)));
    }

    /// All uses in order.
    List<Use> uses(RunningText text) {
        List<Piece> words = text.words();
        List<Use> uses = new ArrayList<>();
        int i = 0;
        while (i < words.size()) {
            Optional<Form> form = formAt(text, words, i);
            if (form.isPresent()) {
                int last = i + form.get().words().size() - 1;
                uses.add(new Use(form.get().term(), text.span(words.get(i), words.get(last))));
                i = last;
            }
            i++;
        }
        return uses;
    }

    private Optional<Form> formAt(RunningText text, List<Piece> words, int place) {
        String first = words.get(place).text();
        return List.of(first, small(first)).stream()
                .distinct()
                .flatMap(w -> byFirstWord.getOrDefault(w, List.of()).stream())
                .filter(f -> stands(f, text, words, place))
                .max((a, b) -> a.words().size() - b.words().size());
    }

    private static boolean stands(Form form, RunningText text, List<Piece> words, int place) {
        if (place + form.words().size() > words.size()) {
            return false;
        }
        for (int k = 1; k < form.words().size(); k++) {
            Piece word = words.get(place + k);
            String wanted = form.words().get(k);
            if (!(word.text().equals(wanted) || small(word.text()).equals(wanted))
                    || !text.areTogether(words.get(place + k - 1), word)) {
                return false;
            }
        }
        return true;
    }

    private static List<String> words(String phrase) {
        return Arrays.stream(phrase.split("[^\\p{L}\\p{M}\\p{N}]+", -1))
                .filter(w -> !w.isEmpty())
                .toList();
    }

    /// What is the same for two spellings of one name: its words, each with a small letter in front.
    static List<String> key(String name) {
        return words(name).stream().map(Vocabulary::small).toList();
    }

    private static String small(String word) {
        return Character.toLowerCase(word.charAt(0)) + word.substring(1);
    }
}
