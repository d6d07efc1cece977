package org.firstprinciples.neuralnetworks.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The contract of an operation: its test class names subjects and inherits the laws.
public interface OperationLaws {

    /// The operation on small and odd shapes, empty ones among them.
    List<Subject> subjects();

    /// The operation on shapes that are cut into 16 tasks or more.
    List<Subject> largeSubjects();

    /// Inputs that do not fit.
    List<Shape[]> misfits();

    /// Mistakes that could be made in this operation; those that can be made in any are tried anyway.
    List<WrongVersion> wrongVersions();

    @Property(tries = 25)
    default void theValueIsThatOfTheDefinition(@ForAll long seed) {
        obey(Law.VALUE, seed);
    }

    @Property(tries = 25)
    default void theGradientIsThatOfTheDefinition(@ForAll long seed) {
        obey(Law.GRADIENT, seed);
    }

    @Claim("BP-01")
    @Property(tries = 25)
    default void theGradientIsTheAdjointOfTheDerivative(@ForAll long seed) {
        obey(Law.ADJOINT, seed);
    }

    @Claim("BP-03")
    @Property(tries = 10)
    default void gradientsAccumulate(@ForAll long seed) {
        obey(Law.ACCUMULATION, seed);
    }

    @Claim("BP-09")
    @Property(tries = 10)
    default void thePullbackIsLinear(@ForAll long seed) {
        obey(Law.LINEARITY, seed);
    }

    @Property(tries = 10)
    default void everyKernelGivesTheSameBits(@ForAll long seed) {
        obey(Law.KERNELS, seed);
    }

    @Property(tries = 10)
    default void formerContentOfBuffersDoesNotShow(@ForAll long seed) {
        obey(Law.ARENA, seed);
    }

    @Property(tries = 10)
    default void inputsAreReadOnly(@ForAll long seed) {
        obey(Law.INPUTS, seed);
    }

    @Property(tries = 25)
    default void nanIsNeitherHiddenNorSpread(@ForAll long seed) {
        obey(Law.NAN, seed);
    }

    @Property(tries = 10)
    default void aRowAloneIsTheRowInABatch(@ForAll long seed) {
        obey(Law.ROWS, seed);
    }

    /// What was cut into tasks is put together again, each part once.
    @Example
    default void manyTasksGiveTheDefinition() {
        for (Subject subject : largeSubjects()) {
            assertThat(Law.VALUE.violation(subject, 1)).as("%s", subject).isEmpty();
            assertThat(Law.GRADIENT.violation(subject, 1)).as("%s", subject).isEmpty();
        }
    }

    @Example
    default void anyNumberOfThreadsGivesTheSameBits() {
        for (Subject subject : largeSubjects()) {
            assertThat(Law.THREADS.violation(subject, 1)).as("%s", subject).isEmpty();
        }
    }

    @Example
    default void inputsThatDoNotFitAreNamed() {
        for (Shape[] misfit : misfits()) {
            assertThatExceptionOfType(ShapeException.class)
                    .isThrownBy(() -> subjects().getFirst().operation().shape(misfit))
                    .satisfies(e ->
                            assertThat(namesAShape(e.toString(), misfit)).as("%s", e).isTrue());
        }
    }

    /// Every wrong version breaks a law; which one is written to `target/wrong-versions/`.
    @Example
    default void everyWrongVersionIsRejected() throws IOException {
        List<WrongVersion> wrongs = new ArrayList<>(wrongVersions());
        wrongs.addAll(WrongVersion.ofAny(subjects().getFirst().operation()));
        List<String> table = new ArrayList<>();
        for (WrongVersion wrong : wrongs) {
            Optional<Law> law = rejecting(wrong);
            assertThat(law).as("a law that rejects %s", wrong).isPresent();
            table.add("%s | %s | %s".formatted(wrong.right(), wrong.mistake(), law.orElseThrow()));
        }
        Path folder = Files.createDirectories(Path.of("target", "wrong-versions"));
        Files.write(folder.resolve(getClass().getSimpleName() + ".txt"), table);
    }

    private static boolean namesAShape(String message, Shape[] misfit) {
        return misfit.length == 0
                || Arrays.stream(misfit).anyMatch(shape -> message.contains(shape.toString()));
    }

    private void obey(Law law, long seed) {
        for (Subject subject : subjects()) {
            assertThat(law.violation(subject, seed)).as("%s", subject).isEmpty();
        }
    }

    /// The first law that rejects a wrong version in the place of the right one.
    private Optional<Law> rejecting(WrongVersion wrong) {
        for (Law law : Law.ofSmallSubjects()) {
            for (Subject subject : subjects()) {
                for (long seed = 0; subject.operation().equals(wrong.right()) && seed < 5; seed++) {
                    if (breaks(law, subject.with(wrong), seed)) {
                        return Optional.of(law);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean breaks(Law law, Subject subject, long seed) {
        try {
            return law.violation(subject, seed).isPresent();
        } catch (IllegalStateException e) {
            return true; // asked for a gradient that is not needed
        }
    }
}
