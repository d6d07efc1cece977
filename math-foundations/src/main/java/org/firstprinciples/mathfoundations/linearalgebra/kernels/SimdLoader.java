package org.firstprinciples.mathfoundations.linearalgebra.kernels;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/// Loads the SIMD kernels once for each width.
///
/// The compiler turns vector code into instructions only where the species is a constant. So each width
/// gets classes of its own: copies of the `Vector…` classes under names with the number of bits,
/// such as `Vector512Kernels` for [VectorKernels]; their species is `static final`. (A hidden class can be loaded
/// more than once as it is. But no other class can name it, so the copies could not call each other.)
final class SimdLoader {

    /// The classes to copy, each behind the interfaces that it implements.
    private static final List<String> CLASSES =
            List.of(
                    "VectorWidth",
                    "VectorRows",
                    "VectorLayerNorm",
                    "VectorExp",
                    "VectorTanh",
                    "VectorGelu",
                    "VectorSoftmaxColumns",
                    "VectorPacking",
                    "VectorTile6x2",
                    "VectorTile6x4",
                    "VectorTiles",
                    "VectorKernels");

    /// How the names of these classes begin.
    private static final String PREFIX =
            SimdLoader.class.getPackageName().replace('.', '/') + "/Vector";

    private static final Map<Integer, Kernels> LOADED = new ConcurrentHashMap<>();

    private SimdLoader() {}

    /// The kernels of this width.
    static Kernels simd(int bits) {
        return LOADED.computeIfAbsent(bits, SimdLoader::load);
    }

    private static Kernels load(int bits) {
        try {
            Class<?> last = SimdLoader.class;
            for (String name : CLASSES) {
                last = MethodHandles.lookup().defineClass(copy(name, bits));
            }
            return (Kernels) last.getDeclaredConstructor().newInstance();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "SIMD kernels of " + bits + " bits cannot be loaded", e);
        }
    }

    /// A class file with the number of bits in all names of copied classes. It names classes in its constant pool
    /// only, as strings; the rest refers to these by their index, and is copied as it is.
    ///
    /// - source: Lindholm et al. 2025, *The Java Virtual Machine Specification*, Java SE 25, sections 4.1 and 4.4
    private static byte[] copy(String name, int bits) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(original(name)));
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(copy);
        out.writeLong(in.readLong()); // magic number and version
        int end = in.readUnsignedShort();
        out.writeShort(end);
        for (int index = 1; index < end; index++) {
            int tag = in.readUnsignedByte();
            out.writeByte(tag);
            if (tag == 1) { // a string
                out.writeUTF(in.readUTF().replace(PREFIX, PREFIX + bits));
            } else {
                out.write(in.readNBytes(bytes(tag)));
            }
            if (tag == 5 || tag == 6) { // a long or a double takes two places
                index++;
            }
        }
        in.transferTo(out);
        return copy.toByteArray();
    }

    private static byte[] original(String name) throws IOException {
        try (InputStream file =
                Objects.requireNonNull(SimdLoader.class.getResourceAsStream(name + ".class"))) {
            return file.readAllBytes();
        }
    }

    /// The bytes behind the tag of a constant that is no string.
    private static int bytes(int tag) {
        return switch (tag) {
            case 7, 8, 16, 19, 20 -> 2; // class, string, type of a method, module, package
            case 15 -> 3; // method handle
            case 5, 6 -> 8; // long, double
            default -> 4; // integer, float, reference to a member, name and type, dynamic call
        };
    }
}
