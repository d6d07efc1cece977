package org.firstprinciples.mathfoundations.linearalgebra.storage;

import static org.firstprinciples.mathfoundations.linearalgebra.storage.SafeTensorsException.shown;

import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.mathfoundations.linearalgebra.storage.ElementType.Reading;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Named tensors in a file of the safetensors format.
///
/// | bytes | content |
/// |---|---|
/// | 8 | the length `N` of the header, unsigned, little-endian, at most [#MAX_HEADER_BYTES] |
/// | N | the header, JSON in UTF-8: `{"name":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]}, …}`, begins with `{`, may end in spaces; `__metadata__` is a map from text to text |
/// | rest | the numbers of all tensors, row-major, little-endian, without holes or overlap |
///
/// We write F32 only, in the order given and at a multiple of 8 bytes: the same tensors give the same
/// bytes. What is read becomes a tensor of 32-bit floats:
///
/// | numbers | read | exactness |
/// |---|---|---|
/// | F32, F16, BF16 | always | exact |
/// | BOOL (as 0 and 1), I8, U8, I16, U16 | on request | exact |
/// | I32, U32, I64, U64 | on request | exact up to 2²⁴, the nearest float beyond |
/// | F64 | on request | the nearest float; refused beyond the range of a float |
/// | C64 and floats of 8, 6 and 4 bits | never | |
///
/// A tensor that is not read is passed over, so that it keeps nobody from the others. The file is
/// untrusted: only a regular file is opened, and no array is made before its size was compared with the
/// file's length and with the memory there is.
///
/// - source: Hugging Face, `safetensors`, README, *Format*
public final class SafeTensors {

    /// The longest header that the format allows.
    public static final int MAX_HEADER_BYTES = 100_000_000;

    private static final int LENGTH_BYTES = 8;
    private static final int CHUNK_BYTES = 1 << 16; // a multiple of every element's size

    private static final String MORE_MEMORY =
            "; Java may use %s bytes: give it more with -Xmx"
                    .formatted(Runtime.getRuntime().maxMemory());

    private final Path file;
    private final Header header;
    private final Map<String, Tensor> tensors;

    private SafeTensors(Path file, Header header, Map<String, Tensor> tensors) {
        this.file = file;
        this.header = header;
        this.tensors = tensors;
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

    /// Reads the file; of its tensors those that are exact as floats.
    ///
    /// @throws SafeTensorsException if the file is not what the format asks for, or does not fit into memory
    /// @throws IOException if it is no regular file or cannot be read
    public static SafeTensors read(Path file) throws IOException {
        return read(file, name -> false);
    }

    /// Reads the file, and converts to floats also tensors of other numbers whose names are `requested`.
    ///
    /// @throws SafeTensorsException as [#read(Path)], or if a requested tensor cannot be converted
    /// @throws IOException if it is no regular file or cannot be read
    public static SafeTensors read(Path file, Predicate<String> requested) throws IOException {
        RegularFile.require(file);
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            Header header = readHeader(file, channel, chunk);
            requireMemory(file, header, requested);
            long data = channel.position();
            Map<String, Tensor> tensors = new HashMap<>();
            for (Header.Entry entry : header.entries()) {
                if (isRead(entry, requested)) {
                    channel.position(data + entry.begin());
                    tensors.put(entry.name(), readTensor(file, channel, entry, chunk));
                }
            }
            return new SafeTensors(file, header, tensors);
        } catch (EOFException e) {
            throw new SafeTensorsException(file, "the file became shorter while it was read");
        } catch (OutOfMemoryError e) {
            throw new SafeTensorsException(file, "the file does not fit into memory" + MORE_MEMORY);
        } catch (SafeTensorsException e) {
            throw e;
        } catch (IOException e) {
            throw FileFailure.of("read", file, e);
        }
    }

    private static boolean isRead(Header.Entry entry, Predicate<String> requested) {
        return switch (entry.type().reading()) {
            case ALWAYS -> true;
            case ON_REQUEST, NEVER -> requested.test(entry.name());
        };
    }

    /// A file of gigabytes may take no place on the disk: nothing is read of what could not be kept.
    private static void requireMemory(Path file, Header header, Predicate<String> requested)
            throws SafeTensorsException {
        long bytes =
                header.entries().stream()
                        .filter(entry -> isRead(entry, requested))
                        .mapToLong(entry -> (long) entry.shape().size() * Float.BYTES)
                        .sum();
        if (bytes > Runtime.getRuntime().maxMemory()) {
            throw new SafeTensorsException(
                    file, "its tensors take %s bytes as floats%s".formatted(bytes, MORE_MEMORY));
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

    private static Tensor readTensor(
            Path file, FileChannel channel, Header.Entry entry, ByteBuffer chunk)
            throws IOException {
        ElementType type = entry.type();
        if (type.reading() == Reading.NEVER) {
            throw new SafeTensorsException(
                    file,
                    "tensor '%s' is requested and holds %s; %s and %s can be converted"
                            .formatted(
                                    shown(entry.name()),
                                    type,
                                    ElementType.names(Reading.ALWAYS),
                                    ElementType.names(Reading.ON_REQUEST)));
        }
        float[] numbers = new float[entry.shape().size()];
        int width = type.bits() / Byte.SIZE;
        try {
            for (int i = 0; i < numbers.length; ) {
                int count = Math.min(CHUNK_BYTES / width, numbers.length - i);
                fill(channel, chunk.clear().limit(count * width));
                i += type.decode(chunk, numbers, i);
            }
        } catch (ArithmeticException e) {
            throw new SafeTensorsException(
                    file, "tensor '%s': %s".formatted(shown(entry.name()), e.getMessage()));
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

    /// The names of all tensors, in the order in which their numbers lie in the file.
    public List<String> names() {
        return header.entries().stream().map(Header.Entry::name).toList();
    }

    /// The tensor of this name.
    ///
    /// @throws SafeTensorsException if the file has no such tensor, or it was not read
    public Tensor tensor(String name) throws SafeTensorsException {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new SafeTensorsException(file, whyMissing(name));
        }
        return tensor;
    }

    private String whyMissing(String name) {
        return header.entries().stream()
                .filter(entry -> entry.name().equals(name))
                .map(entry ->
                        "tensor '%s' holds %s and was not read; read the file with a request for it"
                                .formatted(shown(name), entry.type()))
                .findFirst()
                .orElseGet(() ->
                        "there is no tensor '%s'; the %s tensors are: %s"
                                .formatted(
                                        shown(name),
                                        header.entries().size(),
                                        shown(String.join(", ", names()))));
    }

    /// The texts of `__metadata__`, in the order of the file; empty if there are none.
    public Map<String, String> metadata() {
        return header.metadata();
    }
}
