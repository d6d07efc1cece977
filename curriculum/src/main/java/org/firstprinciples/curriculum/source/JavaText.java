package org.firstprinciples.curriculum.source;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import javax.lang.model.element.Modifier;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// The text of a Java source file with its declarations and the places of its methods' bodies, as the compiler's parser
/// finds them. What is declared inside of bodies belongs to these. The same text is parsed once.
public final class JavaText {

    private static final Map<String, JavaText> PARSED = new ConcurrentHashMap<>(); // by text

    private final String text;
    private final List<Type> types = new ArrayList<>();
    private final List<Method> methods = new ArrayList<>();
    private final List<String> imports = new ArrayList<>();
    private final List<String> members = new ArrayList<>();
    private final List<Declaration> declarations = new ArrayList<>();
    private final Map<String, String> regions = new LinkedHashMap<>();
    private int afterImports;

    /// A class, interface, enum, record or annotation.
    ///
    /// @param name with outer types
    /// @param annotations those on the type
    /// @param start where its first modifier stands
    /// @param end behind its closing brace
    public record Type(String name, Annotations annotations, int start, int end) {}

    /// A method with a body.
    ///
    /// @param name `Type.method(ParameterType,…)`, with outer types
    /// @param annotations those on the method
    /// @param result the type of what it returns; empty for a constructor
    /// @param parameters their names
    /// @param isStatic whether it belongs to no object
    /// @param start where the body's opening brace stands
    /// @param end behind its closing brace
    public record Method(
            String name,
            Annotations annotations,
            String result,
            List<String> parameters,
            boolean isStatic,
            int start,
            int end) {

        /// Copies the list.
        public Method {
            parameters = List.copyOf(parameters);
        }

        /// The name with outer types, without parameters: `Type.method`.
        public String typeAndName() {
            return name.substring(0, name.indexOf('('));
        }

        /// The name without types and parameters.
        public String simpleName() {
            return typeAndName().substring(typeAndName().lastIndexOf('.') + 1);
        }
    }

    /// A method or a field, or a constructor.
    ///
    /// @param simpleName without types and parameters
    /// @param isPrivate whether only its file can call it
    /// @param start where its first modifier stands
    /// @param end behind its body or its semicolon
    public record Declaration(String simpleName, boolean isPrivate, int start, int end) {}

    private JavaText(String text) {
        this.text = text;
    }

    /// Reads a file.
    ///
    /// @throws IllegalArgumentException if it is no Java; the message names the file, the line and what the compiler says
    public static JavaText read(Path file) {
        return readAll(List.of(file)).getFirst();
    }

    /// Reads files, in less time than one by one.
    ///
    /// @throws IllegalArgumentException if one is no Java; the message names the file, the line and what the compiler says
    public static List<JavaText> readAll(List<Path> files) {
        Map<String, String> names = new LinkedHashMap<>(); // by text
        List<String> texts = new ArrayList<>();
        for (Path file : files) {
            texts.add(TextFile.read(file));
            names.putIfAbsent(texts.getLast(), file + ", ");
        }
        parseAll(names);
        return texts.stream().map(JavaText::parse).toList();
    }

    /// Reads a file's text.
    ///
    /// @throws IllegalArgumentException if it is no Java; the message names the line and what the compiler says
    public static JavaText parse(String text) {
        parseAll(Map.of(text, ""));
        return Objects.requireNonNull(PARSED.get(text));
    }

