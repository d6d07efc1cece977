package org.firstprinciples.mathfoundations.linearalgebra.kernels;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationTargetException;
import java.util.Objects;

/// Loads the SIMD kernels once for each width.
///
/// The compiler turns vector code into instructions only where the species is a constant. So each width
/// gets classes of its own, hidden copies of [VectorKernels] and [VectorTiles] whose class data is the
/// width; their species is `static final`.
final class SimdLoader {

    static final Kernels SIMD_128 = load(128);
    static final Kernels SIMD_256 = load(256);
    static final Kernels SIMD_512 = load(512);

    private SimdLoader() {}

    private static Kernels load(int bits) {
        Gemm gemm = new BlockedGemm((Tiles) copy("VectorTiles", bits, new Class<?>[0]));
        return (Kernels) copy("VectorKernels", bits, new Class<?>[] {Gemm.class}, gemm);
    }

    private static Object copy(String name, int bits, Class<?>[] types, Object... arguments) {
        try (InputStream bytes =
                Objects.requireNonNull(SimdLoader.class.getResourceAsStream(name + ".class"))) {
            return MethodHandles.lookup()
                    .defineHiddenClassWithClassData(bytes.readAllBytes(), bits, true)
                    .lookupClass()
                    .getDeclaredConstructor(types)
                    .newInstance(arguments);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalAccessException
                | InstantiationException
                | InvocationTargetException
                | NoSuchMethodException e) {
            throw new IllegalStateException(
                    "SIMD kernels of " + bits + " bits cannot be loaded", e);
        }
    }
}
