package org.firstprinciples.neuralnetworks.backpropagation.layers;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Weights;
import org.jspecify.annotations.Nullable;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/// The one way through a model: records by their components and lists by their elements, down to [Weights].
///
/// What it cannot look into is refused, for a parameter in there would never be trained, saved or copied.
final class Walk {

    /// What becomes of a part, given its path: itself, to go on inside of it, or another in its place.
    private final BiFunction<String, Object, Object> edit;

    private Walk(BiFunction<String, Object, Object> edit) {
        this.edit = edit;
    }

    /// Shows every part of a model to `edit`, wholes before their parts, and returns the model with the parts that it
    /// exchanged. A part in which nothing was exchanged is the very same object.
    static Object through(Record model, BiFunction<String, Object, Object> edit) {
        Object edited = new Walk(edit).visit("", model);
        if (edited == null) {
            throw new IllegalArgumentException("a model cannot be replaced by nothing");
        }
        return edited;
    }

    private @Nullable Object visit(String path, @Nullable Object part) {
        if (part == null) {
            return null;
        }
        Object other = edit.apply(path, part);
        if (other != part) {
            return other;
        }
        return switch (part) {
            case Weights weights -> weights;
            case Record record -> components(path, record);
            case List<?> list -> elements(path, list);
            default -> {
                requireConfiguration(path, part);
                yield part;
            }
        };
    }

    private Object elements(String path, List<?> list) {
        List<Object> elements = new ArrayList<>(list);
        boolean same = true;
        for (int i = 0; i < elements.size(); i++) {
            Object element = visit(join(path, Integer.toString(i)), list.get(i));
            if (element == null) {
                throw new IllegalArgumentException(
                        "a list of parts has no place for nothing: %s"
                                .formatted(join(path, Integer.toString(i))));
            }
            same &= element == list.get(i);
            elements.set(i, element);
        }
        return same ? list : List.copyOf(elements);
    }

    private Record components(String path, Record record) {
        RecordComponent[] components = record.getClass().getRecordComponents();
        @Nullable Object[] values = new @Nullable Object[components.length];
        boolean same = true;
        for (int i = 0; i < components.length; i++) {
            Object before = read(record, components[i]);
            values[i] = visit(join(path, components[i].getName()), before);
            same &= values[i] == before;
        }
        return same ? record : construct(path, record.getClass(), components, values);
    }

    /// A value that holds no parameters.
    private static void requireConfiguration(String path, Object part) {
        boolean configuration =
                part instanceof Number
                        || part instanceof Boolean
                        || part instanceof Character
                        || part instanceof CharSequence
                        || part instanceof Enum<?>
                        || part instanceof Shape
                        || part.getClass().isArray()
                                && part.getClass().getComponentType().isPrimitive();
        if (!configuration) {
            throw new IllegalArgumentException(
                    "%s is a %s, and a parameter in it would never be found; let it be a record, a list, a parameter, a buffer, or a number, text, enum or shape"
                            .formatted(
                                    path.isEmpty() ? "the model" : path,
                                    part.getClass().getTypeName()));
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

    private static Record construct(
            String path,
            Class<? extends Record> type,
            RecordComponent[] components,
            @Nullable Object[] values) {
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = components[i].getType();
            if (values[i] != null && !types[i].isPrimitive() && !types[i].isInstance(values[i])) {
                throw new IllegalArgumentException(
                        "%s must be a %s, got a %s"
                                .formatted(
                                        join(path, components[i].getName()),
                                        types[i].getTypeName(),
                                        values[i].getClass().getTypeName()));
            }
        }
        try {
            Constructor<? extends Record> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(
                    "%s does not accept its new parts: %s"
                            .formatted(path.isEmpty() ? type : path, e.getTargetException().getMessage()),
                    e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("%s cannot be made".formatted(type), e);
        }
    }
}
