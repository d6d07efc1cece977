package org.firstprinciples.notebooksequivalents.backpropfromscratch;

import org.firstprinciples.mathfoundations.calculus.Arithmetic;
import org.firstprinciples.mathfoundations.calculus.Dual;
import org.firstprinciples.mathfoundations.calculus.ScalarFunction;
import org.firstprinciples.neuralnetworks.backpropagation.Counted;
import org.firstprinciples.neuralnetworks.backpropagation.ReverseNumber;

import java.util.ArrayList;
import java.util.List;

/// What a function and its derivatives cost, in operations of numbers; constants cost nothing.
///
/// @param function one pass forward
/// @param backward the pass back, for the whole gradient
/// @param dual one pass of dual numbers, for the slope along one direction
record Cost(long function, long backward, long dual) {

    /// Counts by running each on numbers that count.
    static Cost of(ScalarFunction f, double... x) {
        long[] count = new long[1];
        List<Counted> leaves = new ArrayList<>();
        List<Dual<Counted>> moving = new ArrayList<>();
        for (double number : x) {
            Counted leaf = new Counted(number, count);
            leaves.add(leaf);
            moving.add(new Dual<>(leaf, new Counted(1, count)));
        }
        f.of(leaves);
        long function = count[0];
        count[0] = 0;
        ReverseNumber.adjoints(f, leaves);
        long both = count[0];
        count[0] = 0;
        f.of(moving);
        return new Cost(function, both - function, count[0]);
    }

    /// Operations back for each operation forward.
    double ratio() {
        return backward / (double) function;
    }

    /// A function of one operation.
    enum Single implements ScalarFunction {
        /// `x + y`.
        SUM("$x+y$"),
        /// `x − y`.
        DIFFERENCE("$x-y$"),
        /// `x·y`.
        PRODUCT("$x\\cdot y$"),
        /// `x/y`.
        QUOTIENT("$x/y$"),
        /// `eˣ`.
        EXPONENTIAL("$e^x$"),
        /// `ln x`.
        LOGARITHM("$\\ln x$"),
        /// `sin x`.
        SINE("$\\sin x$"),
        /// `cos x`.
        COSINE("$\\cos x$"),
        /// `tanh x`.
        HYPERBOLIC_TANGENT("$\\tanh x$"),
        /// `√x`.
        ROOT("$\\sqrt x$");

        private final String formula;

        Single(String formula) {
            this.formula = formula;
        }

        /// As one writes it, in TeX.
        String formula() {
            return formula;
        }

        @Override
        public <T extends Arithmetic<T>> T of(List<T> x) {
            T a = x.getFirst();
            T b = x.getLast();
            return switch (this) {
                case SUM -> a.plus(b);
                case DIFFERENCE -> a.minus(b);
                case PRODUCT -> a.times(b);
                case QUOTIENT -> a.dividedBy(b);
                case EXPONENTIAL -> a.exp();
                case LOGARITHM -> a.log();
                case SINE -> a.sin();
                case COSINE -> a.cos();
                case HYPERBOLIC_TANGENT -> a.tanh();
                case ROOT -> a.sqrt();
            };
        }
    }
}