    /// Parses the texts that are new.
    ///
    /// @param names what an error's message begins with, by text
    private static void parseAll(Map<String, String> names) {
        List<JavaFileObject> units = new ArrayList<>();
        Map<URI, String> texts = new HashMap<>(); // the compiler wraps what it is given
        for (String text : names.keySet()) {
            if (!PARSED.containsKey(text)) {
                units.add(inMemory("Text%s.java".formatted(units.size()), text));
                texts.put(units.getLast().toUri(), text);
            }
        }
        if (units.isEmpty()) {
            return;
        }
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        JavacTask task =
                (JavacTask)
                        ToolProvider.getSystemJavaCompiler()
                                .getTask(
                                        null,
                                        null,
                                        diagnostics,
                                        List.of("-proc:none"),
                                        null,
                                        units);
        SourcePositions positions = Trees.instance(task).getSourcePositions();
        try {
            Iterable<? extends CompilationUnitTree> trees = task.parse();
            for (Diagnostic<? extends JavaFileObject> d : diagnostics.getDiagnostics()) {
                if (d.getKind() == Diagnostic.Kind.ERROR) {
                    throw new IllegalArgumentException(
                            names.get(texts.get(d.getSource().toUri())) + message(d));
                }
            }
            for (CompilationUnitTree tree : trees) {
                String text = Objects.requireNonNull(texts.get(tree.getSourceFile().toUri()));
                JavaText parsed = new JavaText(text);
                parsed.new Reader(tree, positions).scan(tree, null);
                PARSED.put(text, parsed);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Text as a file for the compiler.
    public static JavaFileObject inMemory(String path, String text) {
        return new SimpleJavaFileObject(
                URI.create("memory:///" + path), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }

    /// `line 12: ';' expected`.
    public static String message(Diagnostic<?> diagnostic) {
        return "line %s: %s"
                .formatted(
                        diagnostic.getLineNumber(),
                        diagnostic
                                .getMessage(Locale.ENGLISH)
                                .lines()
                                .map(String::strip)
                                .collect(Collectors.joining(" ")));
    }

    /// The types, in their order.
    public List<Type> types() {
        return Collections.unmodifiableList(types);
    }

    /// The methods with a body, in their order.
    public List<Method> methods() {
        return Collections.unmodifiableList(methods);
    }

    /// The method of that name, if there is exactly one.
    public Optional<Method> method(String name) {
        List<Method> found = methods.stream().filter(m -> m.name.equals(name)).toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    /// The methods and fields, in their order; those that the compiler adds by itself are not among them.
    public List<Declaration> declarations() {
        return Collections.unmodifiableList(declarations);
    }

    /// The whole file.
    public String text() {
        return text;
    }

    /// What a declaration says.
    public String text(Declaration declaration) {
        return text.substring(declaration.start, declaration.end);
    }

    /// The file without a declaration, and without what is said right above it.
    public String without(Declaration declaration) {
        return text.substring(0, startOfComment(declaration.start))
                + text.substring(declaration.end);
    }

    /// What is imported: `java.util.List`, `java.util.*`, `static java.lang.Math.fma`.
    public List<String> imports() {
        return Collections.unmodifiableList(imports);
    }

    /// The declarations outside of bodies, to tell whether two files differ in bodies only.
    public List<String> members() {
        return Collections.unmodifiableList(members);
    }

    /// The text of all declarations that a name can mean: `Type`, `Type.method`, `method`, `method(float[],int)`,
    /// `field`; without doc comment, `@Exercise(…)` and `@Override`, indented as if it stood alone.
    public List<String> regions(String name) {
        return regions.entrySet().stream()
                .filter(r -> canMean(name.replace(" ", ""), r.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static boolean canMean(String name, String declaration) {
        String comparable =
                name.contains("(") || !declaration.contains("(")
                        ? declaration
                        : declaration.substring(0, declaration.indexOf('('));
        return comparable.equals(name) || comparable.endsWith("." + name);
    }

    /// A method's body with its braces.
    public String body(Method method) {
        return text.substring(method.start, method.end);
    }

    /// The line of a body's beginning, counted from 1.
    public int line(Method method) {
        return Math.toIntExact(text.substring(0, method.start).lines().count());
    }

    /// The body as a document shows it: its lines without the indentation of the method.
    public String shownBody(Method method) {
        return body(method).replace("\n" + " ".repeat(indentation(method)), "\n");
    }

    /// How many spaces the method's declaration is indented by: as many as the line of the closing brace.
    public int indentation(Method method) {
        String line = text.substring(text.lastIndexOf('\n', method.end - 1) + 1, method.end);
        return line.length() - line.stripLeading().length();
    }

    /// The text with another body.
    public String withBody(Method method, String body) {
        return text.substring(0, method.start) + body + text.substring(method.end);
    }

    /// The text with more imports, behind those it has.
    public String withImports(Collection<String> more) {
        String lines =
                more.stream()
                        .filter(i -> !imports.contains(i))
                        .map(i -> "\nimport " + i + ";")
                        .collect(Collectors.joining());
        return text.substring(0, afterImports) + lines + text.substring(afterImports);
    }

    /// The text without the types that carry this annotation, without what is said right above them, and without its
    /// import.
    public String withoutTypes(String annotation) {
        StringBuilder rest = new StringBuilder(text);
        for (Type type : types.reversed()) {
            if (type.annotations.contain(annotation)) {
                rest.delete(startOfComment(type.start), type.end);
            }
        }
        return rest.toString().replaceAll("import [\\w.]+\\." + annotation + ";\n", "");
    }

    /// The end of the last line above that is no comment.
    private int startOfComment(int start) {
        int from = text.lastIndexOf('\n', start);
        while (from > 0) {
            int lineStart = text.lastIndexOf('\n', from - 1);
            String line = text.substring(lineStart + 1, from).strip();
            if (!line.isEmpty() && !line.startsWith("//")) {
                return from;
            }
            from = lineStart;
        }
        return start;
    }

    private final class Reader extends TreeScanner<@Nullable Void, @Nullable Void> {

        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private String outer = "";

        private Reader(CompilationUnitTree unit, SourcePositions positions) {
            this.unit = unit;
            this.positions = positions;
            if (unit.getPackage() != null) {
                afterImports = Math.toIntExact(positions.getEndPosition(unit, unit.getPackage()));
            }
        }

        @Override
        public @Nullable Void visitImport(ImportTree tree, @Nullable Void none) {
            imports.add((tree.isStatic() ? "static " : "") + tree.getQualifiedIdentifier());
            afterImports = Math.toIntExact(positions.getEndPosition(unit, tree));
            return null;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void none) {
            String before = outer;
            outer =
                    before.isEmpty()
                            ? type.getSimpleName().toString()
                            : before + "." + type.getSimpleName();
            members.add(type.getKind() + " " + outer);
            types.add(
                    new Type(
                            outer,
                            annotations(type.getModifiers()),
                            startOf(type),
                            Math.toIntExact(positions.getEndPosition(unit, type))));
            addRegion(outer, type, startOf(type));
            super.visitClass(type, null);
            outer = before;
            return null;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void none) {
            String name =
                    outer
                            + "."
                            + method.getName()
                            + method.getParameters().stream()
                                    .map(p -> p.getType().toString().replace(" ", ""))
                                    .collect(Collectors.joining(",", "(", ")"));
            members.add(name);
            addDeclaration(method.getName().toString(), method, method.getModifiers());
            addRegion(name, method, behindAnnotations(method));
            if (method.getBody() != null) {
                methods.add(
                        new Method(
                                name,
                                annotations(method.getModifiers()),
                                method.getReturnType() == null
                                        ? ""
                                        : method.getReturnType().toString(),
                                method.getParameters().stream()
                                        .map(p -> p.getName().toString())
                                        .toList(),
                                method.getModifiers().getFlags().contains(Modifier.STATIC),
                                startOf(method.getBody()),
                                Math.toIntExact(positions.getEndPosition(unit, method.getBody()))));
            }
            return null; // what is declared inside of a body belongs to it
        }

        @Override
        public @Nullable Void visitVariable(VariableTree field, @Nullable Void none) {
            String name = outer + "." + field.getName();
            members.add(name);
            addDeclaration(field.getName().toString(), field, field.getModifiers());
            addRegion(name, field, startOf(field));
            return null;
        }

        private static Annotations annotations(ModifiersTree modifiers) {
            return Annotations.of(modifiers.getAnnotations());
        }

        private void addDeclaration(String simpleName, Tree tree, ModifiersTree modifiers) {
            int start = startOf(tree);
            int end = Math.toIntExact(positions.getEndPosition(unit, tree));
            if (end > start) {
                declarations.add(
                        new Declaration(
                                simpleName,
                                modifiers.getFlags().contains(Modifier.PRIVATE),
                                start,
                                end));
            }
        }

        /// The whole lines from here to the end of a declaration; none for one that the compiler adds by itself.
        private void addRegion(String name, Tree tree, int start) {
            int end = Math.toIntExact(positions.getEndPosition(unit, tree));
            if (end > start) {
                int lineStart = text.lastIndexOf('\n', start) + 1;
                regions.put(name, text.substring(lineStart, end).stripIndent());
            }
        }

        private int startOf(Tree tree) {
            return Math.toIntExact(positions.getStartPosition(unit, tree));
        }

        /// Where a method begins for a reader of a document, whom `@Exercise(…)` and `@Override` tell nothing.
        private int behindAnnotations(MethodTree method) {
            int start = startOf(method);
            for (AnnotationTree annotation : method.getModifiers().getAnnotations()) {
                String name = Annotations.simpleName(annotation);
                if ((name.equals("Exercise") || name.equals("Override"))
                        && startOf(annotation) == start) {
                    int end = Math.toIntExact(positions.getEndPosition(unit, annotation));
                    start = end + text.substring(end).indexOf(text.substring(end).strip());
                }
            }
            return start;
        }
    }
}
