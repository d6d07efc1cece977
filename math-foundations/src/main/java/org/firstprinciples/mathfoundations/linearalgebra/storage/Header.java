package org.firstprinciples.mathfoundations.linearalgebra.storage;

import static org.firstprinciples.mathfoundations.linearalgebra.storage.SafeTensorsException.shown;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// The header of a safetensors file: where each tensor lies, and the free texts.
///
/// @param entries the tensors in the order of their data, which they cover without holes or overlap
/// @param metadata the texts of `__metadata__`
record Header(List<Entry> entries, Map<String, String> metadata) {

    static final String METADATA = "__metadata__";

    private static final int ALIGNMENT = 8;

    private static final JsonFactory JSON =
            JsonFactory.builder().disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES).build();

    /// One tensor: bytes `begin` to `end` (exclusive) of the data.
    record Entry(String name, ElementType type, Shape shape, long begin, long end) {

        @Override
        public String toString() {
            return "'%s' (bytes %s to %s)".formatted(shown(name), begin, end);
        }
    }

    /// The header's bytes, padded with spaces so that the data is aligned.
    static byte[] encode(Path file, Map<String, Tensor> tensors, Map<String, String> metadata)
            throws SafeTensorsException {
        if (tensors.containsKey(METADATA)) {
            throw new SafeTensorsException(
                    file,
                    "a tensor cannot be called '%s': the name is reserved".formatted(METADATA));
        }
        StringWriter text = new StringWriter();
        long end = 0;
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            if (!metadata.isEmpty()) {
                json.writeObjectPropertyStart(METADATA);
                metadata.forEach(json::writeStringProperty);
                json.writeEndObject();
            }
            for (Map.Entry<String, Tensor> tensor : tensors.entrySet()) {
                long begin = end;
                end += (long) tensor.getValue().shape().size() * Float.BYTES;
                writeEntry(json, tensor.getKey(), tensor.getValue().shape(), begin, end);
            }
            json.writeEndObject();
        }
        byte[] header = padded(file, text.toString());
        decode(file, ByteBuffer.wrap(header), end); // nothing is written that could not be read
        return header;
    }

    private static void writeEntry(
            JsonGenerator json, String name, Shape shape, long begin, long end) {
        json.writeObjectPropertyStart(name);
        json.writeStringProperty("dtype", ElementType.F32.name());
        json.writeArrayPropertyStart("shape");
        for (int i = 0; i < shape.rank(); i++) {
            json.writeNumber(shape.dim(i));
        }
        json.writeEndArray();
        json.writeName("data_offsets");
        json.writeArray(new long[] {begin, end}, 0, 2);
        json.writeEndObject();
    }

    private static byte[] padded(Path file, String text) throws SafeTensorsException {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            int length = Math.ceilDiv(bytes.remaining(), ALIGNMENT) * ALIGNMENT;
            if (length > SafeTensors.MAX_HEADER_BYTES) {
                throw new SafeTensorsException(
                        file,
                        "the header would have %s bytes; at most %s are allowed"
                                .formatted(length, SafeTensors.MAX_HEADER_BYTES));
            }
            byte[] header = new byte[length];
            Arrays.fill(header, (byte) ' ');
            bytes.get(header, 0, bytes.remaining());
            return header;
        } catch (CharacterCodingException e) {
            throw new SafeTensorsException(
                    file, "a name or a text is not Unicode: it holds half of a surrogate pair");
        }
    }

    /// The header in these bytes, checked: well-formed, each tensor of a known type and of the length
    /// that its shape asks for, and all of them side by side on exactly `dataBytes` bytes.
    static Header decode(Path file, ByteBuffer bytes, long dataBytes) throws SafeTensorsException {
        if (!bytes.hasRemaining() || bytes.get(bytes.position()) != '{') {
            throw new SafeTensorsException(
                    file,
                    bytes.hasRemaining()
                            ? "the header begins with byte 0x%02x; it must begin with '{', byte 0x7b"
                                    .formatted(bytes.get(bytes.position()))
                            : "the header has 0 bytes; it must begin with '{'");
        }
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new SafeTensorsException(
                    file,
                    "the header is not UTF-8: invalid from byte %s on".formatted(bytes.position()));
        }
        Header header = new HeaderParser(file, text).parse();
        List<Entry> entries =
                header.entries.stream()
                        .sorted(
                                Comparator.comparingLong(Entry::begin)
                                        .thenComparingLong(Entry::end))
                        .toList();
        requireCovered(file, entries, dataBytes);
        return new Header(entries, Collections.unmodifiableMap(header.metadata));
    }

    private static void requireCovered(Path file, List<Entry> entries, long dataBytes)
            throws SafeTensorsException {
        for (Entry entry : entries) {
            if (entry.end > dataBytes) {
                throw new SafeTensorsException(
                        file,
                        "tensor %s ends after the file's %s bytes of data"
                                .formatted(entry, dataBytes));
            }
        }
        long covered = 0;
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            if (entry.begin < covered) {
                throw new SafeTensorsException(
                        file,
                        "tensors %s and %s overlap; each byte of data must belong to one tensor"
                                .formatted(entries.get(i - 1), entry));
            }
            requireNoHole(file, covered, entry.begin);
            covered = entry.end;
        }
        requireNoHole(file, covered, dataBytes);
    }

    private static void requireNoHole(Path file, long from, long to) throws SafeTensorsException {
        if (from < to) {
            throw new SafeTensorsException(
                    file,
                    "bytes %s to %s of the data belong to no tensor; each byte must belong to one tensor"
                            .formatted(from, to));
        }
    }
}
