package org.firstprinciples.mathfoundations.linearalgebra.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

class FolderLockTest {

    @TempDir Path folder;

    /// A process that takes the folder of its argument and waits to be ended.
    static final class Owner {
        public static void main(String[] arguments) throws IOException, InterruptedException {
            try (FolderLock _ = FolderLock.acquire(Path.of(arguments[0]))) {
                System.out.println("taken");
                TimeUnit.MINUTES.sleep(1);
            }
        }
    }

    @Test
    void whoComesSecondIsToldWhoIsThereAndDeathEndsIt() throws IOException, InterruptedException {
        Process owner =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Owner.class.getName(),
                                folder.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (BufferedReader out = owner.inputReader()) {
            assertThat(out.readLine()).isEqualTo("taken");
            assertThatIOException()
                    .isThrownBy(() -> FolderLock.acquire(folder))
                    .withMessageMatching(
                            "\\Q%s: cannot be used: process %s since \\E[0-9-]{10}T[0-9:]{8}Z\\Q uses it; wait until that ends, or choose another folder\\E"
                                    .formatted(folder, owner.pid()));
        } finally {
            owner.destroyForcibly().waitFor();
        }
        try (FolderLock _ = FolderLock.acquire(folder)) {
            assertThat(folder.resolve("lock"))
                    .content()
                    .startsWith("process %s since ".formatted(ProcessHandle.current().pid()));
        }
    }

    /// The lock of the operating system is seen through another file system, which shares no table with this class.
    @Test
    void theFolderIsHeldUntilTheLastLockIsClosed() throws IOException {
        Path others = new FailingFiles(Integer.MAX_VALUE, false).path(folder);
        FolderLock first = FolderLock.acquire(folder);
        FolderLock second = FolderLock.acquire(folder.resolve("../" + folder.getFileName()));
        first.close();
        first.close();
        assertThatIOException()
                .isThrownBy(() -> FolderLock.acquire(others))
                .withMessageContaining("process %s since".formatted(ProcessHandle.current().pid()));
        second.close();
        FolderLock.acquire(others).close();
    }

    @Test
    void theFolderIsMadeAndAFileInItsPlaceIsNamed() throws IOException {
        FolderLock.acquire(folder.resolve("a/b")).close();
        Path file = Files.writeString(folder.resolve("notes"), "");
        assertThatIOException()
                .isThrownBy(() -> FolderLock.acquire(file))
                .withMessage(
                        "%s: cannot be used: %s stands in the way; remove it or choose another path"
                                .formatted(file, file));
    }

    @Test
    void aLockThatNamesNobodyIsNotBelieved() throws IOException {
        Path others = new FailingFiles(Integer.MAX_VALUE, false).path(folder);
        try (FolderLock _ = FolderLock.acquire(folder)) {
            Files.writeString(folder.resolve("lock"), "\u001b[2Jsomebody");
            assertThatIOException()
                    .isThrownBy(() -> FolderLock.acquire(others))
                    .withMessageContaining(": another process uses it;");
        }
    }
}
