package org.firstprinciples.curriculum.exercises;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A call of an exercise's body. The body must leave its arguments, and the object that it belongs to, as they were: a
/// test may compare the result with them. An [Attempt] makes one where the body begins, and asks it where the body ends.
///
/// The last calls of a test are remembered, so that a failure can show the values that the body was given.
public final class BodyCall {

    private static final int REMEMBERED = 3;
    private static final int LONGEST = 120; // characters of a value that is shown
    private static final @Nullable BodyCall[] RECENT = new @Nullable BodyCall[REMEMBERED];
    private static int calls; // since the test began
    private static String failed = "";

    private final String method;
    private final String[] names;
    private final @Nullable Object[] arguments;
    private final @Nullable Object[] before; // what each argument held; itself where it may change

    /// The body begins.
    ///
    /// @param method what is called
    /// @param names of the arguments, with spaces between; `this` is the object
    /// @param changes the names of those that the body is there to change
    /// @param arguments as many as names
    public BodyCall(String method, String names, String changes, @Nullable Object[] arguments) {
        this.method = method;
        this.names = names.isEmpty() ? new String[0] : names.split(" ", -1);
        this.arguments = arguments;
        List<String> changing = List.of(changes.split(" ", -1));
        this.before = new @Nullable Object[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            before[i] = changing.contains(this.names[i]) ? null : held(arguments[i]);
        }
        RECENT[calls++ % REMEMBERED] = this;
    }

    /// The body ends.
    ///
    /// @throws AssertionError if an argument is not what it was; the message says which
    public void requireArguments() {
        for (int i = 0; i < arguments.length; i++) {
            @Nullable Object was = before[i];
            if (was != null
                    && !Arrays.deepEquals(new Object[] {was}, new Object[] {held(arguments[i])})) {
                throw new AssertionError(
                        "%s changes its argument %s: expected: %s but was: %s"
                                .formatted(method, names[i], text(was), text(held(arguments[i]))));
            }
        }
    }

    /// A test begins: what was before it is forgotten.
    public static void beginTest() {
        calls = 0;
        failed = "";
    }

    /// A try of a property begins: its calls are noted apart from those of the tries before it.
    public static void beginTry() {
        calls = 0;
    }

    /// A test or a try failed, and the calls in it may tell why.
    public static void noteFailure() {
        if (calls > 0) {
            failed =
                    IntStream.range(Math.max(0, calls - REMEMBERED), calls)
                            .mapToObj(i -> RECENT[i % REMEMBERED])
                            .filter(Objects::nonNull)
                            .map(BodyCall::shown)
                            .collect(Collectors.joining(", "));
        }
    }

    /// The last calls before the last failure, `mean(x = [3.0, 4.0])`; empty if nothing failed.
    public static String callsBeforeFailure() {
        return failed;
    }

    private String shown() {
        StringBuilder call = new StringBuilder(method).append('(');
        for (int i = 0; i < arguments.length; i++) {
            call.append(i == 0 ? "" : ", ")
                    .append(names[i])
                    .append(" = ")
                    .append(text(arguments[i]));
        }
        return call.append(')').toString();
    }

    private static String text(@Nullable Object value) {
        String array = Arrays.deepToString(new @Nullable Object[] {value});
        String text = array.substring(1, array.length() - 1).replaceAll("\\s+", " ");
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " …";
    }

    /// What a value holds, copied: arrays, collections, and the fields of the book's own types, however deep. Anything else
    /// stands for itself.
    private static Object held(@Nullable Object value) {
        return held(value, new IdentityHashMap<>());
    }

    private static Object held(@Nullable Object value, Map<Object, Integer> met) {
        if (value == null) {
            return "null";
        }
        @Nullable Object copy = copyOfNumbers(value);
        if (copy != null) {
            return copy;
        }
        if (!(value instanceof Object[]
                || value instanceof Collection
                || value instanceof Map
                || isOfTheBook(value.getClass()))) {
            return value;
        }
        @Nullable Integer earlier = met.putIfAbsent(value, met.size());
        if (earlier != null) {
            return earlier;
        }
        return parts(value).map(part -> held(part, met)).toArray();
    }

    private static @Nullable Object copyOfNumbers(Object value) {
        return switch (value) {
            case double[] x -> x.clone();
            case float[] x -> x.clone();
            case long[] x -> x.clone();
            case int[] x -> x.clone();
            case short[] x -> x.clone();
            case byte[] x -> x.clone();
            case char[] x -> x.clone();
            case boolean[] x -> x.clone();
            default -> null;
        };
    }

    private static Stream<@Nullable Object> parts(Object value) {
        return switch (value) {
            case Object[] array -> Arrays.stream(array);
            case Collection<?> elements -> elements.stream().map(e -> e);
            case Map<?, ?> map ->
                    map.entrySet().stream().flatMap(e -> Stream.of(e.getKey(), e.getValue()));
            default -> FIELDS.get(value.getClass()).stream().map(f -> read(f, value));
        };
    }

    /// Functions that are written as lambdas are hidden classes, and hold nothing that a body could change.
    private static boolean isOfTheBook(Class<?> type) {
        return type.getName().startsWith("org.firstprinciples.")
                && !type.isHidden()
                && !Enum.class.isAssignableFrom(type);
    }

    private static final ClassValue<List<Field>> FIELDS =
            new ClassValue<>() {
                @Override
                protected List<Field> computeValue(Class<?> type) {
                    List<Field> fields = new ArrayList<>();
                    for (@Nullable Class<?> t = type;
                            t != null && isOfTheBook(t);
                            t = t.getSuperclass()) {
                        for (Field field : t.getDeclaredFields()) {
                            if (!Modifier.isStatic(field.getModifiers())) {
                                field.setAccessible(true);
                                fields.add(field);
                            }
                        }
                    }
                    return fields;
                }
            };

    private static @Nullable Object read(Field field, Object owner) {
        try {
            return field.get(owner);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
