package org.firstprinciples.neuralnetworks.backpropagation.layers;

import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Parameter;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Weights;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// What can be done with any model, because it is a record: see [Parameters] for what a path is.
///
/// None of these changes the model that it is given, but for [#load]; what they return shares every part that stays
/// the same.
public final class Models {

    private Models() {}

    /// Parameters and buffers by path, in the order of the walk, each once: what is saved.
    ///
    /// @throws IllegalArgumentException if the model has a component in which a parameter would not be found
    public static Map<String, Weights> weights(Record model) {
        Map<String, Weights> weights = new LinkedHashMap<>();
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Walk.through(
                model,
                (path, part) -> {
                    if (part instanceof Weights leaf && seen.add(leaf)) {
                        weights.put(path, leaf);
                    }
                    return part;
                });
        return Collections.unmodifiableMap(weights);
    }

    /// What a model is apart from its values, by path: the kind of every part, the shape of every parameter and buffer, and
    /// every number, text or enum between them, such as the number of heads, which no shape shows.
    ///
    /// @throws IllegalArgumentException if the model has a component in which a parameter would not be found
    public static Map<String, String> description(Record model) {
        Map<String, String> description = new LinkedHashMap<>();
        Walk.through(
                model,
                (path, part) -> {
                    switch (part) {
                        case Weights weights -> description.put(path, weights.shape().toString());
                        case Record record ->
                                description.put(path, record.getClass().getSimpleName());
                        case List<?> list -> description.put(path, "list of " + list.size());
                        default -> description.put(path, text(part));
                    }
                    return part;
                });
        return Collections.unmodifiableMap(description);
    }

    /// Arrays by their elements.
    private static String text(Object value) {
        String inBrackets = Arrays.deepToString(new Object[] {value});
        return inBrackets.substring(1, inBrackets.length() - 1);
    }

    /// The model with another part at a path. A `*` stands for any one component, so `blocks.*.attention.query` names
    /// that part of every block.
    ///
    /// @param type what stands there
    /// @param edit the new part, made of the old one
    /// @throws IllegalArgumentException if no part of this type stands at such a path, or its record does not accept the
    ///     new one
    public static <M extends Record, T> M replace(
            M model, String path, Class<T> type, UnaryOperator<T> edit) {
        Pattern pattern = Pattern.compile(Pattern.quote(path).replace("*", "\\E[^.]+\\Q"));
        Set<String> met = new TreeSet<>();
        boolean[] found = {false};
        Object edited =
                Walk.through(
                        model,
                        (place, part) -> {
                            if (!pattern.matcher(place).matches()) {
                                met.add(place);
                                return part;
                            }
                            if (!type.isInstance(part)) {
                                throw new IllegalArgumentException(
                                        "%s is a %s, not a %s"
                                                .formatted(
                                                        place,
                                                        part.getClass().getSimpleName(),
                                                        type.getSimpleName()));
                            }
                            found[0] = true;
                            return edit.apply(type.cast(part));
                        });
        if (!found[0]) {
            met.remove("");
            throw new IllegalArgumentException(
                    "the model has no part %s; there are %s".formatted(path, met));
        }
        return same(model, edited);
    }

    /// The model with the same values in arrays of their own. What was tied stays tied, what was frozen stays frozen.
    public static <M extends Record> M copy(M model) {
        return mapWeights(model, Weights::copy);
    }

    /// The model with all its parameters frozen: constants that share the live values of this one.
    public static <M extends Record> M frozen(M model) {
        return mapWeights(
                model,
                weights -> weights instanceof Parameter parameter ? parameter.frozen() : weights);
    }

    /// Reads the value of every parameter and buffer from a source; nothing is changed unless all of them fit.
    ///
    /// @param source from a path to its value; where weights come under foreign names, it translates
    /// @throws ShapeException if a value has another shape than the model needs; the message names both
    /// @throws IllegalArgumentException if a value is NaN or infinite
    public static void load(Record model, Function<String, Tensor> source) {
        IdentityHashMap<Weights, float[]> values = new IdentityHashMap<>();
        weights(model)
                .forEach((path, weights) -> {
                    Tensor value = source.apply(path);
                    if (!value.shape().equals(weights.shape())) {
                        throw new ShapeException(
                                "%s has shape %s in the source, the model needs %s"
                                        .formatted(path, value.shape(), weights.shape()));
                    }
                    float[] numbers = value.toArray();
                    for (int i = 0; i < numbers.length; i++) {
                        if (!Float.isFinite(numbers[i])) {
                            throw new IllegalArgumentException(
                                    "%s must be finite, element %s is %s"
                                            .formatted(path, i, numbers[i]));
                        }
                    }
                    values.put(weights, numbers);
                });
        values.forEach((weights, numbers) ->
                System.arraycopy(numbers, 0, weights.values(), 0, numbers.length));
    }

    private static <M extends Record> M mapWeights(M model, UnaryOperator<Weights> edit) {
        IdentityHashMap<Weights, Weights> others = new IdentityHashMap<>();
        return same(
                model,
                Walk.through(
                        model,
                        (path, part) ->
                                part instanceof Weights weights
                                        ? others.computeIfAbsent(weights, edit)
                                        : part));
    }

    @SuppressWarnings("unchecked") // a walk makes of a record one of the same class
    private static <M extends Record> M same(M model, Object edited) {
        return (M) model.getClass().cast(edited);
    }
}
