package org.firstprinciples.curriculum.exercises;

import org.firstprinciples.curriculum.source.TextFile;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

/// The `pom.xml` of a student's project: the libraries of the sections, in the versions of the book's own pom.
final class StudentPom {

    private static final List<String> TESTS =
            List.of("junit-jupiter", "junit-platform-launcher", "jqwik", "assertj-core");

    private record Dependency(
            String group, String artifact, String version, String type, String scope) {

        String xml(String indentation) {
            String fields =
                    element("groupId", group)
                            + element("artifactId", artifact)
                            + element("version", version)
                            + element("type", type)
                            + element("scope", scope);
            return (indentation + "<dependency>" + fields + "</dependency>").stripTrailing();
        }

        private static String element(String name, String value) {
            return value.isEmpty() ? "" : "<%s>%s</%s>".formatted(name, value, name);
        }

        boolean manages(Dependency other) {
            return artifact.equals(other.artifact) && other.version.isEmpty();
        }

        boolean isOfTheBook() {
            return group.equals("org.firstprinciples");
        }
    }

    private StudentPom() {}

    static String of(Book book, List<Solution> exercises, String name) {
        List<Dependency> known = read(book.kit().resolveSibling("pom.xml"));
        int last =
                exercises.stream()
                        .mapToInt(s -> book.plan().sections().indexOf(s.topic().section()))
                        .max()
                        .orElse(0);
        Set<Dependency> used = new LinkedHashSet<>(select(known, List.of("jspecify")));
        for (String section : book.plan().sections().subList(0, last + 1)) {
            Path pom = book.root().resolve(section).resolve("pom.xml");
            if (Files.exists(pom)) {
                read(pom).stream()
                        .filter(d -> !d.isOfTheBook() && !d.scope().equals("test"))
                        .forEach(used::add);
            }
        }
        List<Dependency> tests =
                select(known, TESTS).stream().filter(d -> d.scope().equals("test")).toList();
        List<Dependency> managed =
                known.stream()
                        .filter(d -> !d.isOfTheBook() && !d.version().isEmpty())
                        .filter(d ->
                                d.scope().equals("import") || used.stream().anyMatch(d::manages))
                        .toList();
        return resource("student-pom.xml")
                .replace("@name@", name)
                .replace("@managed@", xml(managed.stream(), "      "))
                .replace(
                        "@dependencies@",
                        xml(Stream.concat(used.stream(), tests.stream()), "    "));
    }

    private static String xml(Stream<Dependency> dependencies, String indentation) {
        return dependencies.map(d -> d.xml(indentation)).collect(Collectors.joining("\n"));
    }

    private static List<Dependency> select(List<Dependency> known, List<String> artifacts) {
        return known.stream().filter(d -> artifacts.contains(d.artifact())).distinct().toList();
    }

    /// A text of every handout.
    static String resource(String name) {
        try (InputStream in = StudentPom.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("curriculum: the resource " + name + " is missing");
            }
            return TextFile.decode(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Dependency> read(Path pom) {
        try {
            NodeList found =
                    DocumentBuilderFactory.newDefaultInstance()
                            .newDocumentBuilder()
                            .parse(pom.toFile())
                            .getElementsByTagName("dependency");
            return IntStream.range(0, found.getLength())
                    .mapToObj(found::item)
                    .map(d ->
                            new Dependency(
                                    field(d, "groupId"),
                                    field(d, "artifactId"),
                                    field(d, "version"),
                                    field(d, "type"),
                                    field(d, "scope")))
                    .toList();
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalStateException("cannot read " + pom, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String field(Node dependency, String name) {
        NodeList fields = dependency.getChildNodes();
        Optional<String> value =
                IntStream.range(0, fields.getLength())
                        .mapToObj(fields::item)
                        .filter(f -> f instanceof Element e && e.getTagName().equals(name))
                        .map(f -> f.getTextContent().strip())
                        .findFirst();
        return value.orElse("");
    }
}
