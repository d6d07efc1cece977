package org.firstprinciples.mathfoundations.linearalgebra.kernels;

import com.sun.management.HotSpotDiagnosticMXBean;

import java.lang.management.ManagementFactory;
import java.util.Optional;

/// What processor and JVM offer to kernels. It decides which are fastest, and never a result.
///
/// @param vectorModule whether the JVM runs with the module `jdk.incubator.vector`
/// @param vectorBits the widest vectors that it has instructions for; 64 where there are none
/// @param fusedMultiplyAdd whether there is an instruction for `Math.fma`, which otherwise is computed by
///     `BigDecimal`
record Machine(boolean vectorModule, int vectorBits, boolean fusedMultiplyAdd) {

    static final int SCALAR = 64;

    /// This machine.
    static Machine here() {
        boolean module = Kernels.hasVectorModule();
        return new Machine(
                module, module ? VectorWidth.preferredBits() : SCALAR, hasFusedMultiplyAdd());
    }

    /// As HotSpot says, which knows the processor; another JVM is trusted to have it.
    private static boolean hasFusedMultiplyAdd() {
        try {
            return Optional.ofNullable(
                            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class))
                    .map(options -> Boolean.parseBoolean(options.getVMOption("UseFMA").getValue()))
                    .orElse(true);
        } catch (IllegalArgumentException e) {
            return true; // no such option
        }
    }

    /// The fastest kernels: SIMD where it is not emulated.
    Kernels fastest() {
        return hasVectors() ? Kernels.simd(Math.min(vectorBits, 512)) : Kernels.scalar();
    }

    /// What makes even these slow, in a line; empty if nothing does.
    Optional<String> notice() {
        if (!fusedMultiplyAdd) {
            return Optional.of(
                    "notice: no instruction for fused multiply-add (x86: FMA with AVX) on this"
                            + " processor or JVM; the same numbers will come, several hundred"
                            + " times slower");
        }
        if (!vectorModule) {
            return Optional.of(
                    "notice: scalar kernels, many times slower; run with --add-modules"
                            + " jdk.incubator.vector");
        }
        return hasVectors()
                ? Optional.empty()
                : Optional.of(
                        "notice: no SIMD instructions on this processor or JVM; scalar kernels give"
                                + " the same numbers, many times slower");
    }

    private boolean hasVectors() {
        return vectorModule && vectorBits > SCALAR;
    }

    /// The fastest kernels of this machine, chosen once and with at most one notice.
    static final class Chosen {

        static final Kernels KERNELS = kernels();

        private Chosen() {}

        private static Kernels kernels() {
            Machine machine = here();
            machine.notice().ifPresent(System.err::println);
            return machine.fastest();
        }
    }
}
