/// Refuses `-Dbook` with another value than `check`, and with a phase that compiles no tests: the rules of the book are
/// among them, and nothing would run.
///
/// Started from source by the parent pom; the script `mvn` says in `MAVEN_CMD_LINE_ARGS` what it was asked for.
void main(String[] arguments) {
    if (!arguments[0].equals("check")) {
        System.err.println("-Dbook takes check, not \"" + arguments[0] + "\"");
        System.exit(1);
    }
    String command = System.getenv().getOrDefault("MAVEN_CMD_LINE_ARGS", "");
    String late = "(?s).*\\b(test-compile|process-test-classes|test|package|verify|install)\\b.*";
    if (!command.isBlank() && !command.replaceAll("-D\\S+", "").matches(late)) {
        System.err.println(
                "The rules of the book are compiled with the tests: mvn -q test-compile"
                        + " -Dbook=check");
        System.exit(1);
    }
}
