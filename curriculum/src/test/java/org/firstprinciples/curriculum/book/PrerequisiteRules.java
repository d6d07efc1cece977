package org.firstprinciples.curriculum.book;

import org.firstprinciples.curriculum.Curriculum;
import org.firstprinciples.curriculum.Topic;

import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// [BookRule#PREREQUISITES].
final class PrerequisiteRules {

    /// A class in a descriptor or a signature.
    private static final Pattern CLASS = Pattern.compile("L(org/firstprinciples/[\\w/$]+)[;<]");

    private PrerequisiteRules() {}

    static Stream<String> complaints(Section section) {
        return section.mainClasses().stream().flatMap(c -> complaints(section.plan(), c));
    }

    private static Stream<String> complaints(Curriculum plan, ClassModel type) {
        String name = type.thisClass().asInternalName().replace('/', '.');
        Optional<Topic> owner = plan.owner(name);
        if (owner.isEmpty()) {
            return Stream.of();
        }
        Topic topic = owner.get();
        Set<String> met = plan.closure(topic.name());
        return uses(type).stream()
                .flatMap(used ->
                        plan.owner(used).stream()
                                .filter(t -> !t.equals(topic) && !met.contains(t.name()))
                                .map(t ->
                                        "%s uses %s, and a reader of %s has not met %s; move the code, or the plan needs the edge"
                                                .formatted(name, used, topic.name(), t.name())));
    }

    private static Set<String> uses(ClassModel type) {
        Set<String> uses = new LinkedHashSet<>();
        for (PoolEntry entry : type.constantPool()) {
            if (entry instanceof ClassEntry used) {
                uses.add(used.asInternalName().replace('/', '.')); // an array is a text, too
            } else if (entry instanceof Utf8Entry text) {
                Matcher used = CLASS.matcher(text.stringValue());
                while (used.find()) {
                    uses.add(used.group(1).replace('/', '.'));
                }
            }
        }
        return uses;
    }
}
