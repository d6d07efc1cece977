package org.firstprinciples.notebooksequivalents.numpyneuralnet;

import org.firstprinciples.mathfoundations.probability.Binomial;
import org.firstprinciples.notebooksequivalents.digits.Digits;
import org.firstprinciples.notebooksequivalents.digits.Fold;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/// The answers of a rule that was taught once for each fold, on the part that it was not taught with.
///
/// @param folds the parts
/// @param answers for each fold, those for its validation part
record CrossValidation(List<Fold> folds, List<int[]> answers) {

    /// A digit that was judged.
    ///
    /// @param image `(8,8)`
    /// @param label what it is
    /// @param answer what was read
    record Judged(double[][] image, int label, int answer) {}

    /// Asks the rule of each fold.
    static CrossValidation of(List<Fold> folds, IntFunction<int[]> answers) {
        List<int[]> all = new ArrayList<>();
        for (int f = 0; f < folds.size(); f++) {
            all.add(answers.apply(f));
        }
        return new CrossValidation(folds, all);
    }

    /// Every digit, fold after fold.
    List<Judged> judged() {
        List<Judged> judged = new ArrayList<>();
        for (int f = 0; f < folds.size(); f++) {
            Digits digits = folds.get(f).validation();
            for (int n = 0; n < digits.size(); n++) {
                judged.add(new Judged(digits.image(n), digits.labels()[n], answers.get(f)[n]));
            }
        }
        return judged;
    }

    /// How many answers are wrong.
    int mistakes() {
        return (int) judged().stream().filter(d -> d.answer() != d.label()).count();
    }

    /// The share of right answers in each fold.
    double[] accuracies() {
        double[] accuracies = new double[folds.size()]; // (folds)
        for (int f = 0; f < accuracies.length; f++) {
            int[] labels = folds.get(f).validation().labels();
            int right = 0;
            for (int n = 0; n < labels.length; n++) {
                right += answers.get(f)[n] == labels[n] ? 1 : 0;
            }
            accuracies[f] = (double) right / labels.length;
        }
        return accuracies;
    }

    /// How often digit `i` was read as `j`, `(10,10)`.
    int[][] confusion() {
        int[][] counts = new int[Digits.CLASSES][Digits.CLASSES];
        judged().forEach(d -> counts[d.label()][d.answer()]++);
        return counts;
    }

    /// Where two rules differ: the digits that only this one reads, and those that only the other one reads.
    Comparison against(CrossValidation other) {
        List<Judged> mine = judged();
        List<Judged> theirs = other.judged();
        int onlyMine = 0;
        int onlyTheirs = 0;
        for (int n = 0; n < mine.size(); n++) {
            boolean right = mine.get(n).answer() == mine.get(n).label();
            boolean otherRight = theirs.get(n).answer() == theirs.get(n).label();
            onlyMine += right && !otherRight ? 1 : 0;
            onlyTheirs += otherRight && !right ? 1 : 0;
        }
        return new Comparison(onlyMine, onlyTheirs);
    }

    /// Two rules on the same digits.
    ///
    /// @param onlyFirst digits that only the first reads
    /// @param onlySecond digits that only the second reads
    record Comparison(int onlyFirst, int onlySecond) {

        /// The sign test: if neither were better, how likely would the first win so often, or more often?
        double chance() {
            Binomial coins = new Binomial(onlyFirst + onlySecond, 0.5);
            double chance = 0;
            for (int k = onlyFirst; k <= coins.largest(); k++) {
                chance += coins.mass(k);
            }
            return Math.min(1, chance);
        }
    }
}
