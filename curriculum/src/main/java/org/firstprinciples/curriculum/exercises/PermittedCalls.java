package org.firstprinciples.curriculum.exercises;

import org.firstprinciples.curriculum.Curriculum;
import org.firstprinciples.curriculum.Topic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// What the body of an exercise may call, read from its bytecode: values and collections of Java, the types of topics,
/// and whatever the solution's own file calls. Not reflection, class loaders, files, threads, or the system.
final class PermittedCalls {

    /// Imports that are taken over from a student's file.
    private static final Pattern IMPORTS =
            Pattern.compile(
                    "java\\.(util|util\\.function|util\\.stream|math)\\.[A-Z*]\\w*(\\.\\w+)?"
                            + "|static java\\.lang\\.(Math|StrictMath)\\.[\\w*]+"
                            + "|org\\.firstprinciples\\..*");

    private static final Set<String> PACKAGES =
            Set.of("java/util", "java/util/function", "java/util/stream", "java/math");

    private static final Set<String> NOT_OF_JAVA_UTIL =
            Set.of(
                    "Formatter",
                    "PropertyResourceBundle",
                    "ResourceBundle",
                    "Scanner",
                    "ServiceLoader",
                    "Timer",
                    "TimerTask");

    private static final Set<String> JAVA_LANG =
            Set.of(
                    "AutoCloseable",
                    "Boolean",
                    "Byte",
                    "CharSequence",
                    "Character",
                    "Comparable",
                    "Double",
                    "Enum",
                    "Float",
                    "Integer",
                    "Iterable",
                    "Long",
                    "Math",
                    "Number",
                    "Object",
                    "Record",
                    "Short",
                    "StrictMath",
                    "String",
                    "StringBuilder",
                    "Throwable");

    /// What the compiler itself calls for lambdas, texts, switches, records and assertions, and one useful copy.
    private static final Set<String> SINGLE =
            Set.of(
                    "java/lang/System.arraycopy",
                    "java/lang/Class.desiredAssertionStatus",
                    "java/lang/invoke/LambdaMetafactory.metafactory",
                    "java/lang/invoke/StringConcatFactory.makeConcatWithConstants",
                    "java/lang/runtime/ObjectMethods.bootstrap",
                    "java/lang/runtime/SwitchBootstraps.typeSwitch",
                    "java/lang/runtime/SwitchBootstraps.enumSwitch",
                    "org/firstprinciples/curriculum/ExerciseNotSolved.<init>");

    /// Who calls is nobody's business.
    private static final Set<String> NEVER =
            Set.of(
                    "getStackTrace",
                    "setStackTrace",
                    "printStackTrace",
                    "wait",
                    "notify",
                    "notifyAll");

    private final Set<String> topics;
    private final Set<String> ofTheReference;

    private PermittedCalls(Set<String> topics, Set<String> ofTheReference) {
        this.topics = topics;
        this.ofTheReference = ofTheReference;
    }

    /// What a body in the place of one in these classes may call.
    static PermittedCalls inPlaceOf(Curriculum plan, Collection<ClassModel> reference) {
        Set<String> packages =
                plan.topics().stream()
                        .map(Topic::packageName)
                        .map(p -> p.replace('.', '/'))
                        .collect(Collectors.toCollection(HashSet::new));
        reference.stream()
                .map(c -> packageOf(c.thisClass().asInternalName()))
                .forEach(packages::add);
        return new PermittedCalls(
                packages,
                reference.stream()
                        .flatMap(PermittedCalls::members)
                        .map(m -> name(m) + m.type().stringValue())
                        .collect(Collectors.toSet()));
    }

    /// Whether an import of a student's file is taken over.
    static boolean permitsImport(String name) {
        return IMPORTS.matcher(name).matches();
    }

    /// The calls that are not permitted: `java.lang.System.exit`.
    List<String> refused(Collection<ClassModel> classes) {
        return classes.stream()
                .flatMap(PermittedCalls::members)
                .filter(m -> !permits(m))
                .map(m -> name(m).replace('/', '.'))
                .distinct()
                .sorted()
                .toList();
    }

    /// The classes of a source file, from its compiled folder: the type itself and those inside of it.
    static List<Path> classFiles(Path classes, String source) {
        String type =
                source.substring("src/main/java/".length(), source.length() - ".java".length());
        String name = type.substring(type.lastIndexOf('/') + 1);
        Path folder = classes.resolve(type).resolveSibling(".").normalize();
        return Book.files(folder, ".class").stream()
                .filter(f -> folder.equals(f.getParent()))
                .filter(f -> {
                    String file = f.getFileName().toString();
                    return file.equals(name + ".class") || file.startsWith(name + "$");
                })
                .toList();
    }

    static List<ClassModel> read(Path classes, String source) {
        return classFiles(classes, source).stream().map(PermittedCalls::read).toList();
    }

    private static ClassModel read(Path file) {
        try {
            return ClassFile.of().parse(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean permits(MemberRefEntry member) {
        String owner = member.owner().asInternalName();
        String name = member.name().stringValue();
        if (ofTheReference.contains(name(member) + member.type().stringValue())
                || SINGLE.contains(name(member))
                || owner.startsWith("[")) {
            return true;
        }
        if (NEVER.contains(name)) {
            return false;
        }
        String type = owner.substring(owner.lastIndexOf('/') + 1);
        String inPackage = packageOf(owner);
        if (inPackage.equals("java/lang")) {
            return JAVA_LANG.contains(type) || type.endsWith("Exception") || type.endsWith("Error");
        }
        return topics.contains(inPackage)
                || PACKAGES.contains(inPackage)
                        && !NOT_OF_JAVA_UTIL.contains(type.split("\\$", -1)[0]);
    }

    private static String packageOf(String type) {
        return type.contains("/") ? type.substring(0, type.lastIndexOf('/')) : "";
    }

    private static String name(MemberRefEntry member) {
        return member.owner().asInternalName() + "." + member.name().stringValue();
    }

    private static Stream<MemberRefEntry> members(ClassModel type) {
        return StreamSupport.stream(type.constantPool().spliterator(), false)
                .filter(MemberRefEntry.class::isInstance)
                .map(MemberRefEntry.class::cast);
    }
}
