package org.firstprinciples.curriculum.book;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.firstprinciples.curriculum.Claim;
import org.firstprinciples.curriculum.Mutant;
import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleUnaryOperator;

/// A mutant is rejected by the claims that it names, or complained of.
class MutantsTest {

    /// Claims about the absolute value, one of them by jqwik.
    static class AbsoluteValue {

        DoubleUnaryOperator subject() {
            return Math::abs;
        }

        @Claim("ZZ-01")
        @Property(tries = 100)
        void isNeverNegative(@ForAll double x) {
            assertThat(subject().applyAsDouble(x)).isNotNegative();
        }

        @Claim("ZZ-02")
        @Test
        void ofMinusTwoIsTwo() {
            assertThat(subject().applyAsDouble(-2)).isEqualTo(2);
        }
    }

    /// Its own mutants are run by the section's laws.
    @Mutant({"ZZ-01", "ZZ-02"})
    static class FirstArgument extends AbsoluteValue {
        @Override
        DoubleUnaryOperator subject() {
            return x -> x;
        }
    }

    /// Squares are not negative, but the square of 2 is not 2. Not annotated, so that the section's laws pass over it.
    static class Square extends AbsoluteValue {
        @Override
        DoubleUnaryOperator subject() {
            return x -> x * x;
        }
    }

    @Test
    void aMutantThatEachClaimRejectsIsFine() {
        assertThat(Mutants.complaints(FirstArgument.class)).isEmpty();
        assertThat(Mutants.complaints(Square.class, "ZZ-02")).isEmpty();
    }

    /// A claim with two tests, the second of which says whether it was asked.
    static class TwoTests extends AbsoluteValue {

        static final AtomicInteger ASKED = new AtomicInteger();

        @Override
        DoubleUnaryOperator subject() {
            ASKED.incrementAndGet();
            return x -> Double.NaN;
        }

        @Claim("ZZ-02")
        @Test
        void ofZeroIsZero() {
            assertThat(subject().applyAsDouble(0)).isZero();
        }
    }

    @Test
    void whatIsRejectedOnceIsNotAskedAgain() {
        assertThat(Mutants.complaints(TwoTests.class, "ZZ-02")).isEmpty();
        assertThat(TwoTests.ASKED).hasValue(1);
    }

    @Test
    void aMutantThatAClaimAcceptsIsComplainedOf() {
        assertThat(Mutants.complaints(Square.class, "ZZ-01", "ZZ-02"))
                .containsExactly(
                        Square.class.getName()
                                + ": ZZ-01 accepts it; sharpen the test, or mend the mutant");
    }

    @Test
    void aMutantThatExtendsAnotherTestIsComplainedOf() {
        assertThat(Mutants.complaints(Square.class, "ZZ-03"))
                .containsExactly(
                        Square.class.getName()
                                + ": no test of it carries @Claim(\"ZZ-03\"); let it extend the one"
                                + " that does");
    }
}
