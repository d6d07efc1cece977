package org.firstprinciples.notebooksequivalents.activationsvisualized;

import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Which hidden units of a network are *off*: for every image of a set, what goes into their activation is 0 or less.
///
/// A rectifier that is off gives 0 for all of them: it is dead. A NaN is not off.
///
/// @param off by layer and unit
record Census(List<List<Boolean>> off) {

    Census {
        off = off.stream().map(List::copyOf).toList();
    }

    /// The census of a network on all of these images.
    static Census of(Network network, LabeledImages images, Engine engine) {
        Tape tape = new Tape(engine, Mode.inference());
        List<List<Boolean>> off = new ArrayList<>();
        for (Variable z : network.pass(tape.constant(images.pixels())).before()) {
            off.add(units(z));
        }
        return new Census(off);
    }

    private static List<Boolean> units(Variable before) {
        int H = before.shape().last();
        float[] z = before.value().toArray(); // (N,H)
        boolean[] on = new boolean[H]; // (H)
        for (int i = 0; i < z.length; i++) {
            on[i % H] |= !(z[i] <= 0);
        }
        return IntStream.range(0, H).mapToObj(h -> !on[h]).toList();
    }

    /// How many are off in a layer.
    int count(int layer) {
        return units(layer).length;
    }

    /// Those that are off in a layer.
    int[] units(int layer) {
        List<Boolean> units = off.get(layer);
        return IntStream.range(0, units.size()).filter(units::get).toArray();
    }

    /// Whether a unit is off.
    boolean isOff(int layer, int unit) {
        return off.get(layer).get(unit);
    }

    /// Which part of all hidden units is off.
    double share() {
        int all = off.stream().mapToInt(List::size).sum();
        return (double) IntStream.range(0, off.size()).map(this::count).sum() / all;
    }
}
