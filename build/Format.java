import com.google.googlejavaformat.java.Main;

/// Compares every Java file below a folder with what google-java-format would write (`check`), or writes it (`apply`).
/// Started from source by the parent pom in the phase `verify`.
void main(String[] arguments) throws Exception {
    boolean apply = arguments[0].equals("apply");
    List<String> options = new ArrayList<>(List.of("--aosp", "--skip-javadoc-formatting"));
    options.addAll(apply ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
    try (Stream<Path> files = Files.walk(Path.of(arguments[1]))) {
        files.filter(f -> f.toString().endsWith(".java") && !f.toString().contains("/target/"))
                .map(Path::toString)
                .sorted()
                .forEach(options::add);
    }
    int result =
            new Main(
                            new PrintWriter(System.out, true),
                            new PrintWriter(System.err, true),
                            System.in)
                    .format(options.toArray(String[]::new));
    if (result != 0 && !apply)
        System.err.println(
                "The files above are not formatted; to format them: mvn -N -q verify"
                        + " -Dformat=apply");
    System.exit(result);
}
