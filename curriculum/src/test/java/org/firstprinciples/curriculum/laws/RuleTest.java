package org.firstprinciples.curriculum.laws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;

/// Each rule refuses a class that breaks it, and only that rule does.
class RuleTest {

    private static final ClassDesc VECTOR = ClassDesc.of("jdk.incubator.vector.FloatVector");

    @Test
    void aNameWithoutANounIsRefused() {
        assertThat(Rule.NO_DUMPING_GROUND.complaints(type("text.TextUtils", c -> {}))).hasSize(1);
        assertThat(Rule.NO_DUMPING_GROUND.complaints(type("text.Outer$Impl", c -> {}))).hasSize(1);
        assertThat(Rule.NO_DUMPING_GROUND.complaints(type("text.Utility", c -> {}))).isEmpty();
    }

    @Test
    void aTranscendentalOfMathIsRefused() {
        assertThat(Rule.SAME_BITS_EVERYWHERE.complaints(type("A", c -> callMath(c, "exp"))))
                .containsExactly("A calls Math.exp: use StrictMath");
        assertThat(Rule.SAME_BITS_EVERYWHERE.complaints(type("A", c -> callMath(c, "sqrt"))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"abs", "fma", "round", "signum", "ulp", "getExponent", "nextUp", "floorMod"})
    void whatIsExactIsAllowed(String method) {
        assertThat(Rule.SAME_BITS_EVERYWHERE.complaints(type("A", c -> callMath(c, method))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pow", "tanh", "cbrt", "hypot", "toRadians", "copySign", "random"})
    void whatIsFreeInOneBitIsRefused(String method) {
        assertThat(Rule.SAME_BITS_EVERYWHERE.complaints(type("A", c -> callMath(c, method))))
                .containsExactly("A calls Math." + method + ": use StrictMath");
    }

    @Test
    void vectorsBelongToVectorKernels() {
        String kernels = "org.firstprinciples.mathfoundations.linearalgebra.kernels.";
        assertThat(Rule.VECTORS_BEHIND_THE_SEAM.complaints(type("A", RuleTest::useVector)))
                .hasSize(1);
        assertThat(
                        Rule.VECTORS_BEHIND_THE_SEAM.complaints(
                                type(kernels + "ScalarKernels", RuleTest::useVector)))
                .hasSize(1);
        assertThat(
                        Rule.VECTORS_BEHIND_THE_SEAM.complaints(
                                type(kernels + "VectorKernels", RuleTest::useVector)))
                .isEmpty();
        String ladder = "org.firstprinciples.mathfoundations.linearalgebra.ladder.";
        assertThat(
                        Rule.VECTORS_BEHIND_THE_SEAM.complaints(
                                type(ladder + "Simd", RuleTest::useVector)))
                .hasSize(1);
        assertThat(
                        Rule.VECTORS_BEHIND_THE_SEAM.complaints(
                                type(ladder + "VectorTile", RuleTest::useVector)))
                .isEmpty();
    }

    /// A number is formatted for the user; a number as a string is not, nor is one with a locale, or one within the arguments.
    @Test
    void numbersAreTheSameTextInEveryLocale() throws IOException {
        assertThat(Rule.SAME_TEXT_EVERYWHERE.complaints(read(ForTheUser.class)))
                .hasSize(4)
                .allMatch(text -> text.contains("RuleTest$ForTheUser"))
                .anyMatch(text ->
                        text.endsWith(
                                "formats \"%d: %s\": write whole numbers as %s, others with"
                                        + " Locale.ROOT"));
        assertThat(Rule.SAME_TEXT_EVERYWHERE.complaints(read(ForTheMachine.class))).isEmpty();
    }

    static class ForTheUser {

        String nested(int x) {
            return "%d: %s".formatted(x, "%s".formatted(x));
        }

        String inner(double x) {
            return "%s".formatted("%.3f".formatted(x));
        }

        String format(long x) {
            return String.format("%,d", x);
        }

        void print(double x) {
            System.out.printf("100 %% of %e", x);
        }
    }

    static class ForTheMachine {

        String format(int x, double y) {
            return "%s, %s %% and 0x%02x".formatted(x, String.format(Locale.ROOT, "%.2f", y), x);
        }

        String constant(String title) {
            return title + "%d";
        }
    }

    private static ClassModel read(Class<?> type) throws IOException {
        String file = type.getName().substring(type.getPackageName().length() + 1) + ".class";
        try (InputStream bytes = type.getResourceAsStream(file)) {
            return ClassFile.of().parse(Objects.requireNonNull(bytes, file).readAllBytes());
        }
    }

    private static ClassModel type(String name, Consumer<CodeBuilder> body) {
        byte[] bytes =
                ClassFile.of()
                        .build(
                                ClassDesc.of(name),
                                c ->
                                        c.withMethodBody(
                                                "f",
                                                ConstantDescs.MTD_void,
                                                ClassFile.ACC_STATIC,
                                                b -> {
                                                    body.accept(b);
                                                    b.return_();
                                                }));
        return ClassFile.of().parse(bytes);
    }

    private static void callMath(CodeBuilder code, String method) {
        MethodTypeDesc function =
                MethodTypeDesc.of(ConstantDescs.CD_double, ConstantDescs.CD_double);
        code.dconst_1()
                .invokestatic(Math.class.describeConstable().orElseThrow(), method, function)
                .pop2();
    }

    private static void useVector(CodeBuilder code) {
        code.aconst_null().checkcast(VECTOR).pop();
    }
}
