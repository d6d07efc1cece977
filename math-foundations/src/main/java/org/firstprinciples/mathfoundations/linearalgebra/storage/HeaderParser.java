package org.firstprinciples.mathfoundations.linearalgebra.storage;

import static org.firstprinciples.mathfoundations.linearalgebra.storage.SafeTensorsException.shown;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Reads the JSON of a header token by token; whatever is not in the format's grammar is an error at
/// once, so nothing is nested, repeated or large without limit.
final class HeaderParser {

    /// More extents than any tensor library has, and few enough to be harmless.
    static final int MAX_RANK = 64;

    /// More tensors than any model keeps in one file, and few enough to be read in a moment.
    static final int MAX_TENSORS = 100_000;

    /// The same for the texts of `__metadata__`.
    static final int MAX_TEXTS = 100_000;

    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
                    .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxStringLength(SafeTensors.MAX_HEADER_BYTES)
                                    .maxNameLength(SafeTensors.MAX_HEADER_BYTES)
                                    .build())
                    .build();

    private final Path file;
    private final JsonParser json;
    private final int length;

    HeaderParser(Path file, String text) {
        this.file = file;
        this.length = text.length();
        this.json = JSON.createParser(ObjectReadContext.empty(), text);
    }

    /// The tensors in the order of the text, each checked on its own, and the metadata.
    Header parse() throws SafeTensorsException {
        List<Header.Entry> entries = new ArrayList<>();
        Map<String, String> metadata = new LinkedHashMap<>();
        try (json) {
            json.nextToken();
            for (String name = json.nextName(); name != null; name = json.nextName()) {
                if (name.equals(Header.METADATA)) {
                    parseMetadata(metadata);
                } else {
                    requireFewer(MAX_TENSORS, entries.size(), "tensors");
                    entries.add(parseEntry(name));
                }
            }
            if (json.nextToken() != null) {
                throw error(
                        "the header holds more than one JSON value; only spaces may follow the"
                                + " first");
            }
        } catch (UnexpectedEndOfInputException e) {
            throw error("the header ends within its JSON, after " + length + " characters");
        } catch (JacksonException e) {
            throw error(
                    "the header is not valid JSON%s: %s"
                            .formatted(place(e), shown(e.getOriginalMessage())));
        }
        return new Header(entries, metadata);
    }

    private void parseMetadata(Map<String, String> metadata) throws SafeTensorsException {
        require(JsonToken.START_OBJECT, json.nextToken(), "'__metadata__'", "an object of strings");
        for (String key = json.nextName(); key != null; key = json.nextName()) {
            require(
                    JsonToken.VALUE_STRING,
                    json.nextToken(),
                    "'__metadata__' at '%s'".formatted(shown(key)),
                    "a string");
            requireFewer(MAX_TEXTS, metadata.size(), "texts in '__metadata__'");
            metadata.put(key, json.getString());
        }
    }

    private void requireFewer(int most, int count, String what) throws SafeTensorsException {
        if (count == most) {
            throw error(
                    "the header has more than %s %s; at most %s are allowed"
                            .formatted(most, what, most));
        }
    }

    private Header.Entry parseEntry(String name) throws SafeTensorsException {
        String tensor = "tensor '%s'".formatted(shown(name));
        ElementType type = null;
        long @Nullable [] dims = null;
        long @Nullable [] offsets = null;
        require(JsonToken.START_OBJECT, json.nextToken(), tensor, "an object");
        for (String field = json.nextName(); field != null; field = json.nextName()) {
            switch (field) {
                case "dtype" -> type = parseType(tensor);
                case "shape" -> dims = parseNumbers(tensor + " at 'shape'", MAX_RANK);
                case "data_offsets" -> offsets = parseNumbers(tensor + " at 'data_offsets'", 2);
                default ->
                        throw error(
                                "%s has a field '%s'; allowed are dtype, shape and data_offsets"
                                        .formatted(tensor, shown(field)));
            }
        }
        if (type == null || dims == null || offsets == null) {
            throw error(
                    "%s has no %s; dtype, shape and data_offsets are needed"
                            .formatted(
                                    tensor,
                                    type == null
                                            ? "dtype"
                                            : dims == null ? "shape" : "data_offsets"));
        }
        return entry(name, tensor, type, shape(tensor, dims), offsets);
    }

    private Header.Entry entry(
            String name, String tensor, ElementType type, Shape shape, long[] offsets)
            throws SafeTensorsException {
        if (offsets.length != 2 || offsets[0] > offsets[1]) {
            throw error(
                    "%s has data_offsets %s; needed are two numbers, begin ≤ end"
                            .formatted(tensor, Arrays.toString(offsets)));
        }
        long bits = (long) shape.size() * type.bits();
        if (bits % Byte.SIZE != 0) {
            throw error(
                    "%s has shape %s of %s, that is %s bits; a whole number of bytes is needed"
                            .formatted(tensor, shape, type, bits));
        }
        long bytes = bits / Byte.SIZE;
        if (offsets[1] - offsets[0] != bytes) {
            throw error(
                    "%s has data_offsets %s, that is %s bytes; shape %s of %s needs %s"
                            .formatted(
                                    tensor,
                                    Arrays.toString(offsets),
                                    offsets[1] - offsets[0],
                                    shape,
                                    type,
                                    bytes));
        }
        return new Header.Entry(name, type, shape, offsets[0], offsets[1]);
    }

    private ElementType parseType(String tensor) throws SafeTensorsException {
        require(JsonToken.VALUE_STRING, json.nextToken(), tensor + " at 'dtype'", "a string");
        String dtype = json.getString();
        return ElementType.named(dtype)
                .orElseThrow(() ->
                        error(
                                "%s has dtype '%s'; the format knows %s"
                                        .formatted(
                                                tensor,
                                                shown(dtype),
                                                Arrays.stream(ElementType.values())
                                                        .map(ElementType::name)
                                                        .collect(Collectors.joining(", ")))));
    }

    private long[] parseNumbers(String where, int most) throws SafeTensorsException {
        require(JsonToken.START_ARRAY, json.nextToken(), where, "an array of whole numbers");
        long[] numbers = new long[most];
        int count = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            require(JsonToken.VALUE_NUMBER_INT, json.currentToken(), where, "a whole number");
            if (count == most) {
                throw error(
                        "%s has more than %s numbers; at most %s are allowed"
                                .formatted(where, most, most));
            }
            if (json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                    || json.getLongValue() < 0) {
                throw error(
                        "%s has %s; allowed are whole numbers from 0 to %s"
                                .formatted(where, shown(json.getString()), Long.MAX_VALUE));
            }
            numbers[count++] = json.getLongValue();
        }
        return Arrays.copyOf(numbers, count);
    }

    private Shape shape(String tensor, long[] dims) throws SafeTensorsException {
        try {
            return Shape.of(Arrays.stream(dims).mapToInt(Math::toIntExact).toArray());
        } catch (ShapeException | ArithmeticException e) {
            throw error(
                    "%s has shape %s; its extents and their product may be at most %s"
                            .formatted(tensor, Arrays.toString(dims), Integer.MAX_VALUE));
        }
    }

    private void require(JsonToken needed, @Nullable JsonToken got, String where, String allowed)
            throws SafeTensorsException {
        if (got != needed) {
            throw error(
                    "%s has %s where %s is needed"
                            .formatted(
                                    where,
                                    got == null ? "the end" : shown(json.getString()),
                                    allowed));
        }
    }

    private static String place(JacksonException e) {
        TokenStreamLocation location = e.getLocation();
        return location == null ? "" : " at character " + location.getCharOffset();
    }

    private SafeTensorsException error(String problem) {
        return new SafeTensorsException(file, problem);
    }
}
