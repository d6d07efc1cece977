package org.firstprinciples.curriculum.scaffold;

import org.firstprinciples.curriculum.Curriculum;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A section of the plan becomes a module, in its place in the order of the book.
///
/// @param plan the book's plan
/// @param section its folder
record NewSection(Curriculum plan, String section) {

    void into(Draft draft) {
        List<String> earlier = new ArrayList<>(plan.sections());
        earlier.subList(earlier.indexOf(section), earlier.size()).clear();
        earlier.removeIf(s -> !draft.exists(s + "/pom.xml"));
        String before = earlier.isEmpty() ? "curriculum" : earlier.getLast();
        draft.change("pom.xml", pom -> withModule(pom, before));

        String packageName = "org.firstprinciples." + section.replace("-", "");
        String type = Scaffold.typeName(section);
        draft.create(
                section + "/pom.xml",
                Template.named("section-pom.txt")
                        .with(Map.of("section", section, "dependencies", dependencies(earlier))));
        draft.create(
                "%s/src/test/java/%s/%sTest.java"
                        .formatted(section, packageName.replace('.', '/'), type),
                Template.named("section-test.txt")
                        .with(Map.of("package", packageName, "type", type)));
    }

    /// The earlier sections, the annotations of the curriculum, and the tests of both.
    private static String dependencies(List<String> earlier) {
        StringBuilder entries = new StringBuilder();
        earlier.forEach(s -> entries.append(dependency("    ", s)));
        entries.append(dependency("    ", "curriculum", "<scope>provided</scope>"));
        List<String> tests = new ArrayList<>(List.of("curriculum"));
        tests.addAll(earlier);
        tests.forEach(s ->
                entries.append(
                        dependency("    ", s, "<type>test-jar</type>", "<scope>test</scope>")));
        return entries.toString();
    }

    /// An entry of a pom.
    private static String dependency(String indentation, String artifact, String... more) {
        List<String> lines = new ArrayList<>();
        lines.add("<dependency>");
        lines.add("  <groupId>org.firstprinciples</groupId>");
        lines.add("  <artifactId>" + artifact + "</artifactId>");
        for (String line : more) {
            lines.add("  " + line);
        }
        lines.add("</dependency>");
        return lines.stream().map(l -> indentation + l + "\n").collect(Collectors.joining());
    }

    /// The parent with the module and its two artifacts behind those of another one.
    private String withModule(String pom, String before) {
        String version = "<version>${project.version}</version>";
        String managed =
                dependency("      ", section, version)
                        + dependency("      ", section, version, "<type>test-jar</type>");
        Matcher testJar =
                Pattern.compile(
                                "<artifactId>"
                                        + before
                                        + "</artifactId>\\s*<version>\\$\\{project.version}</version>\\s*<type>test-jar</type>\\s*</dependency>\n")
                        .matcher(pom);
        String module = "<module>" + before + "</module>\n";
        if (!testJar.find() || !pom.contains(module)) {
            return pom;
        }
        return (pom.substring(0, testJar.end()) + managed + pom.substring(testJar.end()))
                .replace(module, module + "    <module>" + section + "</module>\n");
    }
}
