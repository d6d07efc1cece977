import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.StringWrapper;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Says which Java files below a folder are not what google-java-format would write (`check`), or writes them (`apply`).
/// Started from source by the parent pom in the phase `verify`.
///
/// A text that was found formatted is known by its hash in `target/formatted.txt` and not looked at again: a second run
/// reads only what has changed, a fresh clone everything.
void main(String[] arguments) throws Exception {
    if (!List.of("check", "apply").contains(arguments[0])) {
        System.err.println("-Dformat takes check or apply, not \"" + arguments[0] + "\"");
        System.exit(1);
    }
    boolean apply = arguments[0].equals("apply");
    Path root = Path.of(arguments[1]);
    Path memory = root.resolve("target/formatted.txt");
    Set<String> known =
            Files.exists(memory) ? Set.copyOf(Files.readAllLines(memory)) : Set.<String>of();
    List<Path> sources;
    try (Stream<Path> files = Files.walk(root)) {
        sources =
                files.filter(f -> f.toString().endsWith(".java"))
                        .filter(f -> isSource(root.relativize(f)))
                        .sorted()
                        .toList();
    }
    Map<Path, Optional<String>> hashes = new ConcurrentSkipListMap<>(); // empty: not formatted
    sources.parallelStream().forEach(f -> hashes.put(f, formatted(f, apply, known)));
    Files.createDirectories(memory.getParent());
    Files.write(memory, hashes.values().stream().flatMap(Optional::stream).sorted().toList());
    if (hashes.containsValue(Optional.empty())) {
        hashes.forEach((f, hash) -> {
            if (hash.isEmpty()) System.err.println(f);
        });
        System.err.println(
                "The files above are not formatted; to format them: mvn -N -q verify"
                        + " -Dformat=apply");
        System.exit(1);
    }
}

/// Whether a path below the root leads past all folders of outputs; the root itself may lie in one.
boolean isSource(Path path) {
    for (Path name : path) {
        if (name.toString().equals("target")) return false;
    }
    return true;
}

/// The hash of a file's text once it is formatted; empty if it is not, and may not be written.
Optional<String> formatted(Path file, boolean apply, Set<String> known) {
    try {
        String text = Files.readString(file);
        String hash = hash(text);
        if (known.contains(hash)) return Optional.of(hash);
        String wanted = fixedPoint(text);
        if (wanted.equals(text)) return Optional.of(hash);
        if (!apply) return Optional.empty();
        Files.writeString(file, wanted);
        return Optional.of(hash(wanted));
    } catch (FormatterException e) { // no Java
        System.err.println(e.formatDiagnostics(file.toString(), ""));
        return Optional.empty();
    } catch (IOException e) {
        throw new UncheckedIOException(e);
    }
}

/// What formatting leaves alone. One pass may be too few: where a long string is cut, the next breaks lines elsewhere.
String fixedPoint(String text) throws FormatterException {
    Formatter formatter =
            new Formatter(
                    JavaFormatterOptions.builder()
                            .style(JavaFormatterOptions.Style.AOSP)
                            .formatJavadoc(false)
                            .build());
    for (int pass = 0; pass < 10; pass++) {
        String next = StringWrapper.wrap(formatter.formatSourceAndFixImports(text), formatter);
        if (next.equals(text)) return text;
        text = next;
    }
    throw new IllegalStateException("ten passes of the formatter came to no end:\n" + text);
}

/// Of the text and of the formatter, whose next version may want something else.
String hash(String text) {
    try {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        String formatter =
                Formatter.class.getProtectionDomain().getCodeSource().getLocation().getFile();
        digest.update(formatter.substring(formatter.lastIndexOf('/')).getBytes());
        return HexFormat.of().formatHex(digest.digest(text.getBytes()));
    } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
    }
}
