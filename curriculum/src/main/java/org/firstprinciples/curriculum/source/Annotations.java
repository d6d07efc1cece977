package org.firstprinciples.curriculum.source;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.util.TreeScanner;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// The annotations of a declaration, as they are written.
///
/// @param attributes in their order
public record Annotations(List<Attribute> attributes) {

    /// The constants of an attribute of an annotation.
    ///
    /// @param annotation its simple name
    /// @param name the attribute; empty for the annotation itself
    /// @param constants each as text
    public record Attribute(String annotation, String name, List<String> constants) {}

    /// Copies the list.
    public Annotations {
        attributes = List.copyOf(attributes);
    }

    /// Whether one of them has this simple name.
    public boolean contain(String annotation) {
        return attributes.stream().anyMatch(a -> a.annotation.equals(annotation));
    }

    /// The constants of an attribute of an annotation; empty if there are none.
    public List<String> constants(String annotation, String name) {
        return attributes.stream()
                .filter(a -> a.annotation.equals(annotation) && a.name.equals(name))
                .flatMap(a -> a.constants.stream())
                .toList();
    }

    static Annotations of(List<? extends AnnotationTree> trees) {
        List<Attribute> attributes = new ArrayList<>();
        for (AnnotationTree tree : trees) {
            attributes.add(new Attribute(simpleName(tree), "", List.of()));
            for (ExpressionTree argument : tree.getArguments()) {
                attributes.add(attribute(simpleName(tree), argument));
            }
        }
        return new Annotations(attributes);
    }

    static String simpleName(AnnotationTree annotation) {
        String name = annotation.getAnnotationType().toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static Attribute attribute(String annotation, ExpressionTree argument) {
        String name = "value"; // may be left out
        ExpressionTree value = argument;
        if (argument instanceof AssignmentTree assignment
                && assignment.getVariable() instanceof IdentifierTree identifier) {
            name = identifier.getName().toString();
            value = assignment.getExpression();
        }
        List<String> constants = new ArrayList<>();
        new TreeScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitLiteral(LiteralTree literal, @Nullable Void none) {
                constants.add(String.valueOf(literal.getValue()));
                return null;
            }
        }.scan(value, null);
        return new Attribute(annotation, name, constants);
    }
}
