package org.firstprinciples.benchmarks.harness;

import org.bytedeco.javacpp.Loader;
import org.ejml.EjmlVersion;
import org.firstprinciples.benchmarks.report.Machine;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A library, its number of threads, and the environment variables that hold it to that number.
///
/// libtorch's own number of threads does not reach the thread pool of OpenBLAS, so one core is
/// `OPENBLAS_NUM_THREADS=1`. Idle threads of OpenMP spin on a core that another thread needs, unless
/// `GOMP_SPINCOUNT=0`. Those of OpenBLAS would spin into the next library's measurement: `OPENBLAS_THREAD_TIMEOUT`
/// ends that after 2²⁰ ticks, half a millisecond, which still keeps them awake from one product to the next.
///
/// @param name of library, version and variant
/// @param library which one
/// @param threads how many
/// @param environment variables that are set in its process
public record Setting(String name, Library library, int threads, Map<String, String> environment) {

    /// Variables that bind a library to other kernels than it would choose for this processor. With
    /// `OPENBLAS_CORETYPE=Haswell`, for example, OpenBLAS multiplies at half its speed where AVX-512 runs at full
    /// rate. They are removed from the environment of every fork.
    private static final Set<String> KERNEL_VARIABLES =
            Set.of(
                    "OPENBLAS_CORETYPE",
                    "OPENBLAS_L2_SIZE",
                    "MKL_ENABLE_INSTRUCTIONS",
                    "MKL_CBWR",
                    "ATEN_CPU_CAPABILITY",
                    "ONEDNN_MAX_CPU_ISA",
                    "DNNL_MAX_CPU_ISA");

    private static final String BYTEDECO = "org.bytedeco";
    private static final String MKL_FOLDER = "/org/bytedeco/mkl/" + Loader.getPlatform() + "/";
    private static final List<String> MKL_LIBRARIES =
            List.of(
                    "libmkl_core.so.2",
                    "libmkl_intel_lp64.so.2",
                    "libmkl_gnu_thread.so.2",
                    "libmkl_def.so.2",
                    "libmkl_mc3.so.2",
                    "libmkl_avx2.so.2",
                    "libmkl_avx512.so.2",
                    "libmkl_vml_def.so.2",
                    "libmkl_vml_cmpt.so.2",
                    "libmkl_vml_mc3.so.2",
                    "libmkl_vml_avx2.so.2",
                    "libmkl_vml_avx512.so.2",
                    "libmkl_rt.so.2");

    /// Copies the environment.
    public Setting {
        environment = Map.copyOf(environment);
    }

    /// The book's library.
    public static Setting ours(int threads) {
        return new Setting("First Principles", Library.OURS, threads, Map.of());
    }

    /// The loops that measure the limits of the machine.
    public static Setting limits(int threads) {
        return new Setting("limits", Library.LIMITS, threads, Map.of());
    }

    /// libtorch in the variants that there are for this machine: with OpenBLAS, and with oneMKL on Linux.
    public static List<Setting> libtorch(int threads) {
        String name = "libtorch " + Machine.version(BYTEDECO, "pytorch");
        List<Setting> settings = new ArrayList<>();
        settings.add(
                new Setting(
                        name + ", OpenBLAS", Library.LIBTORCH, threads, threadVariables(threads)));
        if (Setting.class.getResource(MKL_FOLDER + MKL_LIBRARIES.getLast()) != null) {
            settings.add(
                    new Setting(
                            name + ", oneMKL", Library.LIBTORCH, threads, mklVariables(threads)));
        }
        return settings;
    }

    /// OpenBLAS without anything around it.
    public static Setting openBlas(int threads) {
        return new Setting(
                "OpenBLAS " + Machine.version(BYTEDECO, "openblas"),
                Library.OPENBLAS,
                threads,
                threadVariables(threads));
    }

    /// EJML on one thread.
    public static Setting ejml() {
        return new Setting("EJML " + EjmlVersion.VERSION, Library.EJML, 1, Map.of());
    }

    /// Commons Math, which has one thread.
    public static Setting commonsMath() {
        return new Setting(
                "Commons Math %s, double"
                        .formatted(Machine.version("org.apache.commons", "commons-math3")),
                Library.COMMONS_MATH,
                1,
                Map.of());
    }

    /// Turns the inherited environment of a fork into that of this setting: its own variables are set, and those that
    /// choose a library's kernels are removed.
    void applyTo(Map<String, String> inherited) {
        inherited.keySet().removeAll(KERNEL_VARIABLES);
        inherited.putAll(environment);
    }

    private static Map<String, String> threadVariables(int threads) {
        String count = Integer.toString(threads);
        return Map.of(
                "OPENBLAS_NUM_THREADS",
                count,
                "OMP_NUM_THREADS",
                count,
                "MKL_NUM_THREADS",
                count,
                "OPENBLAS_THREAD_TIMEOUT",
                "20",
                "GOMP_SPINCOUNT",
                "0");
    }

    /// The loader of Linux puts oneMKL before libtorch, so that its products are found first.
    private static Map<String, String> mklVariables(int threads) {
        try {
            File last = new File("");
            for (String library : MKL_LIBRARIES) {
                last = Loader.cacheResource(Setting.class, MKL_FOLDER + library);
            }
            Map<String, String> variables = new LinkedHashMap<>(threadVariables(threads));
            variables.put("LD_LIBRARY_PATH", last.getParent());
            variables.put("LD_PRELOAD", last.getPath());
            variables.put("MKL_THREADING_LAYER", "GNU");
            variables.put("MKL_INTERFACE_LAYER", "LP64");
            return variables;
        } catch (IOException e) {
            throw new UncheckedIOException("oneMKL cannot be unpacked", e);
        }
    }
}
