package org.firstprinciples.mathfoundations.linearalgebra.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

class FileFailureTest {

    @TempDir Path folder;

    @Test
    void aMissingFileIsNamed() {
        Path file = folder.resolve("weights.safetensors");
        assertThatThrownBy(() -> SafeTensors.read(file))
                .hasMessage(file + ": cannot be read: there is no such file; check the path");
    }

    @Test
    void aMissingFolderIsNamed() {
        Path file = folder.resolve("runs/weights.safetensors");
        assertThatThrownBy(() -> AtomicFile.write(file, out -> out.write(1)))
                .hasMessageStartingWith(
                        file + ": cannot be written: there is no " + folder.resolve("runs"))
                .hasMessageEndingWith("; check the path");
    }

    @Test
    void aFileInThePlaceOfAFolderIsNamed() throws IOException {
        Path notes = Files.writeString(folder.resolve("notes"), "");
        IOException failure =
                FileFailure.of("made", notes, new FileAlreadyExistsException(notes.toString()));
        assertThat(failure)
                .hasMessage(
                        "%s: cannot be made: %s stands in the way; remove it or choose another path"
                                .formatted(notes, notes));
    }

    @Test
    void missingPermissionsAreSaid() {
        assertThat(FileFailure.of("read", Path.of("a"), new AccessDeniedException("a")))
                .hasMessage(
                        "a: cannot be read: access is denied; check the permissions of the file and"
                                + " of its folder");
    }

    /// What systems say, with the file's name or without, and what we add.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
"""
No space left on device                | the disk is full; free some space and try again
There is not enough space on the disk  | the disk is full; free some space and try again
Disk quota exceeded                    | the disk space that you may use is full; free some and try again
Read-only file system                  | the file system is read-only; choose a folder that can be written to
Input/output error                     | Input/output error
""")
    void theSystemsWordsGetAFileAndAdvice(String words, String reason) {
        for (IOException failure :
                new IOException[] {
                    new IOException(words), new FileSystemException("a.tmp", null, words)
                }) {
            assertThat(FileFailure.of("written", Path.of("a"), failure))
                    .hasMessage("a: cannot be written: " + reason)
                    .hasCause(failure);
        }
    }

    @Test
    void anExceptionWithoutWordsGivesItsKind() {
        assertThat(FileFailure.of("written", Path.of("a"), new IOException()))
                .hasMessage("a: cannot be written: IOException");
    }

    @Test
    void aCommandShowsBareMessagesInWordsAndOthersAsTheyAre() {
        assertThat(FileFailure.message(new AccessDeniedException("a")))
                .isEqualTo(
                        "a: cannot be read or written: access is denied; check the permissions of"
                                + " the file and of its folder");
        IOException said = FileFailure.of("read", Path.of("a"), new AccessDeniedException("a"));
        assertThat(FileFailure.message(said)).isEqualTo(said.getMessage());
    }
}
