package org.firstprinciples.mathfoundations.linearalgebra.storage;

import static org.firstprinciples.mathfoundations.linearalgebra.storage.SafeTensorsException.shown;

import org.firstprinciples.mathfoundations.linearalgebra.Tensor;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// Named tensors in a file of the safetensors format.
///
/// | bytes | content |
/// |---|---|
/// | 8 | the length `N` of the header, unsigned, little-endian, at most [#MAX_HEADER_BYTES] |
/// | N | the header, JSON in UTF-8: `{"name":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]}, …}`, begins with `{`, may end in spaces; `__metadata__` is a map from text to text |
/// | rest | the numbers of all tensors, row-major, little-endian, without holes or overlap |
///
/// We write F32 only, in the order given and at a multiple of 8 bytes: the same tensors give the same
/// bytes. We read F32, F16 and BF16, the latter two converted exactly. The file is untrusted: no array
/// is made before its size was compared with the file's length.
///
/// - source: Hugging Face, `safetensors`, README, *Format*
public final class SafeTensors {

    /// The longest header that the format allows.
    public static final int MAX_HEADER_BYTES = 100_000_000;

    private static final int LENGTH_BYTES = 8;
    private static final int CHUNK_BYTES = 1 << 16; // a multiple of every element's size

    private final Path file;
    private final SequencedMap<String, Tensor> tensors;
    private final Map<String, String> metadata;

    private SafeTensors(
            Path file, SequencedMap<String, Tensor> tensors, Map<String, String> metadata) {
        this.file = file;
        this.tensors = tensors;
        this.metadata = metadata;
    }

    /// Writes the tensors in the order of the map, in place of the file that may be there: by
    /// [AtomicFile], so that a reader finds the old file or the new one.
    ///
    /// @throws SafeTensorsException if [#read] would refuse the file: a tensor called `__metadata__`, text
    ///     that is not Unicode, a header that is too long
    /// @throws IOException if the file cannot be written
    public static void write(Path file, Map<String, Tensor> tensors, Map<String, String> metadata)
            throws IOException {
        byte[] header = Header.encode(file, tensors, metadata);
        AtomicFile.write(
                file,
                out -> {
                    byte[] chunk = new byte[CHUNK_BYTES];
                    ByteBuffer view = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN);
                    view.putLong(header.length);
                    out.write(chunk, 0, LENGTH_BYTES);
                    out.write(header);
                    for (Tensor tensor : tensors.values()) {
                        float[] numbers = tensor.toArray();
                        for (int i = 0; i < numbers.length; i += CHUNK_BYTES / Float.BYTES) {
                            int count = Math.min(CHUNK_BYTES / Float.BYTES, numbers.length - i);
                            view.clear().asFloatBuffer().put(numbers, i, count);
                            out.write(chunk, 0, count * Float.BYTES);
                        }
                    }
                });
    }

    /// Reads the whole file.
    ///
    /// @throws SafeTensorsException if the file is not what the format asks for, or if a tensor is of
    ///     another type than F32, F16 or BF16
    /// @throws IOException if the file cannot be read
    public static SafeTensors read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            Header header = readHeader(file, channel, chunk);
            SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
            for (Header.Entry entry : header.entries()) {
                tensors.put(entry.name(), readTensor(channel, entry, chunk));
            }
            return new SafeTensors(file, tensors, header.metadata());
        } catch (EOFException e) {
            throw new SafeTensorsException(file, "the file became shorter while it was read");
        }
    }

    private static Header readHeader(Path file, FileChannel channel, ByteBuffer chunk)
            throws IOException {
        long bytes = channel.size();
        if (bytes < LENGTH_BYTES) {
            throw new SafeTensorsException(
                    file,
                    "the file has %s bytes; it must begin with %s bytes that hold the length of its header"
                            .formatted(bytes, LENGTH_BYTES));
        }
        fill(channel, chunk.clear().limit(LENGTH_BYTES));
        long length = chunk.getLong(); // unsigned
        long most = Math.min(MAX_HEADER_BYTES, bytes - LENGTH_BYTES);
        if (Long.compareUnsigned(length, most) > 0) {
            throw new SafeTensorsException(
                    file,
                    "the header's length is stated as %s bytes; the file has %s bytes after this number, and at most %s are allowed"
                            .formatted(
                                    Long.toUnsignedString(length),
                                    bytes - LENGTH_BYTES,
                                    MAX_HEADER_BYTES));
        }
        ByteBuffer header = ByteBuffer.allocate((int) length);
        fill(channel, header);
        return Header.decode(file, header, bytes - LENGTH_BYTES - length);
    }

    private static Tensor readTensor(FileChannel channel, Header.Entry entry, ByteBuffer chunk)
            throws IOException {
        float[] numbers = new float[entry.shape().size()];
        int width = entry.type().bytes();
        for (int i = 0; i < numbers.length; ) {
            int count = Math.min(CHUNK_BYTES / width, numbers.length - i);
            fill(channel, chunk.clear().limit(count * width));
            i += entry.type().decode(chunk, numbers, i);
        }
        return Tensor.of(entry.shape(), numbers);
    }

    private static void fill(FileChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException();
            }
        }
        buffer.flip();
    }

    /// The names of the tensors, in the order in which their numbers lie in the file.
    public List<String> names() {
        return List.copyOf(tensors.sequencedKeySet());
    }

    /// The tensor of this name.
    ///
    /// @throws SafeTensorsException if the file has no such tensor
    public Tensor tensor(String name) throws SafeTensorsException {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new SafeTensorsException(
                    file,
                    "there is no tensor '%s'; the %s tensors are: %s"
                            .formatted(
                                    shown(name),
                                    tensors.size(),
                                    shown(String.join(", ", names()))));
        }
        return tensor;
    }

    /// The texts of `__metadata__`, in the order of the file; empty if there are none.
    public Map<String, String> metadata() {
        return metadata;
    }
}
