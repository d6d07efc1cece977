package org.firstprinciples.benchmarks.report;

import org.firstprinciples.mathfoundations.linearalgebra.kernels.Kernels;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/// What a run was measured on.
public final class Machine {

    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");

    private Machine() {}

    /// Processor, operating system, Java and kernels in one line, and the load average of the last minute: above
    /// 0.5 before a run, other programs ran beside it.
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

    /// Name, family and model, because virtual machines often hide the generation in the name.
    private static String processor() {
        if (!Files.isReadable(PROCESSOR)) {
            return "unknown processor";
        }
        Map<String, String> fields = new HashMap<>();
        try (Stream<String> lines = Files.lines(PROCESSOR)) {
            lines.map(line -> line.split("\\s*:\\s*", 2))
                    .filter(field -> field.length == 2)
                    .forEach(field -> fields.put(field[0].strip(), field[1].strip()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "%s (family %s, model %s)"
                .formatted(
                        fields.getOrDefault("model name", "unknown processor"),
                        fields.getOrDefault("cpu family", "unknown"),
                        fields.getOrDefault("model", "unknown"));
    }

    /// The version of a library on the class path, as its jar says.
    public static String version(String group, String artifact) {
        String resource = "/META-INF/maven/%s/%s/pom.properties".formatted(group, artifact);
        Properties properties = new Properties();
        try (InputStream in = Machine.class.getResourceAsStream(resource)) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version", "of an unknown version");
    }
}
