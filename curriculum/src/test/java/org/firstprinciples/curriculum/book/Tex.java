package org.firstprinciples.curriculum.book;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A formula taken apart into atoms: letters, signs, words and groups, each with what stands below and above it.
///
/// Only what tells letters apart is read: spaces are left out, and a command that is not known is a sign.
final class Tex {

    private static final Pattern TOKEN =
            Pattern.compile("\\\\(?:[a-zA-Z]+|.)|\\s+|.", Pattern.DOTALL);

    private static final Set<String> GREEK =
            Set.of(
                    ("alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa"
                         + " lambda mu nu xi pi varpi rho varrho sigma varsigma tau upsilon phi"
                         + " varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi"
                         + " Psi Omega ell")
                            .split(" "));

    /// What is put on a letter, which stays the same letter.
    private static final Set<String> MARKS =
            Set.of(
                    ("hat widehat bar tilde widetilde vec dot ddot check breve mathring mathbf"
                                    + " boldsymbol bm overline underline")
                            .split(" "));

    /// What makes another letter of one.
    private static final Set<String> ALPHABETS = Set.of("mathcal", "mathscr", "mathfrak");

    /// What makes a word of letters.
    private static final Set<String> WORDS =
            Set.of(
                    ("mathrm text textbf textit textrm mathit mathsf mathtt texttt mathbb begin end"
                                    + " hspace vspace color tag")
                            .split(" "));

    /// How many arguments the others have that have any.
    private static final Map<String, Integer> ARGUMENTS =
            Map.of("frac", 2, "tfrac", 2, "dfrac", 2, "binom", 2, "sqrt", 1);

    /// A letter, a sign, a word or a group.
    enum Kind {
        LETTER,
        SIGN,
        WORD,
        GROUP
    }

    /// A piece of a formula.
    ///
    /// @param name a letter with its marks as TeX writes it, a sign, a word, or the command whose arguments a group holds
    /// @param letter a letter without its marks; empty if it is none
    /// @param inner the arguments of a command, or the one list of a group
    /// @param below what stands below it to its right
    /// @param above what stands above it to its right
    record Atom(
            Kind kind,
            String name,
            String letter,
            List<List<Atom>> inner,
            List<Atom> below,
            List<Atom> above) {

        Atom(Kind kind, String name, String letter, List<List<Atom>> inner) {
            this(kind, name, letter, inner, List.of(), List.of());
        }

        boolean is(String sign) {
            return kind != Kind.LETTER && name.equals(sign);
        }
    }

    private final List<String> tokens = new ArrayList<>();
    private int next;

    private Tex(String tex) {
        Matcher token = TOKEN.matcher(tex);
        while (token.find()) {
            if (!token.group().isBlank()) {
                tokens.add(token.group());
            } else if (!tokens.isEmpty() && tokens.getLast().startsWith("\\")) {
                tokens.add(" "); // ends a command, and stands between the letters of a text
            }
        }
    }

    /// Reads a formula.
    static List<Atom> parse(String tex) {
        Tex parser = new Tex(tex);
        List<Atom> atoms = new ArrayList<>();
        while (parser.next < parser.tokens.size()) {
            atoms.addAll(parser.list());
            parser.next++; // a brace that closes nothing
        }
        return atoms;
    }

    private List<Atom> list() {
        List<Atom> atoms = new ArrayList<>();
        while (next < tokens.size() && !tokens.get(next).equals("}")) {
            if (tokens.get(next).equals(" ")) {
                next++;
            } else {
                atoms.add(withScripts(nucleus()));
            }
        }
        return atoms;
    }

    private Atom withScripts(Atom nucleus) {
        List<Atom> below = new ArrayList<>();
        List<Atom> above = new ArrayList<>();
        String name = nucleus.name();
        while (next < tokens.size() && Set.of("_", "^", "'", " ").contains(tokens.get(next))) {
            String mark = tokens.get(next++);
            if (mark.equals("'")) {
                name += nucleus.kind() == Kind.LETTER ? "'" : "";
            } else if (!mark.equals(" ")) {
                (mark.equals("_") ? below : above).addAll(argument());
            }
        }
        return new Atom(nucleus.kind(), name, nucleus.letter(), nucleus.inner(), below, above);
    }

    private Atom nucleus() {
        String token = tokens.get(next++);
        if (token.equals("{")) {
            return new Atom(Kind.GROUP, "", "", List.of(closed()));
        }
        if (token.length() == 1) {
            return Character.isLetter(token.charAt(0)) ? letter(token, token) : sign(token);
        }
        String command = token.substring(1);
        if (GREEK.contains(command)) {
            return letter(token, token);
        }
        if (WORDS.contains(command)) {
            return new Atom(Kind.WORD, word(command), "", List.of());
        }
        if (MARKS.contains(command) || ALPHABETS.contains(command)) {
            return marked(token, argument(), ALPHABETS.contains(command));
        }
        List<List<Atom>> arguments = new ArrayList<>();
        for (int i = 0; i < ARGUMENTS.getOrDefault(command, 0); i++) {
            arguments.add(argument());
        }
        return arguments.isEmpty() ? sign(token) : new Atom(Kind.GROUP, token, "", arguments);
    }

    private static Atom marked(String command, List<Atom> argument, boolean anotherLetter) {
        if (argument.size() == 1 && argument.getFirst().kind() == Kind.LETTER) {
            Atom only = argument.getFirst();
            String name = command + " " + only.name();
            return letter(name, anotherLetter ? name : only.letter());
        }
        return new Atom(Kind.GROUP, command, "", List.of(argument));
    }

    /// The next group, or the next atom alone.
    private List<Atom> argument() {
        while (next < tokens.size() && tokens.get(next).equals(" ")) {
            next++;
        }
        if (next < tokens.size() && tokens.get(next).equals("{")) {
            next++;
            return closed();
        }
        return next < tokens.size() ? List.of(nucleus()) : List.of();
    }

    private List<Atom> closed() {
        List<Atom> atoms = list();
        next++;
        return atoms;
    }

    private String word(String command) {
        StringBuilder word = new StringBuilder();
        while (next < tokens.size() && tokens.get(next).matches("[ *]")) {
            next++;
        }
        int depth = 0;
        while (next < tokens.size()) {
            String token = tokens.get(next++);
            depth += token.equals("{") ? 1 : token.equals("}") ? -1 : 0;
            if (!token.matches("[{}]")) {
                word.append(token);
            }
            if (depth <= 0) {
                break;
            }
        }
        return command.equals("mathbb") ? "\\mathbb " + word : word.toString();
    }

    private static Atom letter(String name, String letter) {
        return new Atom(Kind.LETTER, name, letter, List.of());
    }

    private static Atom sign(String name) {
        return new Atom(Kind.SIGN, name, "", List.of());
    }
}
