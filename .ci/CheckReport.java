import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fails unless a notebook left its page and a flat metrics.json in which every figure is there and finite. Runs from
 * source on any JDK that can start Maven, hence Java 17.
 */
class CheckReport {
    private static final List<String> FIGURES =
            List.of(
                    "notebook",
                    "mode",
                    "seed",
                    "threads",
                    "parameters",
                    "vocabulary",
                    "startLoss",
                    "bigramLoss",
                    "trigramLoss",
                    "trainingLoss",
                    "validationLoss",
                    "resumeIsBitIdentical",
                    "seconds",
                    "millisecondsPerStep",
                    "tokensPerSecond");

    /** No null, no NaN and no Infinity: JSON has numbers that are finite, and a text may not stand in for one. */
    private static final Pattern ENTRY =
            Pattern.compile(
                    "\\s*\"(\\w+)\"\\s*:\\s*(\"(?!-?(?:NaN|Infinity)\")(?:[^\"\\\\]|\\\\.)*\"|true|false"
                        + "|-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?)\\s*(,|$)");

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        String page = Files.readString(folder.resolve("index.html"));
        require(page.contains("</html>"), "index.html is not complete");
        require(page.contains("<svg"), "index.html has no plot");
        Map<String, String> metrics =
                read(Files.readString(folder.resolve("metrics.json")).strip());
        for (String figure : FIGURES)
            require(metrics.containsKey(figure), "metrics.json lacks " + figure);
        metrics.forEach((name, value) ->
                require(
                        !value.matches("-?\\d.*") || Double.isFinite(Double.parseDouble(value)),
                        name + " is not finite: " + value));
        require(
                metrics.get("resumeIsBitIdentical").equals("true"),
                "the resumed run differs from the uninterrupted one");
        double start = Double.parseDouble(metrics.get("startLoss"));
        double end = Double.parseDouble(metrics.get("validationLoss"));
        require(end < start, "training did not lower the loss: from " + start + " to " + end);
        System.out.println(folder + ": " + metrics.size() + " figures, validation loss " + end);
    }

    private static Map<String, String> read(String json) {
        require(json.startsWith("{") && json.endsWith("}"), "metrics.json is not an object");
        String entries = json.substring(1, json.length() - 1);
        Map<String, String> metrics = new LinkedHashMap<>();
        Matcher entry = ENTRY.matcher(entries);
        int end = 0;
        while (entry.find(end) && entry.start() == end) {
            metrics.put(entry.group(1), entry.group(2));
            end = entry.end();
            if (entry.group(3).isEmpty()) break;
        }
        require(
                end == entries.length(),
                "metrics.json is not flat and finite from: " + entries.substring(end).strip());
        return metrics;
    }

    private static void require(boolean condition, String complaint) {
        if (condition) return;
        System.err.println("report: " + complaint);
        System.exit(1);
    }
}
