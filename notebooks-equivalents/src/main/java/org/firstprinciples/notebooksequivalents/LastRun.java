package org.firstprinciples.notebooksequivalents;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Files;
import java.nio.file.Path;

/// What is left of the newest run of a notebook, in a few words.
final class LastRun {

    private LastRun() {}

    /// `not run yet`, or the mode, the seed, and how many of its checks held.
    ///
    /// @param root the book's folder
    static String of(Notebook notebook, Path root) {
        Path file = Session.folder(notebook, root).resolve("metrics.json");
        if (!Files.isRegularFile(file)) {
            return "not run yet";
        }
        JsonNode metrics;
        try {
            metrics = JsonMapper.shared().readTree(file);
        } catch (JacksonException e) {
            return "%s cannot be read: %s".formatted(file, e.getOriginalMessage());
        }
        int checks = metrics.path("checks").asInt(0);
        String failed = metrics.path("failedChecks").asString("");
        return "ran in %s mode with seed %s, %s"
                .formatted(
                        metrics.path("mode").asString("an unknown"),
                        metrics.path("seed").asString("unknown"),
                        checks == 0
                                ? "nothing checked"
                                : failed.isEmpty()
                                        ? "all %s checks hold".formatted(checks)
                                        : "not as they should be: " + failed);
    }
}
