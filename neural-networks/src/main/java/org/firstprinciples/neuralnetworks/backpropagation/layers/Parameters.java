package org.firstprinciples.neuralnetworks.backpropagation.layers;

import org.firstprinciples.neuralnetworks.backpropagation.tape.Parameter;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

/// The parameters of a model by name, in the order in which its records list them.
///
/// A model is a record of parameters, of other such records and of lists of them. A name is the path of
/// components that leads to the parameter: `blocks.0.attention.query.weight`. A parameter that is reached
/// twice (a tied table) is listed once, under the first path. Numbers, texts and enums are configuration; what
/// could hide a parameter (an array, a map, a class that is no record) is refused.
public final class Parameters implements Iterable<Parameters.Entry> {

    /// A parameter and its name.
    ///
    /// @param name the path of record components
    /// @param parameter what stands there
    public record Entry(String name, Parameter parameter) {}

    private final List<Entry> entries;

    private Parameters(List<Entry> entries) {
        this.entries = entries;
    }

    /// The parameters of this model.
    ///
    /// @throws IllegalArgumentException if the model has a component in which a parameter would not be found
    public static Parameters of(Record model) {
        return new Parameters(
                Models.weights(model).entrySet().stream()
                        .filter(entry -> entry.getValue() instanceof Parameter)
                        .map(entry -> new Entry(entry.getKey(), (Parameter) entry.getValue()))
                        .toList());
    }

    /// Those that are learned: all but the frozen.
    public Parameters trainable() {
        return where(entry -> entry.parameter().trainable());
    }

    /// Those that fulfill a condition.
    public Parameters where(Predicate<Entry> condition) {
        return new Parameters(entries.stream().filter(condition).toList());
    }

    /// The parameter of this name.
    ///
    /// @throws IllegalArgumentException if the model has none; the message lists the names there are
    public Parameter get(String name) {
        for (Entry entry : entries) {
            if (entry.name().equals(name)) {
                return entry.parameter();
            }
        }
        throw new IllegalArgumentException(
                "no parameter %s; there are %s"
                        .formatted(name, entries.stream().map(Entry::name).toList()));
    }

    /// How many numbers all parameters have together.
    public long count() {
        return entries.stream().mapToLong(entry -> entry.parameter().shape().size()).sum();
    }

    /// How many parameters there are.
    public int size() {
        return entries.size();
    }

    /// Parameter after parameter, in the order of the walk.
    @Override
    public Iterator<Entry> iterator() {
        return Collections.unmodifiableList(entries).iterator();
    }
}
