package org.firstprinciples.curriculum.laws;

import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Calls whose text depends on the locale of the user: numbers that are formatted without one. (Error Prone sees to changes of case.)
final class LocaleDependence {

    /// Conversions that a locale changes; `%s` of a number and `%x` are the same in all.
    private static final Pattern CONVERSION = Pattern.compile("%[-#+ 0,(<$.\\d]*[deEfgGtT]");

    private static final Set<String> FORMATTING = Set.of("format", "formatted", "printf");

    private LocaleDependence() {}

    /// What a class does so, a sentence each.
    static Stream<String> of(ClassModel type) {
        return type.methods().stream()
                .flatMap(method -> method.code().stream())
                .flatMap(code -> of(code).stream());
    }

    /// A pattern is the constant just before the array of its arguments is made, and arrays may be made within one another.
    private static List<String> of(CodeModel code) {
        List<String> found = new ArrayList<>();
        Deque<String> patterns = new ArrayDeque<>();
        String constant = "";
        for (CodeElement element : code) {
            switch (element) {
                case ConstantInstruction c when c.constantValue() instanceof String text ->
                        constant = text;
                case ConstantInstruction c -> {} // the length of the array
                case NewReferenceArrayInstruction array -> {
                    patterns.push(constant);
                    constant = "";
                }
                case InvokeInstruction call -> {
                    String parameters = parameters(call);
                    String method = call.name().stringValue();
                    if (parameters.endsWith("Object;)") && !patterns.isEmpty()) {
                        String pattern = patterns.pop();
                        if (FORMATTING.contains(method)
                                && !parameters.contains("Locale")
                                && CONVERSION.matcher(pattern).find()) {
                            found.add(
                                    "formats \"%s\": write whole numbers as %%s, others with Locale.ROOT"
                                            .formatted(pattern));
                        }
                    }
                    constant = "";
                }
                case Instruction other -> constant = "";
                default -> {} // line numbers and labels
            }
        }
        return found;
    }

    private static String parameters(InvokeInstruction call) {
        String descriptor = call.type().stringValue();
        return descriptor.substring(0, descriptor.indexOf(')') + 1);
    }
}
