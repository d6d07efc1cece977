package org.firstprinciples.curriculum.book;

import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// KaTeX, the typesetter of the reports, as the judge of formulas.
final class TypesetFormulas {

    private static final String SCRIPT =
            "/META-INF/resources/webjars/katex/0.18.11/dist/katex.min.js";
    private static final Value RENDER = render();

    private TypesetFormulas() {}

    /// What is wrong with a formula, in the typesetter's words; empty if nothing is.
    static synchronized Optional<String> error(Formula formula) {
        try {
            RENDER.execute(formula.tex(), formula.display());
            return Optional.empty();
        } catch (PolyglotException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static Value render() {
        Context js = Context.newBuilder("js").option("engine.WarnInterpreterOnly", "false").build();
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
