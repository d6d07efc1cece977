package org.firstprinciples.curriculum.laws;

import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.MethodRefEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// What a class may be called and may call; read from its bytecode, so that nothing slips through by a static import.
public enum Rule {

    /// A class without a noun of its own collects whatever has no home: name the concept instead.
    NO_DUMPING_GROUND(type ->
            Stream.of(name(type))
                    .filter(n -> n.matches(".*(Utils?|Helpers?|Common|Misc|Impl)"))
                    .map(n -> n + ": name the concept")),

    /// The same bits on every machine: [Math] may use an intrinsic that rounds in its own way, except where the
    /// result is exact or correctly rounded by specification. Everything else is [StrictMath], or a polynomial of ours.
    SAME_BITS_EVERYWHERE(type ->
            calls(type)
                    .filter(m -> m.owner().asInternalName().equals("java/lang/Math"))
                    .map(m -> m.name().stringValue())
                    .filter(m -> !Rule.reproducible().contains(m))
                    .map(m -> name(type) + " calls Math." + m + ": use StrictMath")),

    /// The Vector API stays behind the seam: `Vector…` classes of the package `linearalgebra.kernels`, of
    /// `linearalgebra.ladder`, which explains them, and of `benchmarks.limits`, which measures what they can reach.
    VECTORS_BEHIND_THE_SEAM(type ->
            Stream.of(name(type))
                    .filter(n ->
                            !n.matches(
                                    "org/firstprinciples/(mathfoundations/linearalgebra/(kernels|ladder)|benchmarks/limits)/Vector.*"))
                    .filter(n -> texts(type).anyMatch(t -> t.contains("jdk/incubator/vector/")))
                    .map(n -> n + " uses jdk.incubator.vector")),

    /// The same text in every locale: a conversion like `%d` writes other digits in some, and file names, numbers in JSON and anchors
    /// would not be read again.
    SAME_TEXT_EVERYWHERE(type -> LocaleDependence.of(type).map(text -> name(type) + " " + text));

    private final Function<ClassModel, Stream<String>> complaints;

    Rule(Function<ClassModel, Stream<String>> complaints) {
        this.complaints = complaints;
    }

    /// What a class does against this rule, a sentence each.
    public Stream<String> complaints(ClassModel type) {
        return complaints.apply(type);
    }

    private static Set<String> reproducible() {
        return Set.of(
                "abs",
                "min",
                "max",
                "sqrt",
                "fma",
                "floor",
                "ceil",
                "rint",
                "clamp",
                "round",
                "signum",
                "ulp",
                "scalb",
                "getExponent",
                "nextUp",
                "nextDown",
                "nextAfter",
                "IEEEremainder", // floating point; copySign is free to take a NaN for negative
                "absExact",
                "addExact",
                "subtractExact",
                "multiplyExact",
                "divideExact",
                "negateExact",
                "incrementExact",
                "decrementExact",
                "toIntExact",
                "multiplyFull",
                "multiplyHigh",
                "unsignedMultiplyHigh",
                "floorDiv",
                "floorMod",
                "ceilDiv",
                "ceilMod"); // integers
    }

    private static String name(ClassModel type) {
        return type.thisClass().asInternalName();
    }

    private static Stream<MethodRefEntry> calls(ClassModel type) {
        return constants(type, MethodRefEntry.class);
    }

    private static Stream<String> texts(ClassModel type) {
        return constants(type, Utf8Entry.class).map(Utf8Entry::stringValue);
    }

    private static <E> Stream<E> constants(ClassModel type, Class<E> kind) {
        return StreamSupport.stream(type.constantPool().spliterator(), false)
                .filter(kind::isInstance)
                .map(kind::cast);
    }
}
