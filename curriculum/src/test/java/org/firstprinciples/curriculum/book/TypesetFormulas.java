package org.firstprinciples.curriculum.book;

import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/// KaTeX, the typesetter of the reports, as the judge of formulas.
///
/// It is slow, and always of the same opinion: what it could typeset is remembered in a file, which `mvn clean` removes.
final class TypesetFormulas {

    private static final String VERSION = "0.18.11";
    private static final Map<Path, TypesetFormulas> OPEN = new ConcurrentHashMap<>();

    private final Path file;
    private final Set<String> known = new TreeSet<>();

    private TypesetFormulas(Path file) {
        this.file = file;
        try {
            if (Files.exists(file)) {
                known.addAll(Files.readAllLines(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The judge of a book's formulas.
    ///
    /// @param root the book's folder
    static TypesetFormulas of(Path root) {
        return OPEN.computeIfAbsent(
                root.resolve("target/typeset-formulas.txt"), TypesetFormulas::new);
    }

    /// What is wrong with a formula, in the typesetter's words; empty if nothing is.
    synchronized Optional<String> error(Formula formula) {
        String key = key(formula);
        if (known.contains(key)) {
            return Optional.empty();
        }
        Optional<String> error = Typesetter.error(formula);
        if (error.isEmpty()) {
            known.add(key);
            try {
                Files.createDirectories(file.resolveSibling("."));
                Files.writeString(
                        file, key + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return error;
    }

    private static String key(Formula formula) {
        try {
            String text = VERSION + (formula.display() ? " $$" : " $") + formula.tex();
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JVM has it
        }
    }

    /// Started with the first formula that is new.
    private static final class Typesetter {

        private static final String SCRIPT =
                "/META-INF/resources/webjars/katex/" + VERSION + "/dist/katex.min.js";
        private static final Value RENDER = render();

        static synchronized Optional<String> error(Formula formula) {
            try {
                RENDER.execute(formula.tex(), formula.display());
                return Optional.empty();
            } catch (PolyglotException e) {
                return Optional.of(String.valueOf(e.getMessage()));
            }
        }

        private static Value render() {
            Context js =
                    Context.newBuilder("js").option("engine.WarnInterpreterOnly", "false").build();
            js.eval("js", script());
            return js.eval(
                    "js",
                    "(tex, display) => katex.renderToString(tex,"
                            + " {displayMode: display, throwOnError: true, strict: 'error'})");
        }

        private static String script() {
            try (InputStream in = TypesetFormulas.class.getResourceAsStream(SCRIPT)) {
                if (in == null) {
                    throw new IllegalStateException("KaTeX is not on the class path: " + SCRIPT);
                }
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
