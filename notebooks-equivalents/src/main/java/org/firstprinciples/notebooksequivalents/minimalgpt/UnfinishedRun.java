package org.firstprinciples.notebooksequivalents.minimalgpt;

import org.firstprinciples.mathfoundations.linearalgebra.storage.AtomicFile;
import org.firstprinciples.mathfoundations.linearalgebra.storage.FileFailure;
import org.firstprinciples.mathfoundations.linearalgebra.storage.FolderLock;
import org.firstprinciples.modernllms.pretraining.Checkpoint;
import org.firstprinciples.modernllms.pretraining.Training;
import org.firstprinciples.notebooksequivalents.Options;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a training run leaves on disk until its report is written, so that the same command goes on with it.
///
/// The rule: a run with the same mode, seed and number of steps continues an unfinished one, and says so;
/// any other run begins anew and leaves it alone; a run whose report is written removes its own. Threads and kernels may
/// change in between, since they change no bit.
final class UnfinishedRun {

    private static final long NANOS_BETWEEN_SAVES = 3_000_000_000L;
    private static final long SHARE_OF_SAVES = 20;

    private final Path model;
    private final Path folder;
    private final long steps;
    private final long repeated;
    private long due = System.nanoTime() + NANOS_BETWEEN_SAVES;

    private UnfinishedRun(Path model, long steps, long repeated) {
        this.model = model;
        this.folder = model.resolve("unfinished");
        this.steps = steps;
        this.repeated = repeated;
    }

    /// The place of the run with these options in the notebook's folder.
    static UnfinishedRun of(Path notebook, Options options, Config settings) {
        long steps = settings.training().steps();
        String name = "%s-seed-%s-steps-%s".formatted(options.mode().word(), options.seed(), steps);
        return new UnfinishedRun(
                notebook.resolve("runs").resolve(name), steps, settings.repeated());
    }

    /// Where the trained model goes, which stays.
    Path model() {
        return model;
    }

    /// Continues the run if there is something to continue; returns what happened so far.
    ///
    /// @throws IOException if a file is damaged or comes from another version of the notebook; the message
    ///     says how to begin anew
    History resume(Training training) throws IOException {
        try {
            if (Checkpoint.step(latest()).isEmpty()) {
                return History.empty();
            }
            training.resume(latest());
            return History.read(history(), training.step());
        } catch (IOException e) {
            throw new IOException(
                    "%s%nThis unfinished run cannot be continued. To begin anew, delete %s"
                            .formatted(e.getMessage(), folder),
                    e);
        }
    }

    /// Saves the run if it has not been for a while, and always before the steps that are run twice.
    ///
    /// The while is some seconds, which a process that is killed can lose, and on a slow disk long enough for saving to
    /// take a twentieth of the time at most.
    void saveIfDue(Training training, History history) throws IOException {
        if (training.step() == steps - repeated) {
            training.save(beforeTheLast());
        }
        if (System.nanoTime() - due > 0) {
            save(training, history);
        }
    }

    /// Saves the run. The history goes first: a longer one is cut where the checkpoint stands.
    void save(Training training, History history) throws IOException {
        long start = System.nanoTime();
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw FileFailure.of("made", folder, e);
        }
        history.write(history());
        training.save(latest());
        long now = System.nanoTime();
        due = now + Math.max(NANOS_BETWEEN_SAVES, SHARE_OF_SAVES * (now - start));
    }

    /// Reads the checkpoint from before the steps that are run twice.
    void resumeBeforeTheLast(Training training) throws IOException {
        training.resume(beforeTheLast());
    }

    /// What a run says that continues.
    String resumed(long step) {
        return "Going on with an unfinished run, which had come to step %s of %s. To begin anew, delete %s"
                .formatted(step, steps, folder);
    }

    /// What a run says that was stopped.
    String goodbye(long step) {
        return """
        Stopped after step %s of %s. Nothing is lost: the same command goes on from there.
        To begin anew, delete %s\
        """
                .formatted(step, steps, folder);
    }

    /// Forgets how to go on with the run; its model stays, and so does what is not of the run.
    void remove() throws IOException {
        for (Path checkpoint : new Path[] {latest(), beforeTheLast()}) {
            Checkpoint.remove(checkpoint);
            AtomicFile.remove(checkpoint.resolve(FolderLock.FILE)); // the session holds the folder
        }
        AtomicFile.remove(history());
        for (Path part : new Path[] {latest(), beforeTheLast(), folder}) {
            try {
                Files.deleteIfExists(part);
            } catch (DirectoryNotEmptyException e) {
                // what a reader has put there stays
            } catch (IOException e) {
                throw FileFailure.of("removed", part, e);
            }
        }
    }

    private Path latest() {
        return folder.resolve("latest");
    }

    private Path beforeTheLast() {
        return folder.resolve("before-the-last");
    }

    private Path history() {
        return folder.resolve("history.json");
    }
}
