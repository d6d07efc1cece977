package org.firstprinciples.mathfoundations.linearalgebra.storage;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Replaces a file in whole or not at all.
///
/// The content goes to a temporary file beside the target, which is forced to the disk, renamed to the
/// target, and the folder that holds the name is forced too. A process killed at any moment, or a
/// machine without power, leaves the old file or the new one, never a part of one.
///
/// The temporary file is `target.<process id>.tmp`, so that two processes do not write into each other;
/// what a killed process left behind is removed by the next write.
public final class AtomicFile {

    private static final int BUFFER_BYTES = 1 << 16;

    private AtomicFile() {}

    /// Writes the content of a file.
    @FunctionalInterface
    public interface Content {

        /// Writes all bytes to the stream, which the caller buffers and closes.
        ///
        /// @throws IOException if that fails; the target then stays as it was
        void writeTo(OutputStream out) throws IOException;
    }

    /// Gives `target` this content, in place of the content that it may have.
    ///
    /// A symbolic link is replaced, not followed; a folder, a pipe or a device is refused. Calls within one
    /// process run one after another.
    ///
    /// @throws IOException if the content cannot be written, with a reason as [FileFailure] gives it; the
    ///     target then stays as it was, unless it was only the folder that could not be forced to the disk
    public static synchronized void write(Path target, Content content) throws IOException {
        if (!Files.isSymbolicLink(target)) {
            RegularFile.require(target);
        }
        Path folder =
                Objects.requireNonNull(target.toAbsolutePath().getParent()); // "/" is a folder
        try {
            replace(folder, target, content);
        } catch (IOException e) {
            throw FileFailure.of("written", target, e);
        }
    }

    private static void replace(Path folder, Path target, Content content) throws IOException {
        Path temporary = temporary(folder, target, ProcessHandle.current().pid());
        try {
            try (FileChannel channel =
                    FileChannel.open(temporary, WRITE, CREATE, TRUNCATE_EXISTING)) {
                OutputStream out =
                        new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
                content.writeTo(out);
                out.flush();
                channel.force(true);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | RuntimeException | Error e) {
            try {
                Files.deleteIfExists(temporary);
            } catch (IOException e2) {
                e.addSuppressed(e2); // the first failure is the one to tell
            }
            throw e;
        }
        force(folder);
        removeLeftovers(folder, target);
    }

    /// Removes a file and what a killed process left beside it of its next content. That there is none is no error.
    ///
    /// @throws IOException if a file cannot be removed
    public static synchronized void remove(Path target) throws IOException {
        Path folder = Objects.requireNonNull(target.toAbsolutePath().getParent());
        if (!Files.exists(folder)) {
            return;
        }
        try {
            Files.deleteIfExists(target);
            removeLeftovers(folder, target);
        } catch (IOException e) {
            throw FileFailure.of("removed", target, e);
        }
    }

    private static Path temporary(Path folder, Path target, long process) {
        return folder.resolve(target.getFileName() + "." + process + ".tmp");
    }

    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, READ)) {
            channel.force(true);
        } catch (AccessDeniedException e) {
            // Windows opens no folders; there the rename is in the file system's journal
        }
    }

    /// Removes the temporary files of this target whose processes are gone. One that has the number of
    /// this process was left by an earlier one: no write is under way here.
    private static void removeLeftovers(Path folder, Path target) throws IOException {
        Pattern leftover =
                Pattern.compile(Pattern.quote(target.getFileName() + ".") + "(\\d{1,18})\\.tmp");
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(
                        folder, f -> leftover.matcher(f.getFileName().toString()).matches())) {
            for (Path file : files) {
                Matcher name = leftover.matcher(file.getFileName().toString());
                if (name.matches() && !isOfAnother(Long.parseLong(name.group(1)))) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static boolean isOfAnother(long process) {
        return process != ProcessHandle.current().pid() && ProcessHandle.of(process).isPresent();
    }
}
