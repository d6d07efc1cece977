package org.firstprinciples.mathfoundations.linearalgebra.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/// Once compiled, no loop allocates: a vector that is allocated on the heap costs more than the arithmetic with it.
///
/// Each width is measured in a JVM of its own, as a program uses one. Where several have run, the
/// profiles of the Vector API's own methods hold the classes of all of them, and the compiler guesses wrong.
class AllocationTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int CALLS = 500;
    private static final long TIMEOUT = 60_000_000_000L; // nanoseconds until all must be compiled

    private static final String ALLOCATES = "allocates: ";
    private static final String DONE = "all loops measured";

    /// Bytes of a product's tasks and bounds.
    private static final double A_FEW_OBJECTS = 256;

    @ParameterizedTest
    @MethodSource("widths")
    void loopsAllocateNothing(int bits) throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--add-modules",
                                "jdk.incubator.vector",
                                "-classpath",
                                System.getProperty(
                                        "surefire.test.class.path",
                                        System.getProperty("java.class.path")),
                                AllocationTest.class.getName(),
                                Integer.toString(bits))
                        .redirectErrorStream(true)
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output.lines().filter(line -> line.startsWith(ALLOCATES))).isEmpty();
        assertThat(output).contains(DONE);
    }

    static Stream<Integer> widths() {
        return Widths.ofThisMachine().stream();
    }

    /// Prints a line for each loop of the kernels of `args[0]` bits that allocates.
    public static void main(String[] args) {
        Kernels kernels = Kernels.simd(Integer.parseInt(args[0]));
        loops(kernels).forEach((name, loop) -> report(name, loop, 0.5));
        products(kernels).forEach((name, loop) -> report(name, loop, A_FEW_OBJECTS));
        System.out.println(DONE);
    }

    private static void report(String name, Runnable loop, double limit) {
        double bytes = bytesPerCall(loop, limit);
        if (bytes >= limit) {
            System.out.println(ALLOCATES + name + ": " + bytes + " bytes a call");
        }
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

    private static Map<String, Runnable> products(Kernels kernels) {
        GemmShape[] products = {
            GemmShape.of(30, 70, 40),
            GemmShape.transposedA(32, 32, 64).strides(32, 64, 64),
            GemmShape.transposedB(33, 48, 40).accumulating(true),
            GemmShape.of(32, 32, 32).banded(GemmShape.UNBOUNDED, 1)
        };
        float[] a = Values.ORDINARY.array(new Random(1), 4096);
        float[] c = new float[4096];
        Parallel parallel = Parallel.sequential();
        Map<String, Runnable> loops = new LinkedHashMap<>();
        for (GemmShape product : products) {
            loops.put(product.toString(), () -> kernels.gemm(parallel, product, a, 0, a, 0, c, 0));
        }
        return loops;
    }

    /// What a call allocates once it allocates less than `enough`, or at the timeout.
    private static double bytesPerCall(Runnable loop, double enough) {
        long end = System.nanoTime() + TIMEOUT;
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
