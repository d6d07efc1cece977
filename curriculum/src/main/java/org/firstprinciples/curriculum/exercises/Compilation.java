package org.firstprinciples.curriculum.exercises;

import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;

import org.firstprinciples.curriculum.source.JavaText;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// A run of the compiler.
///
/// @param errors each with its file and line
/// @param sources the files that it read, those it found by itself too
record Compilation(List<String> errors, Set<Path> sources) {

    private static final List<String> ALWAYS =
            List.of(
                    "-proc:none",
                    "-parameters",
                    "-Xlint:none",
                    "--add-modules",
                    "jdk.incubator.vector");

    /// Reads files and whatever they need from folders of sources, and writes nothing.
    static Compilation analyze(Collection<Path> files, List<Path> sourceFolders, String libraries) {
        return run(files, options(libraries, "-sourcepath", join(sourceFolders)), false);
    }

    /// Compiles files into a folder.
    static Compilation compile(Collection<Path> files, String classPath, Path to) {
        return run(files, options(classPath, "-d", to.toString()), true);
    }

    /// Compiles one file that stands nowhere into a folder.
    static Compilation compile(String path, String text, String classPath, Path to) {
        return run(
                List.of(JavaText.inMemory(path, text)),
                ToolProvider.getSystemJavaCompiler(),
                options(classPath, "-d", to.toString(), "-implicit:none"),
                true);
    }

    /// Paths as a compiler and a JVM want them.
    static String join(Collection<Path> paths) {
        return paths.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /// This one, if it has no errors.
    ///
    /// @throws IllegalStateException otherwise: then the book itself does not compile
    Compilation orThrow() {
        if (!errors.isEmpty()) {
            throw new IllegalStateException("the book does not compile: " + errors);
        }
        return this;
    }

    private static List<String> options(String classPath, String... more) {
        List<String> options = new ArrayList<>(ALWAYS);
        options.add("-classpath");
        options.add(classPath);
        options.addAll(List.of(more));
        return options;
    }

    private static Compilation run(Collection<Path> files, List<String> options, boolean write) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            return run(manager.getJavaFileObjectsFromPaths(files), compiler, options, write);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Compilation run(
            Iterable<? extends JavaFileObject> units,
            JavaCompiler compiler,
            List<String> options,
            boolean write) {
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        JavacTask task =
                (JavacTask) compiler.getTask(null, null, diagnostics, options, null, units);
        Set<Path> sources = new LinkedHashSet<>();
        task.addTaskListener(
                new TaskListener() {
                    @Override
                    public void finished(TaskEvent event) {
                        if (event.getKind() == TaskEvent.Kind.PARSE) {
                            URI place = event.getSourceFile().toUri();
                            if (place.getScheme().equals("file")) {
                                sources.add(Path.of(place));
                            }
                        }
                    }
                });
        try {
            if (write) {
                task.call();
            } else {
                task.analyze();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> errors =
                diagnostics.getDiagnostics().stream()
                        .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
                        .map(Compilation::shown)
                        .toList();
        return new Compilation(errors, sources);
    }

    private static String shown(Diagnostic<? extends JavaFileObject> diagnostic) {
        JavaFileObject source = diagnostic.getSource();
        String file = source == null ? "" : Path.of(source.toUri().getPath()).getFileName() + ", ";
        return file + JavaText.message(diagnostic);
    }
}
