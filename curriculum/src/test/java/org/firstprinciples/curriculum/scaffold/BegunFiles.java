package org.firstprinciples.curriculum.scaffold;

import org.firstprinciples.curriculum.Curriculum;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

/// A copy of a few files of this book, in which something is begun, compiled as the build does it, and loaded.
///
/// @param root the folder of the copy
public record BegunFiles(Path root) {

    /// Copies files of the book, which stands one folder above the module that runs the test.
    public static BegunFiles copy(Path root, String... files) {
        for (String file : files) {
            try {
                Path to = root.resolve(file);
                Files.createDirectories(to.resolveSibling("."));
                Files.copy(Path.of("..").resolve(file), to);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new BegunFiles(root);
    }

    /// Begins what `-Dnew` names, and returns what is said.
    public String begin(String wish) {
        return Main.write(wish, root, Curriculum.ofThisBook());
    }

    /// The text of a file.
    public String read(String file) {
        try {
            return Files.readString(root.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What the compiler says to all sources in the folder of a section; nothing, if all is well.
    public String compile(String section) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "-proc:none",
                                "-Xlint:all,-incubating,-path",
                                "-Xdoclint:all,-missing",
                                "-Werror",
                                "--add-modules",
                                "jdk.incubator.vector",
                                "-classpath",
                                System.getProperty("java.class.path"),
                                "-d",
                                classes().toString()));
        try (Stream<Path> files = Files.walk(root.resolve(section).resolve("src"))) {
            files.map(Path::toString).filter(f -> f.endsWith(".java")).forEach(arguments::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int result =
                ToolProvider.getSystemJavaCompiler()
                        .run(null, said, said, arguments.toArray(String[]::new));
        return result == 0 ? "" : said.toString(StandardCharsets.UTF_8);
    }

    /// A class of those that were compiled.
    public Class<?> load(String name) {
        try {
            URL[] places = {classes().toUri().toURL()};
            return Class.forName(
                    name, false, new URLClassLoader(places, BegunFiles.class.getClassLoader()));
        } catch (ClassNotFoundException | MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path classes() {
        Path classes = root.resolve("target/begun");
        try {
            return Files.createDirectories(classes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
