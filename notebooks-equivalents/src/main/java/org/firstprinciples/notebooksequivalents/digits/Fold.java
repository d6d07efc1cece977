package org.firstprinciples.notebooksequivalents.digits;

import org.firstprinciples.mathfoundations.probability.Philox;

import java.util.ArrayList;
import java.util.List;

/// Digits to learn from, and digits to judge by.
///
/// @param training to learn from
/// @param validation to judge by: none of them is in `training`
public record Fold(Digits training, Digits validation) {

    /// Cuts digits into `count` parts and gives each part the turn to be judged by, with all others to learn from.
    ///
    /// Every class is dealt out like a pack of cards, one to each part in turn; so each part has as many of a class as any other,
    /// give or take one, and every digit is judged exactly once.
    ///
    /// @throws IllegalArgumentException if there are not at least 2 parts, or fewer digits than parts
    public static List<Fold> stratified(Digits digits, int count, Philox random) {
        if (count < 2 || count > digits.size()) {
            throw new IllegalArgumentException(
                    "from 2 to %s parts are possible, got %s".formatted(digits.size(), count));
        }
        int[] part = new int[digits.size()]; // (N)
        int dealt = 0;
        for (int label = 0; label < Digits.CLASSES; label++) {
            List<Integer> pack = new ArrayList<>();
            for (int n = 0; n < digits.size(); n++) {
                if (digits.labels()[n] == label) {
                    pack.add(random.below(pack.size() + 1, label, n), n);
                }
            }
            for (int n : pack) {
                part[n] = dealt % count;
                dealt++;
            }
        }
        List<Fold> folds = new ArrayList<>();
        for (int f = 0; f < count; f++) {
            List<Integer> training = new ArrayList<>();
            List<Integer> validation = new ArrayList<>();
            for (int n = 0; n < part.length; n++) {
                (part[n] == f ? validation : training).add(n);
            }
            folds.add(new Fold(digits.select(training), digits.select(validation)));
        }
        return folds;
    }
}
