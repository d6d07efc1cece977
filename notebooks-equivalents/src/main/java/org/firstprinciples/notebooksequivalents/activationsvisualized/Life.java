package org.firstprinciples.notebooksequivalents.activationsvisualized;

import org.firstprinciples.mathfoundations.probability.Philox;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;
import org.firstprinciples.notebooksequivalents.digits.Digits;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Which units of a network were off, from census to census while it learned.
///
/// @param censuses before the first step, and in equal distances
record Life(List<Census> censuses) {

    Life {
        censuses = List.copyOf(censuses);
    }

    /// The life of a network that learns from these digits, with a census on all of them after every so many steps.
    static Life of(
            Setting setting, Digits digits, int censuses, int every, Engine engine, Philox random) {
        LabeledImages images = LabeledImages.of(digits);
        Network network = setting.draw(random);
        Descent descent = setting.descent(network, digits, engine, random);
        List<Census> all = new ArrayList<>();
        all.add(Census.of(network, images, engine));
        for (int census = 0; census < censuses; census++) {
            descent.advance(every);
            all.add(Census.of(network, images, engine));
        }
        return new Life(all);
    }

    /// How many times a unit of this layer was off at one census, the last one aside.
    int timesOff(int layer) {
        return censuses.subList(0, censuses.size() - 1).stream()
                .mapToInt(census -> census.count(layer))
                .sum();
    }

    /// How many of these times it was on at the next.
    int timesBack(int layer) {
        return IntStream.range(1, censuses.size())
                .map(i ->
                        (int)
                                IntStream.of(censuses.get(i - 1).units(layer))
                                        .filter(u -> !censuses.get(i).isOff(layer, u))
                                        .count())
                .sum();
    }

    /// The last census.
    Census end() {
        return censuses.getLast();
    }
}
