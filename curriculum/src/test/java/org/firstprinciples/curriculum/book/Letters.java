package org.firstprinciples.curriculum.book;

import org.firstprinciples.curriculum.book.Tex.Atom;
import org.firstprinciples.curriculum.book.Tex.Kind;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The letters of a formula that need a meaning from outside, and those that it names.
///
/// A formula binds its own letters: those below a sum, a maximum, a limit or a mean, those of an integral, of a set
/// `{x : …}`, after "for all" and before an arrow `↦`. An index `i j k l m n p t` below or above a letter needs no meaning, nor
/// does the `d` of a derivative.
final class Letters {

    private static final Set<String> INDICES = Set.of("i", "j", "k", "l", "m", "n", "p", "t");

    /// Below these stands what they run over.
    private static final Set<String> BINDERS =
            Set.of(
                    "\\sum",
                    "\\prod",
                    "\\max",
                    "\\min",
                    "\\sup",
                    "\\inf",
                    "\\lim",
                    "\\bigcup",
                    "\\bigcap",
                    "max",
                    "min",
                    "argmax",
                    "argmin",
                    "\\mathbb E");

    /// What parts a letter from what is said of it.
    private static final Set<String> RELATIONS =
            Set.of(
                    ("= < > : \\in \\le \\leq \\ge \\geq \\sim \\ne \\neq \\approx \\to \\colon"
                         + " \\subset \\subseteq \\gg \\ll \\propto \\equiv \\mid \\leftarrow")
                            .split(" "));

    private final List<Atom> atoms;
    private final Set<String> bound = new HashSet<>();
    private final Set<Letter> used = new LinkedHashSet<>();

    /// A letter of a formula.
    ///
    /// @param name with its marks, as TeX writes it
    /// @param plain without
    record Letter(String name, String plain) {}

    private Letters(List<Atom> atoms) {
        this.atoms = atoms;
    }

    /// Those that need a meaning, in order.
    static Set<Letter> free(String tex) {
        Letters letters = new Letters(Tex.parse(tex));
        letters.bind(letters.atoms);
        letters.use(letters.atoms, false);
        letters.used.removeIf(l -> letters.bound.contains(l.plain()));
        return letters.used;
    }

    /// All letters, whatever binds them: what a row of a table of symbols gives a meaning.
    static Set<Letter> all(String tex) {
        Letters letters = new Letters(Tex.parse(tex));
        letters.use(letters.atoms, false);
        return letters.used;
    }

