package org.firstprinciples.curriculum.exercises;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Grades students' projects. Of each only the bodies of the exercises are read. A body replaces the solution in the
/// book's own source, is compiled among the book's classes, and the book's tests run on it, all in JVMs of their own.
public final class Grader {

    /// How long an exercise may compute if nothing else is said.
    public static final CpuLimit LIMIT = new CpuLimit(Duration.ofSeconds(60));

    private final Assignment assignment;
    private final Examination examination;
    private final Path work;
    private final AtomicInteger students = new AtomicInteger();

    /// Compiles the book's sources that the exercises need.
    ///
    /// @param sources what they need
    /// @param libraries the class path of everything that is not the book's, what runs tests among it
    /// @param work a folder that is emptied and written to
    /// @param limit for each exercise
    /// @param seed where the claims look, the same for all students
    public Grader(
            Book book,
            List<Solution> exercises,
            Sources sources,
            String libraries,
            Path work,
            CpuLimit limit,
            long seed) {
        Pristine pristine = Pristine.compile(sources, libraries, work);
        this.assignment = pristine.assignment(book, exercises, "own-tests");
        this.examination =
                pristine.examination("assignment", limit).with(List.of("-Dtries.seed=" + seed));
        this.work = work;
    }

    /// What is graded.
    public List<Task> tasks() {
        return assignment.tasks();
    }

    /// What each exercise of a student's project is worth. Several students can be graded at once.
    public Score grade(String student, Path project) {
        Path folder = work.resolve("student-" + students.getAndIncrement());
        Score score =
                new Score(
                        student,
                        "",
                        examination.verdicts(
                                "school",
                                assignment.tasks(),
                                project,
                                folder,
                                (task, verdict) -> {}));
        Folder.delete(folder);
        return score;
    }
}
