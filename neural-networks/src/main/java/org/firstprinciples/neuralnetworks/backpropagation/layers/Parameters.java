package org.firstprinciples.neuralnetworks.backpropagation.layers;

import org.firstprinciples.neuralnetworks.backpropagation.tape.Parameter;
import org.jspecify.annotations.Nullable;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/// The parameters of a model by name, in the order in which its records list them.
///
/// A model is a record of parameters, of other such records and of lists of them. A name is the path of
/// components that leads to the parameter: `blocks.0.attention.query.weight`. A parameter that is reached
/// twice (a tied table) is listed once, under the first path. Components of other types are configuration
/// and are passed over.
public final class Parameters implements Iterable<Parameters.Entry> {

    /// A parameter and its name.
    ///
    /// @param name the path of record components
    /// @param parameter what stands there
    public record Entry(String name, Parameter parameter) {}

    private final List<Entry> entries = new ArrayList<>();

    private Parameters(Record model) {
        collect("", model, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    /// The parameters of this model.
    public static Parameters of(Record model) {
        return new Parameters(model);
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

    private void collect(String path, @Nullable Object part, Set<Object> seen) {
        switch (part) {
            case Parameter parameter -> {
                if (seen.add(parameter)) {
                    entries.add(new Entry(path, parameter));
                }
            }
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    collect(join(path, Integer.toString(i)), list.get(i), seen);
                }
            }
            case Record record -> {
                for (RecordComponent component : record.getClass().getRecordComponents()) {
                    collect(join(path, component.getName()), read(record, component), seen);
                }
            }
            case null, default -> {}
        }
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static @Nullable Object read(Record record, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalArgumentException(
                    "component %s of %s cannot be read"
                            .formatted(component.getName(), record.getClass()),
                    e);
        }
    }
}
