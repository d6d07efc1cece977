package org.firstprinciples.notebooksequivalents.shakespeare;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// *Hamlet*, *Macbeth* and *Romeo and Juliet* as plain text: 419,437 characters, 69 of them distinct.
///
/// The markup is stripped by four patterns and not read by an XML parser: a parser would need the DTD that
/// the files name, would drop nothing of what we drop by hand (indentation, blank lines), and the patterns
/// are the published config of this text, so that losses can be compared with other people's to the digit.
public final class Shakespeare {

    private static final String FOLDER = "/org/exist/samples/shakespeare/";
    private static final List<String> PLAYS = List.of("hamlet.xml", "macbeth.xml", "r_and_j.xml");

    private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
    private static final Pattern TAG = Pattern.compile("<[^>]+>"); // declarations and <?…?> as well
    private static final Pattern REFERENCE = Pattern.compile("&(#?\\w+);");
    private static final Pattern BLANK_LINES = Pattern.compile("\n{3,}");

    private Shakespeare() {}

    /// The three plays, one after the other, each ending in one line break.
    public static String plays() {
        return PLAYS.stream()
                .map(Shakespeare::read)
                .map(Shakespeare::strip)
                .collect(Collectors.joining());
    }

    /// The text of an XML document: no comments, tags or character references, no white space at either
    /// end of a line, at most one blank line in a row, and one line break at the end.
    ///
    /// @throws IllegalArgumentException if the document refers to a character by a name that XML itself
    ///     does not define
    public static String strip(String xml) {
        String text = TAG.matcher(COMMENT.matcher(xml).replaceAll("")).replaceAll("");
        text = REFERENCE.matcher(text).replaceAll(Shakespeare::character);
        text = text.lines().map(String::strip).collect(Collectors.joining("\n"));
        return BLANK_LINES.matcher(text).replaceAll("\n\n").strip() + "\n";
    }

    private static String character(MatchResult reference) {
        String name = reference.group(1);
        String character =
                switch (name) {
                    case "amp" -> "&";
                    case "lt" -> "<";
                    case "gt" -> ">";
                    case "quot" -> "\"";
                    case "apos" -> "'";
                    default -> {
                        if (!name.startsWith("#")) {
                            throw new IllegalArgumentException(
                                    "unknown character reference " + reference.group());
                        }
                        yield Character.toString(
                                name.startsWith("#x")
                                        ? Integer.parseInt(name.substring(2), 16)
                                        : Integer.parseInt(name.substring(1)));
                    }
                };
        return Matcher.quoteReplacement(character);
    }

    private static String read(String play) {
        try (InputStream in = Shakespeare.class.getResourceAsStream(FOLDER + play)) {
            if (in == null) {
                throw new IllegalStateException(
                        "%s is not on the class path: is org.exist-db:exist-samples there?"
                                .formatted(FOLDER + play));
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