    /// Those that a formula such as `$x$`, `$a, b \in \mathbb R$` or `$f(x) = x^2$` names.
    static Set<Letter> named(String tex) {
        return items(Tex.parse(tex)).stream()
                .filter(Letters::namesItsFirst)
                .map(item -> letter(item.getFirst()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /// The symbols that a row of a table of symbols is about, each a letter with what stands at it: `\lambda_i`.
    static List<String> symbols(String tex) {
        return items(Tex.parse(tex)).stream()
                .filter(Letters::namesItsFirst)
                .map(item -> shown(item.getFirst()))
                .toList();
    }

    private static boolean namesItsFirst(List<Atom> item) {
        return !item.isEmpty()
                && item.getFirst().kind() == Kind.LETTER
                && (item.size() == 1
                        || item.get(1).is("(")
                        || RELATIONS.stream().anyMatch(item.get(1)::is));
    }

    private static Letter letter(Atom atom) {
        return new Letter(atom.name(), atom.letter());
    }

    private static String shown(Atom atom) {
        return atom.name()
                + (atom.below().isEmpty() ? "" : "_" + shown(atom.below()))
                + (atom.above().isEmpty() ? "" : "^" + shown(atom.above()));
    }

    private static String shown(List<Atom> atoms) {
        return atoms.stream()
                .map(a ->
                        shown(a)
                                + a.inner().stream()
                                        .map(Letters::shown)
                                        .collect(Collectors.joining()))
                .collect(Collectors.joining());
    }

    /// A list at its commas, brackets left whole.
    private static List<List<Atom>> items(List<Atom> atoms) {
        List<List<Atom>> items = new ArrayList<>(List.of(new ArrayList<>()));
        int depth = 0;
        for (Atom atom : atoms) {
            depth += opens(atom) ? 1 : closes(atom) ? -1 : 0;
            if (depth == 0 && (atom.is(",") || atom.is(";"))) {
                items.add(new ArrayList<>());
            } else if (!atom.name().matches("\\\\[,;!: ]|\\\\q?quad|\\.")) {
                items.getLast().add(atom);
            }
        }
        return items;
    }

    private static boolean opens(Atom atom) {
        return atom.is("(") || atom.is("[") || atom.is("\\{");
    }

    private static boolean closes(Atom atom) {
        return atom.is(")") || atom.is("]") || atom.is("\\}");
    }

    private void bind(List<Atom> list) {
        for (int i = 0; i < list.size(); i++) {
            Atom atom = list.get(i);
            List<Atom> rest = list.subList(i + 1, list.size());
            if (BINDERS.contains(atom.name()) && atom.kind() != Kind.LETTER) {
                items(atom.below()).forEach(this::bindBeforeRelation);
            } else if (atom.is("\\forall") || atom.is("\\exists")) {
                bindBeforeRelation(rest);
            } else if (atom.is("\\{")) {
                bindSet(rest);
            } else if (atom.is("\\int")) {
                bindDifferentials(rest);
            } else if (atom.is("\\mapsto")) {
                bindBefore(list.subList(0, i));
            } else if (isDerivative(atom)) {
                bound.add("d");
            }
            atom.inner().forEach(this::bind);
            bind(atom.below());
            bind(atom.above());
        }
    }

    private void bindBeforeRelation(List<Atom> list) {
        for (Atom atom : list) {
            if (RELATIONS.stream().anyMatch(atom::is)) {
                return;
            }
            bindAll(List.of(atom));
        }
    }

    private void bindAll(List<Atom> list) {
        letters(list).map(Letter::plain).forEach(bound::add);
    }

    private void bindSet(List<Atom> rest) {
        List<Atom> inner = rest.stream().takeWhile(a -> !a.is("\\}")).toList();
        if (inner.stream().anyMatch(a -> a.is(":") || a.is("\\mid") || a.is("\\colon"))) {
            bindBeforeRelation(inner);
        }
    }

    /// What stands after a `d` behind an integral.
    private void bindDifferentials(List<Atom> rest) {
        for (int i = 0; i + 1 < rest.size(); i++) {
            Atom next = rest.get(i + 1);
            if (rest.get(i).name().equals("d") && next.kind() == Kind.LETTER) {
                bound.add("d");
                bound.add(next.letter());
            }
        }
    }

    private void bindBefore(List<Atom> list) {
        if (list.isEmpty()) {
            return;
        }
        if (!list.getLast().is(")")) {
            bindAll(List.of(list.getLast()));
            return;
        }
        int from = list.size();
        while (from > 0 && !list.get(from - 1).is("(")) {
            from--;
        }
        bindAll(list.subList(from, list.size()));
    }

    private static boolean isDerivative(Atom atom) {
        return atom.name().endsWith("frac")
                && atom.inner().stream()
                        .allMatch(l -> !l.isEmpty() && l.getFirst().name().equals("d"))
                && atom.inner().getLast().size() > 1;
    }

    private static Stream<Letter> letters(List<Atom> list) {
        return list.stream()
                .flatMap(a ->
                        Stream.concat(
                                a.kind() == Kind.LETTER ? Stream.of(letter(a)) : Stream.of(),
                                a.inner().stream().flatMap(Letters::letters)));
    }

    private void use(List<Atom> list, boolean isScript) {
        for (Atom atom : list) {
            if (atom.kind() == Kind.LETTER && !(isScript && INDICES.contains(atom.letter()))) {
                used.add(letter(atom));
            }
            atom.inner().forEach(l -> use(l, isScript));
            use(atom.below(), true);
            use(atom.above(), true);
        }
    }
}
