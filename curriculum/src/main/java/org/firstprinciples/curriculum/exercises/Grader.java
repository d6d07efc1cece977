package org.firstprinciples.curriculum.exercises;

import org.firstprinciples.curriculum.source.JavaText;
import org.firstprinciples.curriculum.source.TextFile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/// Grades students' projects. Of each only the bodies of the exercises are read. A body replaces the solution in the
/// book's own source, is compiled among the book's classes, from which the solution is missing, and the book's tests
/// run on it in a JVM of its own.
public final class Grader {

    /// How long an exercise may take if nothing else is said.
    public static final int SECONDS = 60;

    private static final int LONGEST_FILE = 1 << 20;

    private final Book book;
    private final List<Solution> exercises;
    private final Pristine pristine;
    private final TimeLimit limit;
    private final long seed;
    private int attempts;

    /// Compiles the book's sources that the exercises need.
    ///
    /// @param libraries the class path of everything that is not the book's, what runs tests among it
    /// @param work a folder that is emptied and written to
    /// @param limit how long the claims of an exercise may take
    /// @param seed where the claims look, the same for all students
    public Grader(
            Book book,
            List<Solution> exercises,
            String libraries,
            Path work,
            TimeLimit limit,
            long seed) {
        this.book = book;
        this.exercises = List.copyOf(exercises);
        this.pristine = Pristine.compile(Sources.of(book, exercises, libraries), libraries, work);
        this.limit = limit;
        this.seed = seed;
    }

    /// What each exercise of a student's project is worth.
    public Score grade(String name, Path project) {
        Map<Solution, Verdict> verdicts = new LinkedHashMap<>();
        for (Solution solution : exercises) {
            verdicts.put(solution, grade(project, solution));
        }
        return new Score(name, verdicts);
    }

    private Verdict grade(Path project, Solution solution) {
        Path folder = pristine.work().resolve("attempt-" + attempts++);
        try {
            String text = submitted(project, solution.path());
            if (!limit.await(() -> compile(solution, text, folder))) {
                return new Verdict(Verdict.Kind.NOT_SOLVED, "", "");
            }
        } catch (IllegalArgumentException e) {
            return Verdict.refused(String.valueOf(e.getMessage()));
        } catch (TimeoutException e) {
            return Verdict.stopped("the compiler gave no answer within " + limit);
        } catch (ExecutionException e) {
            return Verdict.refused(
                    e.getCause() instanceof IllegalArgumentException reason
                            ? String.valueOf(reason.getMessage())
                            : "the compiler ended with " + e.getCause());
        }
        return new Examination(
                        pristine.classPath(folder, pristine.tests()),
                        pristine.work().resolve("empty"),
                        limit)
                .verdict(solution, seed);
    }

    private static String submitted(Path project, String path) {
        Path file = project.resolve(path);
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    || !file.toRealPath().startsWith(project.toRealPath())) {
                throw new IllegalArgumentException("there is no file " + path);
            }
            if (Files.size(file) > LONGEST_FILE) {
                throw new IllegalArgumentException(path + " is longer than a megabyte");
            }
            return TextFile.decode(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read " + path, e);
        }
    }

    /// Compiles the student's body among the book's classes; false if it is still the one that was handed out.
    private boolean compile(Solution solution, String text, Path folder) {
        JavaText submitted = JavaText.parse(text);
        JavaText.Method method =
                submitted
                        .method(solution.method())
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "%s has not one method %s"
                                                .formatted(solution.path(), solution.method())));
        if (submitted.shownBody(method).equals(solution.stub(0))) {
            return false;
        }
        List<String> imports =
                submitted.imports().stream().filter(PermittedCalls::permitsImport).toList();
        pristine.compile(Attempt.at(solution, submitted.body(method), imports), folder);
        List<String> refused =
                PermittedCalls.inPlaceOf(
                                book.plan(),
                                PermittedCalls.read(pristine.classes(), solution.path()))
                        .refused(PermittedCalls.read(folder, solution.path()));
        if (!refused.isEmpty()) {
            throw new IllegalArgumentException(
                    "an exercise may not call " + String.join(", ", refused));
        }
        return true;
    }
}
