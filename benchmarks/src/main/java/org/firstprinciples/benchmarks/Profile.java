package org.firstprinciples.benchmarks;

import org.firstprinciples.benchmarks.limits.Limits;
import org.firstprinciples.benchmarks.ours.OurLibrary;
import org.firstprinciples.benchmarks.report.Row;
import org.firstprinciples.benchmarks.report.Table;
import org.firstprinciples.benchmarks.workloads.ModelSize;
import org.firstprinciples.benchmarks.workloads.Task;
import org.firstprinciples.benchmarks.workloads.Workload.FusedMultiplyAdds;
import org.firstprinciples.benchmarks.workloads.Workload.StreamScale;
import org.firstprinciples.benchmarks.workloads.Workload.TrainingSteps;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Where the time of a training step goes, operation by operation, on one thread.
///
/// Runs in this process, because no other library is compared; the limits are measured between rounds of training.
final class Profile implements Benchmark {

    private static final int ROUNDS = 6;
    private static final double WARM_UP_SECONDS = 5;
    private static final double TRAINING_SECONDS = 3;
    private static final double LIMIT_SECONDS = 0.2;
    private static final double MIN_SHARE = 0.001;

    @Override
    public String name() {
        return "profile";
    }

    @Override
    public String summary() {
        return "where the time of a training step goes, operation by operation";
    }

    @Override
    public Table run(Session session) {
        List<Row> rows = new ArrayList<>();
        for (ModelSize size : ModelSize.values()) {
            session.log("profile " + size.description());
            rows.addAll(rows(size, session.rounds(ROUNDS)));
        }
        return new Table(
                "The operations of a training step",
                """
                One thread. `share` is the fraction of some thousand stack samples that fell into the operation. \
                `work` is what its formula needs in a step: the operations of its products, or the bytes of each \
                input read once and each result written once. The peak is the rate of multiply-adds, or of \
                `y = ax` over as many numbers as an activation or all parameters have, measured between rounds.\
                """,
                rows);
    }

    private static List<Row> rows(ModelSize size, int rounds) {
        try (OurLibrary ours = new OurLibrary(1);
                Limits limits = new Limits(1);
                Task training = ours.prepare(new TrainingSteps(size))) {
            StepCosts costs = new StepCosts(size);
            StreamScale activation = new StreamScale(costs.activationSize());
            StreamScale parameters = new StreamScale(Math.toIntExact(size.config().parameters()));
            Stopwatch step = new Stopwatch(training);
            Stopwatch multiplyAdds = new Stopwatch(limits.prepare(new FusedMultiplyAdds()));
            Stopwatch activationStream = new Stopwatch(limits.prepare(activation));
            Stopwatch parameterStream = new Stopwatch(limits.prepare(parameters));
            List<Stopwatch> peaks = List.of(multiplyAdds, activationStream, parameterStream);
            step.run(WARM_UP_SECONDS);
            peaks.forEach(peak -> peak.run(LIMIT_SECONDS));
            step.reset();
            peaks.forEach(Stopwatch::reset);
            SamplingProfiler profiler = new SamplingProfiler();
            for (int round = 0; round < rounds; round++) {
                profiler.profile(() -> step.run(TRAINING_SECONDS));
                peaks.forEach(peak -> peak.run(LIMIT_SECONDS));
            }
            Map<StepCosts.Bound, Double> peakRates =
                    Map.of(
                            StepCosts.Bound.ARITHMETIC,
                            new FusedMultiplyAdds().flops(1) / multiplyAdds.meanSeconds(),
                            StepCosts.Bound.ACTIVATION_BANDWIDTH,
                            activation.bytes() / activationStream.meanSeconds(),
                            StepCosts.Bound.PARAMETER_BANDWIDTH,
                            parameters.bytes() / parameterStream.meanSeconds());
            double stepSeconds = step.meanSeconds();
            return profiler.shares().entrySet().stream()
                    .filter(entry -> entry.getValue() >= MIN_SHARE)
                    .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                    .map(e -> row(size, e.getKey(), e.getValue(), stepSeconds, costs, peakRates))
                    .toList();
        }
    }

    private static Row row(
            ModelSize size,
            String operation,
            double share,
            double stepSeconds,
            StepCosts costs,
            Map<StepCosts.Bound, Double> peakRates) {
        double seconds = share * stepSeconds;
        Row row =
                Row.empty()
                        .with("config", size.name())
                        .with("operation", operation)
                        .with("milliseconds", 1e3 * seconds)
                        .with("share", share);
        StepCosts.Cost cost = costs.of(operation);
        if (cost == null) {
            return row;
        }
        double peak = peakRates.getOrDefault(cost.bound(), Double.NaN);
        double rate = cost.amount() / seconds;
        return row.with("work", cost.description())
                .with("rate", rate / 1e9)
                .with("peak", peak / 1e9)
                .with("unit", cost.unitOfRate())
                .with("fractionOfPeak", rate / peak);
    }

    /// The mean time of a run of a task, over all rounds since the last reset.
    private static final class Stopwatch {

        private final Task task;
        private long nanoseconds;
        private long runs;

        Stopwatch(Task task) {
            this.task = task;
        }

        void run(double seconds) {
            long start = System.nanoTime();
            long elapsed;
            do {
                task.run();
                runs++;
                elapsed = System.nanoTime() - start;
            } while (elapsed < seconds * 1e9);
            nanoseconds += elapsed;
        }

        void reset() {
            nanoseconds = 0;
            runs = 0;
        }

        double meanSeconds() {
            return nanoseconds / 1e9 / runs;
        }
    }
}
