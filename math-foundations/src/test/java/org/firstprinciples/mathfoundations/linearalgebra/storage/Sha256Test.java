package org.firstprinciples.mathfoundations.linearalgebra.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

class Sha256Test {

    private static final String OF_ABCD =
            "88d4266fd4e6338d13b845fcf289579d209c897823b9217da3e161936f031589";
    private static final String OF_A_MILLION_A =
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";

    @TempDir Path folder;

    private static int[] numbers(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        int[] numbers = new int[bytes.length / 4];
        for (int i = 0; i < numbers.length; i++) {
            for (int k = 0; k < 4; k++) {
                numbers[i] = numbers[i] << 8 | bytes[4 * i + k];
            }
        }
        return numbers;
    }

    /// What `printf abcd | sha256sum` prints, and the third example of the standard.
    @Test
    void filesAndNumbersHaveTheFingerprintsOfTheStandard() throws IOException {
        String million = "a".repeat(1_000_000);
        assertThat(Sha256.of(Files.writeString(folder.resolve("a"), "abcd"))).isEqualTo(OF_ABCD);
        assertThat(Sha256.of(Files.writeString(folder.resolve("b"), million)))
                .isEqualTo(OF_A_MILLION_A);
        assertThat(Sha256.of(numbers("abcd"))).isEqualTo(OF_ABCD);
        assertThat(Sha256.of(numbers(million))).isEqualTo(OF_A_MILLION_A);
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Path file = folder.resolve("none");
        assertThatIOException()
                .isThrownBy(() -> Sha256.of(file))
                .withMessage(file + ": cannot be read: there is no such file; check the path");
    }
}
