package org.firstprinciples.curriculum.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import org.firstprinciples.curriculum.book.Written;
import org.firstprinciples.curriculum.plots.Figure;
import org.firstprinciples.curriculum.plots.Legibility;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The file of a document's picture.
public final class Picture {

    private static final int LARGEST = 40_000; // letters of a file, for readers on the road

    private Picture() {}

    /// Compares a figure with `images/<name>`; with `-Dpictures=write` it writes it first. A figure that is not
    /// [legible][Legibility] is refused.
    public static void compare(String name, Figure figure) throws IOException {
        String svg = figure.svg();
        assertThat(Legibility.complaints(svg)).as("%s", name).isEmpty();
        assertThat(svg.length()).as("letters in %s", name).isLessThanOrEqualTo(LARGEST);
        Path file = Path.of("images", name);
        if (Written.PICTURES.isAskedFor()) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, svg);
        }
        assertThat(file)
                .as("%s: run this test with -Dpictures=write, then look at the picture", file)
                .hasContent(svg);
    }
}
