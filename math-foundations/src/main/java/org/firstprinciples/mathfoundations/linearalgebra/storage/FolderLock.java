package org.firstprinciples.mathfoundations.linearalgebra.storage;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/// A folder that one process has to itself, so that two runs do not write into each other's files.
///
/// The lock is the operating system's, on the file `lock` in the folder. It ends with [#close] or with the process,
/// however that ends. The file stays, and nothing but its lock counts; it says who holds it, which is told to whoever
/// comes second. Nobody else in the process may open the file: on Linux, closing it would end the lock.
///
/// A process that holds a folder can acquire it again, and holds it until all of these locks are closed.
public final class FolderLock implements AutoCloseable {

    /// The name of the file. It may be removed by whoever holds a folder above.
    public static final String FILE = "lock";

    private static final int HOLDER_BYTES = 100;
    private static final long BEHIND_THE_TEXT =
            Long.MAX_VALUE - 1; // Windows lets nobody else read a byte that is locked
    private static final Map<Path, Held> HELD = new HashMap<>(); // guarded by itself

    private final Path folder;
    private boolean closed;

    private FolderLock(Path folder) {
        this.folder = folder;
    }

    /// A lock of this process.
    private static final class Held {
        private final FileChannel channel;
        private int uses;

        private Held(FileChannel channel) {
            this.channel = channel;
        }
    }

    /// Makes the folder if there is none, and takes it for this process.
    ///
    /// @throws IOException if another process has it, or the file cannot be written; the message says which process and
    ///     since when
    public static FolderLock acquire(Path folder) throws IOException {
        synchronized (HELD) {
            try {
                Files.createDirectories(folder);
                Path real = folder.toRealPath();
                Held held = HELD.get(real);
                if (held == null) {
                    held = new Held(lock(real.resolve(FILE)));
                    HELD.put(real, held);
                }
                held.uses++;
                return new FolderLock(real);
            } catch (IOException e) {
                throw FileFailure.of("used", folder, e);
            }
        }
    }

    private static FileChannel lock(Path file) throws IOException {
        RegularFile.require(file);
        FileChannel channel = FileChannel.open(file, READ, WRITE, CREATE);
        try {
            if (tryLock(channel) == null) {
                throw new IOException(
                        "%s uses it; wait until that ends, or choose another folder"
                                .formatted(holder(channel)));
            }
            String holder =
                    "process %s since %s\n"
                            .formatted(
                                    ProcessHandle.current().pid(),
                                    Instant.now().truncatedTo(ChronoUnit.SECONDS));
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.US_ASCII)), 0);
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(BEHIND_THE_TEXT, 1, false);
        } catch (OverlappingFileLockException e) {
            return null; // of this process, under another name of the folder
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(HOLDER_BYTES);
        channel.read(bytes, 0);
        String text =
                new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII).strip();
        return text.matches("process [0-9]+ since [0-9TZ:-]+") ? text : "another process";
    }

    /// Gives the folder up, unless this process has acquired it more often than closed.
    @Override
    public void close() throws IOException {
        synchronized (HELD) {
            Held held = HELD.get(folder);
            if (closed || held == null) {
                return;
            }
            closed = true;
            if (--held.uses == 0) {
                HELD.remove(folder);
                held.channel.close();
            }
        }
    }
}
