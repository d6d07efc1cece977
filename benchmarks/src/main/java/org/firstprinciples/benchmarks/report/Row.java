package org.firstprinciples.benchmarks.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A line of a table: values by name, in order.
///
/// @param fields texts and numbers by name
public record Row(Map<String, Object> fields) {

    /// Copies the fields.
    public Row {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /// A row without fields.
    public static Row empty() {
        return new Row(Map.of());
    }

    /// This row and one more field at its end.
    ///
    /// @throws IllegalArgumentException if there is a field of this name
    public Row with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(fields);
        if (more.put(name, value) != null) {
            throw new IllegalArgumentException("expected a new field name, got a second " + name);
        }
        return new Row(more);
    }

    /// This row with the median of a sample and, in fields of its own, its 10th and 90th percentile:
    /// `seconds`, `p10Seconds`, `p90Seconds`.
    public Row with(String name, Sample sample) {
        String title = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        return with(name, sample.median())
                .with("p10" + title, sample.quantile(0.1))
                .with("p90" + title, sample.quantile(0.9));
    }
}
