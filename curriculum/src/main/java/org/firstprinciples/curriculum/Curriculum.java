package org.firstprinciples.curriculum;

import org.firstprinciples.curriculum.source.TextFile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The book's plan: its topics, planned ones too, in the order of the book, what each stands on, and the tracks.
///
/// @param topics in the order of the book
/// @param tracks the topics of each track, in the order of reading
public record Curriculum(List<Topic> topics, Map<String, List<String>> tracks) {

    /// Copies both.
    public Curriculum {
        topics = List.copyOf(topics);
    }

    /// The plan of this book.
    public static Curriculum ofThisBook() {
        return parse(resource("topics.txt"), resource("tracks.txt"));
    }

    /// Reads a plan.
    ///
    /// @param topics lines such as `SA transformers self-attention: attention`; those that begin with `#` are remarks
    /// @param tracks lines such as `Historical: perceptron cnns`
    /// @throws IllegalArgumentException if a line cannot be read
    public static Curriculum parse(String topics, String tracks) {
        List<Topic> parsed = new ArrayList<>();
        for (String line : lines(topics)) {
            String[] words = before(line).split(" ", -1);
            if (words.length != 3) {
                throw new IllegalArgumentException(
                        "a topic is `prefix section name: prerequisites`, got: " + line);
            }
            parsed.add(new Topic(words[0], words[1], words[2], after(line)));
        }
        Map<String, List<String>> ways = new LinkedHashMap<>();
        lines(tracks).forEach(line -> ways.put(before(line), after(line)));
        return new Curriculum(parsed, ways);
    }

    /// The topic of that name.
    public Optional<Topic> topic(String name) {
        return topics.stream().filter(t -> t.name().equals(name)).findFirst();
    }

    /// The topic that a class belongs to, given by its full name with dots.
    public Optional<Topic> owner(String className) {
        return topics.stream().filter(t -> t.owns(className)).findFirst();
    }

    /// The sections in the order of the book.
    public List<String> sections() {
        return topics.stream().map(Topic::section).distinct().toList();
    }

    /// The names of all topics that a topic stands on, directly or not; the topic itself is among them only if the
    /// prerequisites run in a circle.
    public Set<String> closure(String name) {
        Set<String> closure = new LinkedHashSet<>();
        List<String> open = new ArrayList<>(List.of(name));
        while (!open.isEmpty()) {
            topic(open.removeLast()).map(Topic::prerequisites).orElse(List.of()).stream()
                    .filter(closure::add)
                    .forEach(open::add);
        }
        return closure;
    }

    /// The names of the topics that name this one as a direct prerequisite, in the order of the book.
    public List<String> leadsTo(String name) {
        return topics.stream()
                .filter(t -> t.prerequisites().contains(name))
                .map(Topic::name)
                .toList();
    }

    private static List<String> lines(String text) {
        return text.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).toList();
    }

    private static String before(String line) {
        int colon = line.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("a colon is needed in: " + line);
        }
        return line.substring(0, colon).strip();
    }

    private static List<String> after(String line) {
        String rest = line.substring(line.indexOf(':') + 1).strip();
        return rest.isEmpty() ? List.of() : List.of(rest.split(" +", -1));
    }

    private static String resource(String name) {
        try (InputStream in = Curriculum.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("curriculum: the resource " + name + " is missing");
            }
            return TextFile.decode(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
