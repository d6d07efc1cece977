package org.firstprinciples.mathfoundations.linearalgebra.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/// Once compiled, no loop allocates: a vector that lands on the heap costs more than the arithmetic it is
/// for.
class AllocationTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int CALLS = 500;
    private static final long PATIENCE = 60_000_000_000L; // nanoseconds until all must be compiled

    /// Bytes of a product's tasks and bounds.
    private static final double A_FEW_OBJECTS = 256;

    @Test
    void loopsAllocateNothing() {
        Map<String, Double> allocations = new LinkedHashMap<>();
        for (int bits : Widths.ofThisMachine()) {
            loops(Kernels.simd(bits))
                    .forEach((name, loop) ->
                            allocations.put(bits + " " + name, bytesPerCall(loop, 0.5)));
        }
        allocations.values().removeIf(bytes -> bytes < 0.5);
        assertThat(allocations).isEmpty();
    }

    private static Map<String, Runnable> loops(Kernels kernels) {
        float[] x = Values.ORDINARY.array(new Random(1), 200);
        float[] y = Values.ORDINARY.array(new Random(2), 200);
        float[] z = new float[200];
        Map<String, Runnable> loops = new LinkedHashMap<>();
        for (RowLoop.Method method : RowLoop.Method.values()) {
            loops.put(method.name(), () -> method.run(kernels, 137, x, 1, y, 2, z, 3));
        }
        ColumnsCall call = new ColumnsCall(64, 32, 20, 0, 0, Values.ORDINARY, 1);
        ColumnsCall.State state = call.state();
        ColumnsCall.Subject forward = ColumnsCall.forward(kernels);
        ColumnsCall.Subject gradient = ColumnsCall.gradient(kernels);
        loops.put(
                "SOFTMAX_COLUMNS",
                () -> {
                    Arrays.fill(state.m(), Float.NEGATIVE_INFINITY);
                    forward.run(call, state);
                });
        loops.put("SOFTMAX_COLUMNS_GRADIENT", () -> gradient.run(call, state));
        return loops;
    }

    @Test
    void productsAllocateAFewObjects() {
        Product[] products = {
            Product.of(30, 70, 40),
            Product.transposedA(32, 32, 64).strides(32, 64, 64),
            Product.transposedB(33, 48, 40).accumulating(),
            Product.of(32, 32, 32).banded(Product.UNBOUNDED, 1)
        };
        float[] a = Values.ORDINARY.array(new Random(1), 4096);
        float[] c = new float[4096];
        Parallel parallel = Parallel.sequential();
        for (int bits : Widths.ofThisMachine()) {
            Kernels kernels = Kernels.simd(bits);
            for (Product product : products) {
                Runnable loop = () -> kernels.gemm(parallel, product, a, 0, a, 0, c, 0);
                assertThat(bytesPerCall(loop, A_FEW_OBJECTS))
                        .as("%s %s", kernels.name(), product)
                        .isLessThan(A_FEW_OBJECTS);
            }
        }
    }

    /// What a call allocates once it allocates less than `enough`, or at the end of patience.
    private static double bytesPerCall(Runnable loop, double enough) {
        long end = System.nanoTime() + PATIENCE;
        double bytes;
        do {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < CALLS; i++) {
                loop.run();
            }
            bytes = (THREADS.getCurrentThreadAllocatedBytes() - before) / (double) CALLS;
        } while (bytes >= enough && System.nanoTime() < end);
        return bytes;
    }
}
