package org.firstprinciples.benchmarks.report;

import org.firstprinciples.mathfoundations.linearalgebra.kernels.Kernels;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;

/// What a run was measured on.
public final class Machine {

    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");

    private Machine() {}

    /// Processor, operating system, Java and kernels in one line. The load is how many threads of all
    /// programs wanted to run in the last minute; above 0.5 before a run, others were measured as well.
    public static String description() {
        return "%s, %d processors, %s %s, Java %s, kernels %s, load %.1f"
                .formatted(
                        processor(),
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        Runtime.version(),
                        Kernels.fastest().name(),
                        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private static String processor() {
        if (Files.isReadable(PROCESSOR)) {
            try (Stream<String> lines = Files.lines(PROCESSOR)) {
                return lines.filter(line -> line.toLowerCase(Locale.ROOT).startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse("unknown processor");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return "unknown processor";
    }

    /// The version of a library on the class path, as its jar says.
    public static String version(String group, String artifact) {
        String place = "/META-INF/maven/%s/%s/pom.properties".formatted(group, artifact);
        Properties properties = new Properties();
        try (InputStream in = Machine.class.getResourceAsStream(place)) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version", "of an unknown version");
    }
}
