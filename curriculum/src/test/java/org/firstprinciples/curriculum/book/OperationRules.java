package org.firstprinciples.curriculum.book;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// [BookRule#OPERATIONS].
final class OperationRules {

    private static final String OPERATION =
            "org/firstprinciples/neuralnetworks/backpropagation/tape/Operation";
    private static final String LAWS = "org/firstprinciples/neuralnetworks/laws/OperationLaws";

    private OperationRules() {}

    static Stream<String> complaints(Section section) {
        List<ClassModel> operations =
                section.mainClasses().stream()
                        .filter(c -> isConcrete(c) && isA(c, OPERATION, section.mainClasses()))
                        .toList();
        if (operations.isEmpty()) {
            return Stream.of();
        }
        Map<String, Set<String>> uses = usesOfFiles(section.testClasses());
        Set<String> held =
                section.testClasses().stream()
                        .filter(c -> isA(c, LAWS, section.testClasses()))
                        .flatMap(c -> uses.getOrDefault(file(c), Set.of()).stream())
                        .collect(Collectors.toSet());
        return operations.stream()
                .map(c -> c.thisClass().asInternalName())
                .filter(name -> !held.contains(name))
                .map(name ->
                        "%s is an operation and no test holds it to the laws; write a test that implements OperationLaws"
                                .formatted(name.replace('/', '.')));
    }

    private static boolean isConcrete(ClassModel type) {
        return (type.flags().flagsMask() & (ClassFile.ACC_INTERFACE | ClassFile.ACC_ABSTRACT)) == 0;
    }

    /// Whether a class implements an interface, by itself or through other interfaces of its section.
    private static boolean isA(ClassModel type, String name, List<ClassModel> section) {
        Set<String> interfaces =
                type.interfaces().stream()
                        .map(ClassEntry::asInternalName)
                        .collect(Collectors.toSet());
        return interfaces.contains(name)
                || section.stream()
                        .filter(c -> interfaces.contains(c.thisClass().asInternalName()))
                        .anyMatch(c -> isA(c, name, section));
    }

    /// What a test's file uses: the class and what is nested in it.
    private static Map<String, Set<String>> usesOfFiles(List<ClassModel> tests) {
        Map<String, Set<String>> uses = new HashMap<>();
        for (ClassModel test : tests) {
            Set<String> used = uses.computeIfAbsent(file(test), f -> new HashSet<>());
            test.constantPool()
                    .forEach(entry -> {
                        if (entry instanceof ClassEntry type) {
                            used.add(type.asInternalName());
                        }
                    });
        }
        return uses;
    }

    private static String file(ClassModel type) {
        return type.thisClass().asInternalName().replaceAll("\\$.*", "");
    }
}
