package org.firstprinciples.notebooksequivalents.report;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A formula as people type it into a letter: `\frac{1}{n}\sum_i x_i` becomes `1/n ∑_i x_i`.
///
/// For the terminal; the report sets formulas properly.
final class PlainFormula {

    private static final Map<String, String> SYMBOLS =
            Map.ofEntries(
                    Map.entry("alpha", "α"),
                    Map.entry("beta", "β"),
                    Map.entry("gamma", "γ"),
                    Map.entry("varepsilon", "ε"),
                    Map.entry("eta", "η"),
                    Map.entry("theta", "θ"),
                    Map.entry("lambda", "λ"),
                    Map.entry("mu", "μ"),
                    Map.entry("pi", "π"),
                    Map.entry("sigma", "σ"),
                    Map.entry("tau", "τ"),
                    Map.entry("cdot", "·"),
                    Map.entry("times", "×"),
                    Map.entry("approx", "≈"),
                    Map.entry("leq", "≤"),
                    Map.entry("le", "≤"),
                    Map.entry("geq", "≥"),
                    Map.entry("ge", "≥"),
                    Map.entry("neq", "≠"),
                    Map.entry("in", "∈"),
                    Map.entry("to", "→"),
                    Map.entry("mid", "|"),
                    Map.entry("sum", "∑"),
                    Map.entry("prod", "∏"),
                    Map.entry("ldots", "…"),
                    Map.entry("dots", "…"),
                    Map.entry("infty", "∞"),
                    Map.entry("sqrt", "√"),
                    Map.entry("quad", " "),
                    Map.entry("left", ""),
                    Map.entry("right", ""),
                    Map.entry("mathrm", ""),
                    Map.entry("text", ""),
                    Map.entry("mathbb", ""));

    private static final Pattern FRACTION =
            Pattern.compile(
                    "\\\\frac\\{((?:[^{}]|\\{[^{}]*\\})*)\\}\\{((?:[^{}]|\\{[^{}]*\\})*)\\}");
    private static final Pattern COMMAND = Pattern.compile("\\\\([a-zA-Z]+)");
    private static final Pattern SPACING = Pattern.compile("\\\\[,;:! ]");

    private PlainFormula() {}

    /// The formula without its commands and braces.
    static String of(String tex) {
        String plain = FRACTION.matcher(tex).replaceAll("$1/$2 ");
        plain = SPACING.matcher(plain).replaceAll(" ");
        plain =
                COMMAND.matcher(plain)
                        .replaceAll(m ->
                                Matcher.quoteReplacement(
                                        SYMBOLS.getOrDefault(m.group(1), m.group(1))));
        return plain.replaceAll("[{}\\\\]", "").replaceAll("\\s+", " ").strip();
    }
}
