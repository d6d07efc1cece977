package org.firstprinciples.notebooksequivalents.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Makes of a drawing with random ids and a fixed size one that two runs agree on and any width can hold.
final class Svg {

    private static final Pattern ID = Pattern.compile("\\bid=\"([^\"]+)\"");
    private static final Pattern SIZE =
            Pattern.compile("<svg([^>]*?) width=\"([0-9.]+)\" height=\"([0-9.]+)\"([^>]*)>");

    /// In a tag, that is: the labels of an axis keep their digits.
    private static final Pattern LONG_FRACTION = Pattern.compile("(\\d+\\.\\d{2})\\d+(?=[^<>]*>)");

    private static final Pattern UNUSED_STYLE =
            Pattern.compile("#\\w+ \\.(?:\\w+-)?(?:tooltip|strip|facet)[\\w-]* \\{[^}]*}\\s*");
    private static final Pattern INDENTATION = Pattern.compile("\\s*\\n\\s*");

    private Svg() {}

    /// The drawing with ids `prefix0`, `prefix1`, … in order of appearance, with a `viewBox` in place of
    /// width and height, with two digits behind the point, and with a description.
    ///
    /// @throws IllegalArgumentException if it is no drawing with a width and a height
    static String tidy(String svg, String prefix, String description) {
        Matcher size = SIZE.matcher(svg);
        if (!size.find()) {
            throw new IllegalArgumentException("an svg element with width and height is needed");
        }
        String opened =
                "<svg%s viewBox=\"0 0 %s %s\" role=\"img\" aria-label=\"%s\"%s>"
                        .formatted(
                                size.group(1),
                                size.group(2),
                                size.group(3),
                                Markdown.escape(description),
                                size.group(4));
        String body = svg.substring(size.end());
        body = INDENTATION.matcher(UNUSED_STYLE.matcher(body).replaceAll("")).replaceAll("\n");
        body = LONG_FRACTION.matcher(body).replaceAll("$1").replace("\n</", "</");
        return opened + renamed(body, prefix);
    }

    private static String renamed(String svg, String prefix) {
        Map<String, String> names = new LinkedHashMap<>();
        Matcher ids = ID.matcher(svg);
        while (ids.find()) {
            names.putIfAbsent(ids.group(1), prefix + names.size());
        }
        if (names.isEmpty()) {
            return svg;
        }
        Pattern any = Pattern.compile("\\b(" + String.join("|", names.keySet()) + ")\\b");
        return any.matcher(svg).replaceAll(m -> names.getOrDefault(m.group(1), m.group(1)));
    }
}
