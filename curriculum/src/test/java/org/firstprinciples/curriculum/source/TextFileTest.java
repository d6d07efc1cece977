package org.firstprinciples.curriculum.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

class TextFileTest {

    @TempDir private Path folder;

    @Test
    void linesEndInALineFeed() throws IOException {
        String text = "α\r\n\r\nβ\n\r\n";
        assertThat(TextFile.read(Files.writeString(folder.resolve("a.md"), text)))
                .isEqualTo("α\n\nβ\n\n");
        assertThat(TextFile.decode(text.getBytes(UTF_8))).isEqualTo("α\n\nβ\n\n");
    }

    @Test
    void aFileThatCannotBeReadIsNamed() {
        Path file = folder.resolve("missing.md");
        assertThatThrownBy(() -> TextFile.read(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot read %s: java.nio.file.NoSuchFileException: %s", file, file);
    }
}
