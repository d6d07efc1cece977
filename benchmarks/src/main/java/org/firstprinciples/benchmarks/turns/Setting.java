package org.firstprinciples.benchmarks.turns;

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

/// A library, its number of threads, and the environment that makes it keep to that number.
///
/// What was found to matter: libtorch's own number of threads does not reach the pool of OpenBLAS, so one
/// core is `OPENBLAS_NUM_THREADS=1`; idle threads of OpenMP spin on a core that another one needs, unless
/// `GOMP_SPINCOUNT=0`; and those of OpenBLAS spin into the next library's turn, unless `OPENBLAS_THREAD_TIMEOUT` says
/// when to stop. 2²⁰ ticks, half a millisecond, keep them awake from one product to the next.
///
/// @param name of library, version and variant
/// @param competitor the library
/// @param threads how many
/// @param environment variables of its process
public record Setting(
        String name, Competitor competitor, int threads, Map<String, String> environment) {

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
        return new Setting("First Principles", Competitor.OURS, threads, Map.of());
    }

    /// The loops that measure what the machine can do.
    public static Setting limits(int threads) {
        return new Setting("limits", Competitor.LIMITS, threads, Map.of());
    }

    /// libtorch in the variants that there are for this machine: with OpenBLAS, and with oneMKL on Linux.
    public static List<Setting> libtorch(int threads) {
        String name = "libtorch " + Machine.version(BYTEDECO, "pytorch");
        List<Setting> settings = new ArrayList<>();
        settings.add(
                new Setting(
                        name + ", OpenBLAS", Competitor.LIBTORCH, threads, environment(threads)));
        if (Setting.class.getResource(MKL_FOLDER + MKL_LIBRARIES.getLast()) != null) {
            settings.add(
                    new Setting(name + ", oneMKL", Competitor.LIBTORCH, threads, mkl(threads)));
        }
        return settings;
    }

    /// OpenBLAS without anything around it.
    public static Setting openBlas(int threads) {
        return new Setting(
                "OpenBLAS " + Machine.version(BYTEDECO, "openblas"),
                Competitor.OPENBLAS,
                threads,
                environment(threads));
    }

    /// EJML on one thread.
    public static Setting ejml() {
        return new Setting("EJML " + EjmlVersion.VERSION, Competitor.EJML, 1, Map.of());
    }

    /// Commons Math, which has one thread.
    public static Setting commonsMath() {
        return new Setting(
                "Commons Math %s, double"
                        .formatted(Machine.version("org.apache.commons", "commons-math3")),
                Competitor.COMMONS_MATH,
                1,
                Map.of());
    }

    private static Map<String, String> environment(int threads) {
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

    /// oneMKL is loaded before libtorch, so that its products are found first.
    private static Map<String, String> mkl(int threads) {
        try {
            File last = new File("");
            for (String library : MKL_LIBRARIES) {
                last = Loader.cacheResource(Setting.class, MKL_FOLDER + library);
            }
            Map<String, String> environment = new LinkedHashMap<>(environment(threads));
            environment.put("LD_LIBRARY_PATH", last.getParent());
            environment.put("LD_PRELOAD", last.getPath());
            environment.put("MKL_THREADING_LAYER", "GNU");
            environment.put("MKL_INTERFACE_LAYER", "LP64");
            return environment;
        } catch (IOException e) {
            throw new UncheckedIOException("oneMKL cannot be unpacked", e);
        }
    }
}
