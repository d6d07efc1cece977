package org.firstprinciples.curriculum.scaffold;

import org.firstprinciples.curriculum.Curriculum;
import org.firstprinciples.curriculum.CurriculumMap;
import org.firstprinciples.curriculum.source.TextFile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// `mvn -q compile -Dnew=topic:loss-functions`.
public final class Main {

    private Main() {}

    /// Takes what is new and the book's folder.
    public static void main(String[] arguments) {
        try {
            System.out.print(write(arguments[0], Path.of(arguments[1]), Curriculum.ofThisBook()));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /// Writes the files, and says which, and what to do next.
    ///
    /// @param wish `kind:name`
    /// @throws IllegalArgumentException if that cannot be; then nothing is written
    public static String write(String wish, Path root, Curriculum plan) {
        Scaffold scaffold = Scaffold.of(wish, plan);
        Draft draft = new Draft(root);
        scaffold.into(draft);
        String said = draft.write() + mapped(root, plan);
        return """
        %s
        Fill in what says %s; what is left is named by
          mvn -q test-compile -Dbook=check
        and then
          %s
        """
                .formatted(said, Template.GAP, scaffold.next());
    }

    /// The README's map, if it is another one now.
    private static String mapped(Path root, Curriculum plan) {
        Path readme = root.resolve("README.md");
        try {
            String before = TextFile.read(readme);
            String after = new CurriculumMap(root, plan).writtenInto(before);
            if (after.equals(before)) {
                return "";
            }
            Files.writeString(readme, after);
            return "changed  README.md\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
