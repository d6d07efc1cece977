import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Runs PIT on one module and prints the share of mutants that its tests reject, package by package.
///
/// Started by Maven in every module, with the module that was asked for, the one it stands in, and the class path.
final class Mutation {

    private static final List<String> MODULES =
            List.of(
                    "math-foundations",
                    "neural-networks",
                    "transformers",
                    "training",
                    "modern-llms");

    private Mutation() {}

    public static void main(String[] arguments) throws Exception {
        String wanted = arguments[0];
        String here = arguments[1];
        if (!MODULES.contains(wanted)) {
            System.err.println(
                    "-Dmodule=" + wanted + ": expected one of " + String.join(", ", MODULES));
            System.exit(2);
        }
        if (!wanted.equals(here)) {
            return;
        }
        Path report = Path.of("target", "mutation");
        Files.createDirectories(report);
        String section = "org.firstprinciples." + here.replace("-", "");
        int exit = run(here, section, arguments[2], report);
        Path csv = report.resolve("mutations.csv");
        if (exit != 0 || Files.notExists(csv)) {
            System.err.println(
                    "PIT ended with "
                            + exit
                            + "; see "
                            + report.resolve("pit.txt").toAbsolutePath());
            System.exit(1);
        }
        print(csv);
    }

    private static int run(String here, String section, String classPath, Path report)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                ProcessHandle.current().info().command().orElse("java"),
                                "--add-modules",
                                "jdk.incubator.vector",
                                "-classpath",
                                classPath,
                                "org.pitest.mutationtest.commandline.MutationCoverageReport",
                                "--reportDir",
                                report.toString(),
                                "--sourceDirs",
                                "src/main/java",
                                "--targetClasses",
                                section + ".*",
                                "--targetTests",
                                section + ".*",
                                // SIMD is tested equal to the scalar kernels; hidden classes cannot
                                // be mutated.
                                "--excludedClasses",
                                "*.kernels.Vector*,*.kernels.Simd*," + section + ".*Test*",
                                // The book's rules and mutants, processes that are forked, and what
                                // measures
                                // allocation.
                                "--excludedTestClasses",
                                lawsOf(here)
                                        + ",*Test$*,*.SameBitsTest,*.KilledRunTest,*.AllocationTest,*.ReadmeTest",
                                "--jvmArgs",
                                "--add-modules,jdk.incubator.vector,-Dtries.factor=0.1,-Dtries.seed=42",
                                "--threads",
                                "2",
                                "--timeoutConst",
                                "8000",
                                "--outputFormats",
                                "CSV,HTML",
                                "--timestampedReports=false",
                                "--verbosity",
                                "NO_SPINNER"));
        Process pit =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(report.resolve("pit.txt").toFile())
                        .start();
        return pit.waitFor();
    }

    /// The section's own test, which runs the book's rules: `org.firstprinciples.modernllms.ModernLlmsTest`.
    private static String lawsOf(String module) {
        StringBuilder name =
                new StringBuilder("org.firstprinciples." + module.replace("-", "") + ".");
        for (String word : module.split("-")) {
            name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
        }
        return name + "Test";
    }

    /// A line of the report: file, class, mutator, method, line, status, test.
    private static void print(Path csv) throws IOException {
        Map<String, int[]> packages = new TreeMap<>();
        List<String> survivors = new ArrayList<>();
        for (String line : Files.readAllLines(csv)) {
            String[] cells = line.split(",", -1);
            String name = cells[1].substring(0, cells[1].lastIndexOf('.'));
            int[] counts = packages.computeIfAbsent(name, p -> new int[2]);
            counts[0]++;
            if (cells[5].equals("SURVIVED") || cells[5].equals("NO_COVERAGE")) {
                survivors.add(
                        "%s %s:%s %s %s"
                                .formatted(
                                        cells[5],
                                        cells[1],
                                        cells[4],
                                        cells[3],
                                        cells[2].substring(cells[2].lastIndexOf('.') + 1)));
            } else {
                counts[1]++;
            }
        }
        Files.write(csv.resolveSibling("survivors.txt"), survivors);
        System.out.println("Mutants rejected, by package:");
        packages.forEach((name, counts) ->
                System.out.printf(
                        "  %-70s %4d of %4d  %3d %%%n",
                        name, counts[1], counts[0], 100 * counts[1] / counts[0]));
        System.out.println("Survivors: " + csv.resolveSibling("survivors.txt").toAbsolutePath());
    }
}
