package org.firstprinciples.curriculum.scaffold;

import org.firstprinciples.curriculum.source.TextFile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A file with names to be put in, `${name}`, and gaps for its author.
///
/// @param text as it stands in the resources
public record Template(String text) {

    /// What stands where only the author knows what should.
    public static final String GAP = "FILL IN";

    private static final Pattern NAME = Pattern.compile("\\$\\{(\\w+)}");

    /// The template of this name in the resources of the package.
    static Template named(String name) {
        try (InputStream in = Template.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("scaffold: the resource " + name + " is missing");
            }
            return new Template(TextFile.decode(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The text with every name put in.
    ///
    /// @throws IllegalArgumentException if a name has no value
    String with(Map<String, String> values) {
        return NAME.matcher(text)
                .replaceAll(m -> {
                    String value = values.get(m.group(1));
                    if (value == null) {
                        throw new IllegalArgumentException(
                                "the template needs ${%s}, got values for %s"
                                        .formatted(m.group(1), values.keySet()));
                    }
                    return Matcher.quoteReplacement(value);
                });
    }
}
