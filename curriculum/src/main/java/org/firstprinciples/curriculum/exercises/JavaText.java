package org.firstprinciples.curriculum.exercises;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// The text of a Java source file with the places of its methods' bodies, as the compiler's parser finds them.
final class JavaText {

    private final String text;
    private final List<Method> methods = new ArrayList<>();
    private final List<String> imports = new ArrayList<>();
    private final List<String> members = new ArrayList<>();
    private int afterImports;

    /// A method with a body.
    ///
    /// @param name `Type.method(ParameterType,…)`, with outer types
    /// @param annotations those on the method
    /// @param result the type of what it returns; empty for a constructor
    /// @param parameters their names
    /// @param start where the body's opening brace stands
    /// @param end behind its closing brace
    record Method(
            String name,
            List<AnnotationTree> annotations,
            String result,
            List<String> parameters,
            int start,
            int end) {

        /// The constants of an attribute of an annotation; empty if there is none.
        List<Object> values(String annotation, String attribute) {
            return annotations.stream()
                    .filter(a -> isNamed(a, annotation))
                    .flatMap(a -> constants(a, attribute).stream())
                    .toList();
        }

        boolean carries(String annotation) {
            return annotations.stream().anyMatch(a -> isNamed(a, annotation));
        }

        /// The method's name without type and parameters.
        String simpleName() {
            String withType = name.substring(0, name.indexOf('('));
            return withType.substring(withType.lastIndexOf('.') + 1);
        }
    }

    private JavaText(String text) {
        this.text = text;
    }

    /// Reads a file's text.
    ///
    /// @throws IllegalArgumentException if it is no Java; the message names the line and what the compiler says
    static JavaText parse(String text) {
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
                                        List.of(inMemory("Text.java", text)));
        SourcePositions positions = Trees.instance(task).getSourcePositions();
        JavaText parsed = new JavaText(text);
        try {
            for (CompilationUnitTree unit : task.parse()) {
                if (diagnostics.getDiagnostics().stream().noneMatch(JavaText::isError)) {
                    parsed.new Reader(unit, positions).scan(unit, null);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        diagnostics.getDiagnostics().stream()
                .filter(JavaText::isError)
                .findFirst()
                .ifPresent(d -> {
                    throw new IllegalArgumentException(message(d));
                });
        return parsed;
    }

    static JavaFileObject inMemory(String path, String text) {
        return new SimpleJavaFileObject(
                URI.create("memory:///" + path), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }

    /// `line 12: ';' expected`.
    static String message(Diagnostic<?> diagnostic) {
        return "line %d: %s"
                .formatted(
                        diagnostic.getLineNumber(),
                        diagnostic
                                .getMessage(Locale.ENGLISH)
                                .lines()
                                .map(String::strip)
                                .collect(Collectors.joining(" ")));
    }

    private static boolean isError(Diagnostic<?> diagnostic) {
        return diagnostic.getKind() == Diagnostic.Kind.ERROR;
    }

    /// The methods with a body, in their order.
    List<Method> methods() {
        return methods;
    }

    /// The method of that name, if there is exactly one.
    Optional<Method> method(String name) {
        List<Method> found = methods.stream().filter(m -> m.name.equals(name)).toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    /// What is imported: `java.util.List`, `java.util.*`, `static java.lang.Math.fma`.
    List<String> imports() {
        return imports;
    }

    /// The declarations outside of bodies, to tell whether two files differ in bodies only.
    List<String> members() {
        return members;
    }

    /// A method's body with its braces.
    String body(Method method) {
        return text.substring(method.start, method.end);
    }

    /// The line of a body's beginning, counted from 1.
    int line(Method method) {
        return Math.toIntExact(text.substring(0, method.start).lines().count());
    }

    /// The body as a document shows it: its lines without the indentation of the method.
    String shownBody(Method method) {
        return body(method).replace("\n" + " ".repeat(indentation(method)), "\n");
    }

    /// How many spaces the method's declaration is indented by: as many as the line of the closing brace.
    int indentation(Method method) {
        String line = text.substring(text.lastIndexOf('\n', method.end - 1) + 1, method.end);
        return line.length() - line.stripLeading().length();
    }

    /// The text with another body.
    String withBody(Method method, String body) {
        return text.substring(0, method.start) + body + text.substring(method.end);
    }

    /// The text with more imports, behind those it has.
    String withImports(Collection<String> more) {
        String lines =
                more.stream()
                        .filter(i -> !imports.contains(i))
                        .map(i -> "\nimport " + i + ";")
                        .collect(Collectors.joining());
        return text.substring(0, afterImports) + lines + text.substring(afterImports);
    }

    private static boolean isNamed(AnnotationTree annotation, String name) {
        String type = annotation.getAnnotationType().toString();
        return type.equals(name) || type.endsWith("." + name);
    }

    private static List<Object> constants(AnnotationTree annotation, String attribute) {
        List<Object> constants = new ArrayList<>();
        for (ExpressionTree argument : annotation.getArguments()) {
            ExpressionTree value = argument;
            String name = "value";
            if (argument instanceof AssignmentTree assignment
                    && assignment.getVariable() instanceof IdentifierTree identifier) {
                name = identifier.getName().toString();
                value = assignment.getExpression();
            }
            if (name.equals(attribute)) {
                new TreeScanner<@Nullable Void, @Nullable Void>() {
                    @Override
                    public @Nullable Void visitLiteral(LiteralTree literal, @Nullable Void none) {
                        constants.add(String.valueOf(literal.getValue()));
                        return null;
                    }
                }.scan(value, null);
            }
        }
        return constants;
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
            if (method.getBody() != null) {
                methods.add(
                        new Method(
                                name,
                                List.copyOf(method.getModifiers().getAnnotations()),
                                method.getReturnType() == null
                                        ? ""
                                        : method.getReturnType().toString(),
                                method.getParameters().stream()
                                        .map(p -> p.getName().toString())
                                        .toList(),
                                Math.toIntExact(positions.getStartPosition(unit, method.getBody())),
                                Math.toIntExact(positions.getEndPosition(unit, method.getBody()))));
            }
            return null; // what is declared inside of a body belongs to it
        }

        @Override
        public @Nullable Void visitVariable(VariableTree field, @Nullable Void none) {
            members.add(outer + "." + field.getName());
            return null;
        }
    }
}
