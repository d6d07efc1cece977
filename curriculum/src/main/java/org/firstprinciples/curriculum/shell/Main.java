package org.firstprinciples.curriculum.shell;

import jdk.jshell.tool.JavaShellToolBuilder;

import org.firstprinciples.curriculum.Curriculum;

import java.nio.file.Files;
import java.nio.file.Path;

/// `mvn -q compile -Dshell=linear-algebra` opens JShell with the classes of a topic and of what its reader has met before;
/// `-Dshell` alone with those of the first section.
public final class Main {

    private Main() {}

    /// Takes the topic's name, `true` for none, and the book's folder.
    public static void main(String[] arguments) throws Exception {
        try {
            Shell shell = Shell.of(arguments[0], Path.of(arguments[1]), Curriculum.ofThisBook());
            System.out.print(shell.greeting());
            System.exit(run(shell));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static int run(Shell shell) throws Exception {
        Path imports = Files.createTempFile("first-principles", ".jsh");
        try {
            Files.write(imports, shell.imports());
            return JavaShellToolBuilder.builder()
                    .start(
                            "--class-path",
                            System.getProperty("java.class.path"),
                            "--startup",
                            "DEFAULT",
                            "--startup",
                            imports.toString(),
                            "-R--add-modules=jdk.incubator.vector");
        } finally {
            Files.delete(imports);
        }
    }
}
