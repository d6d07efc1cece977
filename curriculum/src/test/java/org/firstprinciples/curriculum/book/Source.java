package org.firstprinciples.curriculum.book;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// A Java source file, read by the compiler's own parser: its declarations and what its tests and mutants name.
public final class Source {

    private static final Set<String> TESTS =
            Set.of(
                    "Test",
                    "Property",
                    "Example",
                    "ParameterizedTest",
                    "RepeatedTest",
                    "TestFactory");

    private final Path path;
    private final Map<String, String> declarations = new LinkedHashMap<>();
    private final List<TestedClaim> claims = new ArrayList<>();
    private final List<NamedMutant> mutants = new ArrayList<>();

    /// A claim that a method names.
    ///
    /// @param id the claim's id
    /// @param method the method, `Type.method`
    /// @param isTest whether the method is a test at all
    /// @param open what is left unchecked; empty if nothing
    /// @param unmutated why no mutant is needed; empty if one is
    public record TestedClaim(
            String id, String method, boolean isTest, String open, String unmutated) {}

    /// A mutant and the claims that must reject it.
    ///
    /// @param type the class, with its outer classes
    /// @param ids the claims
    public record NamedMutant(String type, List<String> ids) {}

    private Source(Path path) {
        this.path = path;
    }

    /// Reads a file.
    public static Source read(Path path) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            String text = Files.readString(path);
            JavacTask task =
                    (JavacTask)
                            compiler.getTask(
                                    null,
                                    files,
                                    d -> {},
                                    List.of("-proc:none"),
                                    null,
                                    files.getJavaFileObjects(path));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            Source source = new Source(path);
            for (CompilationUnitTree unit : task.parse()) {
                source.new Reader(unit, text, positions).scan(unit, null);
            }
            return source;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The file.
    public Path path() {
        return path;
    }

    /// The claims that methods name.
    public List<TestedClaim> claims() {
        return claims;
    }

    /// The mutants.
    public List<NamedMutant> mutants() {
        return mutants;
    }

    /// Whether a method of that name, `Type.method`, stands here.
    public boolean declares(String name) {
        return declarations.keySet().stream()
                .anyMatch(d -> d.startsWith(name + "(") || d.endsWith("." + name));
    }

    /// The text of all declarations that a name can mean: `Type`, `Type.method`, `method`, `method(float[],int)`,
    /// `field`; without doc comment, indented as if it stood alone.
    public List<String> regions(String name) {
        return declarations.entrySet().stream()
                .filter(d -> matches(d.getKey(), name))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static boolean matches(String declaration, String name) {
        String comparable =
                name.contains("(") || !declaration.contains("(")
                        ? declaration
                        : declaration.substring(0, declaration.indexOf('('));
        return comparable.equals(name.replace(" ", ""))
                || comparable.endsWith("." + name.replace(" ", ""));
    }

    private final class Reader extends TreeScanner<@Nullable Void, @Nullable Void> {

        private final CompilationUnitTree unit;
        private final String text;
        private final SourcePositions positions;
        private String outer = "";

        private Reader(CompilationUnitTree unit, String text, SourcePositions positions) {
            this.unit = unit;
            this.text = text;
            this.positions = positions;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void none) {
            String before = outer;
            outer =
                    before.isEmpty()
                            ? type.getSimpleName().toString()
                            : before + "." + type.getSimpleName();
            declare(outer, type);
            for (AnnotationTree annotation : type.getModifiers().getAnnotations()) {
                if (isNamed(annotation, "Mutant")) {
                    mutants.add(new NamedMutant(outer, strings(annotation, "value")));
                }
            }
            super.visitClass(type, null);
            outer = before;
            return null;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void none) {
            String parameters =
                    method.getParameters().stream()
                            .map(p -> p.getType().toString().replace(" ", ""))
                            .collect(Collectors.joining(","));
            declare(outer + "." + method.getName() + "(" + parameters + ")", method);
            readClaims(method);
            return null; // declarations inside of bodies are nobody's business
        }

        @Override
        public @Nullable Void visitVariable(VariableTree field, @Nullable Void none) {
            declare(outer + "." + field.getName(), field);
            return null;
        }

        private void readClaims(MethodTree method) {
            ModifiersTree modifiers = method.getModifiers();
            boolean isTest =
                    modifiers.getAnnotations().stream()
                            .anyMatch(a -> TESTS.stream().anyMatch(t -> isNamed(a, t)));
            for (AnnotationTree annotation : modifiers.getAnnotations()) {
                if (isNamed(annotation, "Claim")) {
                    String open = String.join("", strings(annotation, "open"));
                    String unmutated = String.join("", strings(annotation, "unmutated"));
                    for (String id : strings(annotation, "value")) {
                        claims.add(
                                new TestedClaim(
                                        id,
                                        outer + "." + method.getName(),
                                        isTest,
                                        open,
                                        unmutated));
                    }
                }
            }
        }

        private void declare(String name, Tree tree) {
            int start = startOf(tree);
            int end = Math.toIntExact(positions.getEndPosition(unit, tree));
            if (end > start) {
                int lineStart = text.lastIndexOf('\n', start) + 1;
                declarations.put(name, text.substring(lineStart, end).stripIndent());
            }
        }

        /// Behind `@Exercise(…)`, which says nothing to the reader of a document.
        private int startOf(Tree tree) {
            int start = Math.toIntExact(positions.getStartPosition(unit, tree));
            if (tree instanceof MethodTree method) {
                for (AnnotationTree annotation : method.getModifiers().getAnnotations()) {
                    int end = Math.toIntExact(positions.getEndPosition(unit, annotation));
                    if (isNamed(annotation, "Exercise")
                            && positions.getStartPosition(unit, annotation) == start) {
                        start = end + text.substring(end).indexOf(text.substring(end).strip());
                    }
                }
            }
            return start;
        }

        private static boolean isNamed(AnnotationTree annotation, String name) {
            String type = annotation.getAnnotationType().toString();
            return type.equals(name) || type.endsWith("." + name);
        }

        /// The strings of one attribute; those of `value` may stand without its name.
        private static List<String> strings(AnnotationTree annotation, String attribute) {
            List<String> strings = new ArrayList<>();
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
                        public @Nullable Void visitLiteral(
                                LiteralTree literal, @Nullable Void none) {
                            strings.add(String.valueOf(literal.getValue()));
                            return null;
                        }
                    }.scan(value, null);
                }
            }
            return strings;
        }
    }
}
