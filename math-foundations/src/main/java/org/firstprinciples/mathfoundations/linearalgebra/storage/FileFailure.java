package org.firstprinciples.mathfoundations.linearalgebra.storage;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/// A failure of the file system in words: what was being done, with which file, why it failed, what helps.
///
/// By themselves these exceptions say "No space left on device" without a file, or a path and nothing else.
public final class FileFailure {

    private FileFailure() {}

    /// The failure with a message like `/models/a: cannot be written: the disk is full; free some space …`.
    ///
    /// @param action what was being done, as `written` or `read`
    public static IOException of(String action, Path file, IOException failure) {
        return new IOException(
                "%s: cannot be %s: %s".formatted(file, action, reason(file, failure)), failure);
    }

    /// What a command shows of a failure: its message, unless that is a bare one of the file system.
    public static String message(IOException failure) {
        return failure instanceof FileSystemException bare && bare.getFile() != null
                ? String.valueOf(of("read or written", Path.of(bare.getFile()), bare).getMessage())
                : String.valueOf(failure.getMessage());
    }

    private static String reason(Path file, IOException failure) {
        return switch (failure) {
            case NoSuchFileException missing -> {
                String name = missing.getFile();
                yield (name == null || name.equals(file.toString())
                                ? "there is no such file"
                                : "there is no " + name)
                        + "; check the path";
            }
            case AccessDeniedException e ->
                    "access is denied; check the permissions of the file and of its folder";
            case NotDirectoryException e -> e.getFile() + " is no folder; choose another path";
            case FileAlreadyExistsException e ->
                    e.getFile() + " stands in the way; remove it or choose another path";
            case FileSystemException e when e.getReason() != null -> advised(e.getReason());
            default -> {
                String message = failure.getMessage();
                yield message == null ? failure.getClass().getSimpleName() : advised(message);
            }
        };
    }

    /// The system's own words, followed by what helps where we know it.
    private static String advised(String reason) {
        return switch (reason) {
            case "No space left on device", "There is not enough space on the disk" ->
                    "the disk is full; free some space and try again";
            case "Disk quota exceeded" ->
                    "the disk space that you may use is full; free some and try again";
            case "Read-only file system" ->
                    "the file system is read-only; choose a folder that can be written to";
            default -> reason;
        };
    }
}
