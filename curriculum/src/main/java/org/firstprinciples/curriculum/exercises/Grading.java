package org.firstprinciples.curriculum.exercises;

import org.firstprinciples.curriculum.source.TextFile;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// Grades a class, several students at once. Each score is noted when it is known, so that a grading that is interrupted
/// goes on where it stopped; the report of the last one stays until that of the next is complete.
final class Grading {

    private final Path to;
    private final CpuLimit limit;
    private final PrintStream out;
    private final Journal journal;
    private final Grader grader;

    /// Prepares a grading.
    ///
    /// @param to the folder of the reports
    /// @param limit for each exercise
    /// @param seed where the claims look; empty for a drawn one
    /// @param out hears of each student
    Grading(
            Book book,
            List<Solution> exercises,
            String libraries,
            Path to,
            CpuLimit limit,
            Optional<Long> seed,
            PrintStream out) {
        this.to = to;
        this.limit = limit;
        this.out = out;
        List<String> key = new ArrayList<>(List.of(limit.toString()));
        exercises.forEach(e -> key.add(e.task().toLine()));
        Sources sources = Sources.of(book, exercises, libraries);
        sources.files().values().forEach(f -> key.add(TextFile.read(f)));
        this.journal =
                Journal.open(
                        to.resolve("journal.txt"),
                        Journal.fingerprint(key),
                        seed,
                        new SplittableRandom().nextLong(1_000_000));
        this.grader =
                new Grader(
                        book,
                        exercises,
                        sources,
                        libraries,
                        to.resolve("work"),
                        limit,
                        journal.seed());
    }

    /// The scores of those who handed something in, and of those on the roster who did not.
    List<Score> scores(List<HandedIn> students, List<String> roster) {
        if (journal.size() > 0) {
            out.printf(
                    Locale.ROOT,
                    "Goes on with a grading that was interrupted: %s of %s are graded already.%n",
                    journal.size(),
                    students.size());
        }
        List<HandedIn> all = new ArrayList<>(students);
        List<String> names = students.stream().map(HandedIn::student).toList();
        for (String id : roster) {
            if (!names.contains(id)) {
                all.add(new HandedIn(id, Optional.empty(), "nothing is handed in"));
            }
        }
        AtomicInteger done = new AtomicInteger();
        List<Score> scores = new ArrayList<>();
        try (ExecutorService workers =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            List<Future<Score>> open =
                    all.stream()
                            .map(s -> workers.submit(() -> score(s, roster, done, all.size())))
                            .toList();
            for (Future<Score> score : open) {
                scores.add(score.get());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("grading stopped", e.getCause());
        }
        return scores;
    }

    private Score score(HandedIn student, List<String> roster, AtomicInteger done, int all) {
        long start = System.nanoTime();
        Score score =
                student.project()
                        .map(project -> score(student.student(), project))
                        .orElseGet(() ->
                                Score.ofNothing(
                                        student.student(), student.reason(), grader.tasks()));
        out.printf(
                Locale.ROOT,
                "%s of %s  %s  %s%s  (%.1f s)%n",
                done.incrementAndGet(),
                all,
                Report.shown(score.student()),
                score.note().isEmpty()
                        ? "%s of %s stars".formatted(score.stars(), score.possible())
                        : score.note(),
                roster.isEmpty() || roster.contains(score.student()) ? "" : ", not on the roster",
                Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0);
        return score;
    }

    private Score score(String student, Path project) {
        String fingerprint = fingerprint(student, project);
        Optional<Map<Task, Verdict>> known = journal.find(fingerprint, grader.tasks());
        if (known.isPresent()) {
            return new Score(student, "", known.get());
        }
        Score score = grader.grade(student, project);
        journal.add(fingerprint, score.verdicts().values());
        return score;
    }

    /// Of all that is read of a project.
    private String fingerprint(String student, Path project) {
        List<String> texts = new ArrayList<>(List.of(student));
        for (Task task : grader.tasks()) {
            Path file = project.resolve(task.path());
            texts.add(task.path() + Files.isSymbolicLink(file));
            texts.add(Files.isRegularFile(file) ? Folder.readLatin1(file) : "");
        }
        return Journal.fingerprint(texts);
    }

    /// Writes the reports, and says on the screen what they say.
    String write(List<Score> scores, String commit) {
        Report report =
                new Report(
                        grader.tasks(),
                        scores,
                        journal.seed(),
                        limit,
                        commit,
                        Instant.now().truncatedTo(ChronoUnit.SECONDS));
        Folder.delete(to.resolve("feedback"));
        for (Score score : scores) {
            Folder.write(
                    to.resolve("feedback").resolve(fileName(score.student()) + ".md"),
                    Report.feedback(score));
        }
        Folder.write(to.resolve("score.csv"), report.csv());
        Folder.write(to.resolve("score.json"), report.json());
        journal.delete();
        return "%s%nScores in %s, score.csv beside it, and feedback for each student; repeatable with -Dseed=%s%n"
                .formatted(
                        report.table(), to.resolve("score.json"), String.valueOf(journal.seed()));
    }

    /// A name that every file system knows; different for different students.
    static String fileName(String student) {
        String plain = student.replaceAll("[^\\p{L}\\p{N}._-]", "_").replaceAll("^\\.", "_");
        return plain.equals(student)
                ? plain
                : plain + "-" + Journal.fingerprint(List.of(student)).substring(0, 8);
    }
}
