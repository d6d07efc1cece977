package org.firstprinciples.notebooksequivalents.minimalgpt;

/// How much of a text is copied from another.
final class Memorization {

    private Memorization() {}

    /// The longest passage of `text` that stands in `source`; the first of equals.
    static String longestCopy(String text, String source) {
        String longest = "";
        for (int start = 0; start + longest.length() < text.length(); start++) {
            while (start + longest.length() < text.length()
                    && source.contains(text.substring(start, start + longest.length() + 1))) {
                longest = text.substring(start, start + longest.length() + 1);
            }
        }
        return longest;
    }
}
