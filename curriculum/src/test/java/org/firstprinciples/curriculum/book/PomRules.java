package org.firstprinciples.curriculum.book;

import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

/// [BookRule#POM].
final class PomRules {

    private PomRules() {}

    static Stream<String> complaints(Section section) {
        Path pom = section.folder().resolve("pom.xml");
        int place = section.plan().sections().indexOf(section.name());
        if (place < 0 || Files.notExists(pom)) {
            return Stream.of();
        }
        List<String> later = new ArrayList<>(section.plan().sections());
        later.subList(0, place).clear();
        later.add("notebooks-equivalents");
        later.add("benchmarks");
        return dependencies(pom).stream()
                .filter(later::contains)
                .map(d ->
                        "%s: depends on %s, which comes not before %s; list earlier sections only"
                                .formatted(section.show(pom), d, section.name()));
    }

    private static List<String> dependencies(Path pom) {
        try {
            NodeList dependencies =
                    DocumentBuilderFactory.newDefaultInstance()
                            .newDocumentBuilder()
                            .parse(pom.toFile())
                            .getElementsByTagName("dependency");
            List<String> artifacts = new ArrayList<>();
            for (int i = 0; i < dependencies.getLength(); i++) {
                if (dependencies.item(i) instanceof Element dependency) {
                    artifacts.add(
                            dependency
                                    .getElementsByTagName("artifactId")
                                    .item(0)
                                    .getTextContent()
                                    .strip());
                }
            }
            return artifacts;
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalStateException("cannot read " + pom, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
