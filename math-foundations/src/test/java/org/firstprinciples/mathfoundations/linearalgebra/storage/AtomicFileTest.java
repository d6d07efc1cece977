package org.firstprinciples.mathfoundations.linearalgebra.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

class AtomicFileTest {

    @TempDir Path folder;

    @Test
    void theContentReplacesTheOldOne() throws IOException {
        Path file = folder.resolve("state");
        AtomicFile.write(file, out -> out.write(new byte[100_000]));
        assertThat(file).hasBinaryContent(new byte[100_000]);
        AtomicFile.write(file, out -> out.write('b'));
        assertThat(file).hasContent("b");
        assertThat(folder).isDirectoryContaining(file::equals);
        assertThat(folder.toFile().list()).hasSize(1);
    }

    @Test
    void aFailureLeavesTheOldFileAndNothingElse() throws IOException {
        Path file = folder.resolve("state");
        Files.writeString(file, "old");
        assertThatThrownBy(() ->
                        AtomicFile.write(
                                file,
                                out -> {
                                    out.write(new byte[1 << 20]);
                                    throw new IOException("No space left on device");
                                }))
                .hasMessage(
                        file
                                + ": cannot be written: the disk is full; free some space and try"
                                + " again");
        assertThat(file).hasContent("old");
        assertThat(folder.toFile().list()).containsExactly("state");
    }

    /// A reader beside a writer sees one version or another, never a mixture or a part.
    @Test
    void aReaderSeesWholeFilesOnly() throws Exception {
        Path file = folder.resolve("state");
        int bytes = 300_000;
        AtomicFile.write(file, out -> out.write(new byte[bytes]));
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Void> reader =
                CompletableFuture.runAsync(() -> {
                    do {
                        byte[] content = read(file);
                        byte[] whole = new byte[bytes];
                        Arrays.fill(whole, content[0]);
                        assertThat(Arrays.equals(content, whole)).isTrue();
                    } while (!done.get());
                });
        for (byte version = 1; version <= 40; version++) {
            byte[] content = new byte[bytes];
            Arrays.fill(content, version);
            AtomicFile.write(
                    file,
                    out -> {
                        out.write(content, 0, bytes / 2);
                        out.flush();
                        out.write(content, bytes / 2, bytes - bytes / 2);
                    });
        }
        done.set(true);
        reader.get();
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void whatKilledProcessesLeftIsRemovedAndNothingMore() throws IOException {
        Path file = folder.resolve("state");
        String dead = "state.999999999999.tmp"; // beyond every system's process ids
        String alive =
                "state."
                        + ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(1L)
                        + ".tmp";
        for (String name :
                new String[] {
                    dead, alive, "state.old.tmp", "other.999999999999.tmp", "stateX1.tmp"
                }) {
            Files.writeString(folder.resolve(name), "");
        }
        AtomicFile.write(file, out -> out.write('a'));
        assertThat(folder.toFile().list())
                .containsExactlyInAnyOrder(
                        "state", alive, "state.old.tmp", "other.999999999999.tmp", "stateX1.tmp");
    }

    @Test
    void aFolderIsRefused() {
        assertThatThrownBy(() -> AtomicFile.write(folder, out -> out.write(1)))
                .isInstanceOf(IOException.class)
                .hasMessage(folder + ": a file is needed here, this is a folder");
    }

    /// A rename would put a file in the place of the device.
    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aPipeIsRefusedAndStays() throws Exception {
        Path pipe = Pipe.in(folder);
        assertThatThrownBy(() -> AtomicFile.write(pipe, out -> out.write(1)))
                .isInstanceOf(IOException.class)
                .hasMessage(pipe + ": a file is needed here, this is a pipe, a device or a socket");
        assertThat(Files.readAttributes(pipe, BasicFileAttributes.class).isOther()).isTrue();
        assertThat(folder.toFile().list()).hasSize(1);
    }

    @Test
    void aLinkIsReplacedEvenIfItLeadsToAFolder() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder);
        AtomicFile.write(link, out -> out.write('a'));
        assertThat(Files.isSymbolicLink(link)).isFalse();
        assertThat(link).hasContent("a");
    }

    /// First the content is on the disk, then it gets its name, then the name is on the disk.
    @Test
    void theContentIsForcedBeforeItGetsItsName() throws IOException {
        FailingFiles files = new FailingFiles(Integer.MAX_VALUE, false);
        AtomicFile.write(files.path(folder.resolve("state")), out -> out.write('a'));
        String temporary = "state.%s.tmp".formatted(ProcessHandle.current().pid());
        String parent = folder.getFileName().toString();
        assertThat(files.steps())
                .containsExactly(
                        "open " + temporary,
                        "write " + temporary,
                        "force " + temporary,
                        "move " + temporary,
                        "open " + parent,
                        "force " + parent,
                        "list " + parent);
    }

    /// Whatever step fails, and whether others after it do, the file is the old or the new one, and the error names it.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anyStepThatFailsLeavesTheOldFileOrTheNewOne(boolean everAfter) throws IOException {
        Path file = folder.resolve("state");
        for (int step = 1; ; step++) {
            Files.writeString(file, "old content");
            FailingFiles files = new FailingFiles(step, everAfter);
            Path failing = files.path(file);
            try {
                AtomicFile.write(failing, out -> out.write("new".getBytes(StandardCharsets.UTF_8)));
                assertThat(files.failed()).isFalse();
                assertThat(file).hasContent("new");
                assertThat(step).isEqualTo(8);
                return;
            } catch (IOException e) {
                assertThat(e)
                        .hasMessage(
                                file
                                        + ": cannot be written: the disk is full; free some space"
                                        + " and try again");
                assertThat(file).hasContent(step <= 4 ? "old content" : "new");
            }
        }
    }

    @Test
    void removingAFileRemovesWhatWasToBecomeIt() throws IOException {
        Path file = folder.resolve("state");
        String own = "state.%s.tmp".formatted(ProcessHandle.current().pid());
        for (String name : new String[] {"state", own, "state.999999999999.tmp", "states"}) {
            Files.writeString(folder.resolve(name), "");
        }
        AtomicFile.remove(file);
        assertThat(folder.toFile().list()).containsExactly("states");
        AtomicFile.remove(file);
    }
}
