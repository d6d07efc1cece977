package org.firstprinciples.curriculum.exercises;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// What the body of an exercise may call, read from its bytecode: values and collections of Java, the types of topics,
/// and whatever the solution's own file calls. Not reflection, class loaders, files, threads, or the system.
///
/// @param packages those of the topics, with slashes
/// @param more what the file of an exercise calls besides, by its path: owner, name and type
record PermittedCalls(Set<String> packages, Map<String, Set<String>> more) {

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
                    "org/firstprinciples/curriculum/ExerciseNotSolved.<init>",
                    "org/firstprinciples/curriculum/exercises/BodyCall.<init>",
                    "org/firstprinciples/curriculum/exercises/BodyCall.requireArguments");

    /// Who calls is nobody's business, and what is set for all of Java is not for a body to change.
    private static final Set<String> NEVER =
            Set.of(
                    "setDefault",
                    "getStackTrace",
                    "setStackTrace",
                    "printStackTrace",
                    "wait",
                    "notify",
                    "notifyAll");

    /// Copies both.
    public PermittedCalls {
        packages = new TreeSet<>(packages);
        more = new TreeMap<>(more);
    }

    /// What bodies may call.
    ///
    /// @param topics the packages of the book's topics
    /// @param classes the compiled book, with the solutions
    /// @param paths of the files with exercises
    static PermittedCalls of(Collection<String> topics, Path classes, Collection<String> paths) {
        Set<String> packages = new TreeSet<>();
        topics.forEach(t -> packages.add(t.replace('.', '/')));
        paths.forEach(path -> packages.add(packageOf(typeIn(path))));
        PermittedCalls general = new PermittedCalls(packages, Map.of());
        Map<String, Set<String>> more = new TreeMap<>();
        for (String path : paths) {
            more.put(
                    path,
                    read(classes, path).stream()
                            .flatMap(PermittedCalls::members)
                            .filter(m -> !general.permits(m, path))
                            .map(PermittedCalls::signature)
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
        return new PermittedCalls(packages, more);
    }

    /// A line each, from which [#parse] reads them.
    String toLines() {
        return Stream.concat(
                        packages.stream().map(p -> p + "\n"),
                        more.entrySet().stream()
                                .flatMap(e ->
                                        e.getValue().stream()
                                                .map(m -> e.getKey() + "\t" + m + "\n")))
                .collect(Collectors.joining());
    }

    /// Reads what [#toLines] wrote.
    static PermittedCalls parse(String lines) {
        Set<String> packages = new TreeSet<>();
        Map<String, Set<String>> more = new TreeMap<>();
        for (String line : lines.lines().toList()) {
            String[] fields = line.split("\t", 2);
            if (fields.length == 1) {
                packages.add(line);
            } else {
                more.computeIfAbsent(fields[0], path -> new TreeSet<>()).add(fields[1]);
            }
        }
        return new PermittedCalls(packages, more);
    }

    /// Whether an import of a student's file is taken over.
    static boolean permitsImport(String name) {
        return IMPORTS.matcher(name).matches();
    }

    /// The calls of the file's classes in this folder that are not permitted: `java.lang.System.exit`.
    List<String> refused(Path classes, String path) {
        return read(classes, path).stream()
                .flatMap(PermittedCalls::members)
                .filter(m -> !permits(m, path))
                .map(m -> name(m).replace('/', '.'))
                .distinct()
                .sorted()
                .toList();
    }

    /// The classes of a source file, from its compiled folder: the type itself and those inside of it.
    static List<Path> classFiles(Path classes, String source) {
        String type = typeIn(source);
        String name = type.substring(type.lastIndexOf('/') + 1);
        Path folder = classes.resolve(type).resolveSibling(".").normalize();
        return Folder.files(folder, ".class").stream()
                .filter(f -> folder.equals(f.getParent()))
                .filter(f -> {
                    String file = f.getFileName().toString();
                    return file.equals(name + ".class") || file.startsWith(name + "$");
                })
                .toList();
    }

    private static String typeIn(String source) {
        return source.substring("src/main/java/".length(), source.length() - ".java".length());
    }

    private static List<ClassModel> read(Path classes, String source) {
        return classFiles(classes, source).stream().map(PermittedCalls::read).toList();
    }

    private static ClassModel read(Path file) {
        try {
            return ClassFile.of().parse(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean permits(MemberRefEntry member, String path) {
        String owner = member.owner().asInternalName();
        String name = member.name().stringValue();
        if (more.getOrDefault(path, Set.of()).contains(signature(member))
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
        return packages.contains(inPackage)
                || PACKAGES.contains(inPackage)
                        && !NOT_OF_JAVA_UTIL.contains(type.split("\\$", -1)[0]);
    }

    private static String packageOf(String type) {
        return type.contains("/") ? type.substring(0, type.lastIndexOf('/')) : "";
    }

    private static String signature(MemberRefEntry member) {
        return name(member) + member.type().stringValue();
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
