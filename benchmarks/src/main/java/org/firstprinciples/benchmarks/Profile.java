package org.firstprinciples.benchmarks;

import org.firstprinciples.benchmarks.limits.Limits;
import org.firstprinciples.benchmarks.ours.OurLibrary;
import org.firstprinciples.benchmarks.report.Row;
import org.firstprinciples.benchmarks.report.Table;
import org.firstprinciples.benchmarks.turns.ModelSize;
import org.firstprinciples.benchmarks.turns.Trial;
import org.firstprinciples.benchmarks.turns.Work;
import org.firstprinciples.benchmarks.turns.Work.MultiplyAdds;
import org.firstprinciples.benchmarks.turns.Work.Streaming;
import org.firstprinciples.benchmarks.turns.Work.TrainingSteps;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Where the time of a training step goes, operation by operation, on one thread.
///
/// Runs in this process: nothing else is compared, and the limits are measured between pieces of training.
final class Profile implements Benchmark {

    private static final int ROUNDS = 6;
    private static final double WARM_UP = 5;
    private static final double PIECE = 3;
    private static final double LIMIT = 0.2;
    private static final double LEAST_SHARE = 0.001;

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
            session.say("profile " + size.description());
            rows.addAll(rows(size, session.rounds(ROUNDS)));
        }
        return new Table(
                "The operations of a training step",
                """
                One thread. `share` is how many of some thousand samples of the stack fell into the operation. \
                `needs` is the work that its formula needs, in a step: operations of products, or bytes where each \
                input is read once and each result written once. The limit is the rate of multiply-adds, or of \
                `y = ax` over as many numbers as an activation or all parameters have, measured in between.\
                """,
                rows);
    }

    private static List<Row> rows(ModelSize size, int rounds) {
        try (OurLibrary ours = new OurLibrary(1);
                Limits limits = new Limits(1);
                Trial training = ours.prepare(new TrainingSteps(size))) {
            StepNeeds needs = new StepNeeds(size);
            Streaming parameters = new Streaming(Math.toIntExact(size.config().parameters()));
            Streaming activation = new Streaming(needs.activation());
            Clock step = new Clock(training);
            Clock adds = new Clock(limits.prepare(new MultiplyAdds()));
            Clock near = new Clock(limits.prepare(activation));
            Clock far = new Clock(limits.prepare(parameters));
            step.run(WARM_UP);
            List.of(adds, near, far).forEach(clock -> clock.run(LIMIT));
            List.of(step, adds, near, far).forEach(Clock::reset);
            StackSamples samples = new StackSamples();
            for (int round = 0; round < rounds; round++) {
                samples.during(() -> step.run(PIECE));
                List.of(adds, near, far).forEach(clock -> clock.run(LIMIT));
            }
            double flops = 2.0 * Work.MultiplyAdds.COUNT / adds.seconds();
            Map<StepNeeds.Limit, Double> rates =
                    Map.of(
                            StepNeeds.Limit.ARITHMETIC,
                            flops,
                            StepNeeds.Limit.ACTIVATIONS,
                            2.0 * Float.BYTES * activation.length() / near.seconds(),
                            StepNeeds.Limit.PARAMETERS,
                            2.0 * Float.BYTES * parameters.length() / far.seconds());
            return samples.shares().entrySet().stream()
                    .filter(entry -> entry.getValue() >= LEAST_SHARE)
                    .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                    .map(e -> row(size, e.getKey(), e.getValue(), step.seconds(), needs, rates))
                    .toList();
        }
    }

    private static Row row(
            ModelSize size,
            String operation,
            double share,
            double stepSeconds,
            StepNeeds needs,
            Map<StepNeeds.Limit, Double> rates) {
        double seconds = share * stepSeconds;
        Row row =
                Row.empty()
                        .with("config", size.name())
                        .with("operation", operation)
                        .with("milliseconds", (Object) (1e3 * seconds))
                        .with("share", (Object) share);
        StepNeeds.Need need = needs.of(operation);
        if (need == null) {
            return row;
        }
        double limit = rates.getOrDefault(need.limit(), Double.NaN);
        double rate = need.amount() / seconds;
        return row.with("needs", need.description())
                .with("rate", (Object) (rate / 1e9))
                .with("limit", (Object) (limit / 1e9))
                .with("unit", need.unit())
                .with("shareOfLimit", (Object) (rate / limit));
    }

    /// The mean time of a work over several pieces.
    private static final class Clock {

        private final Trial trial;
        private long nanoseconds;
        private long times;

        Clock(Trial trial) {
            this.trial = trial;
        }

        void run(double seconds) {
            long start = System.nanoTime();
            long passed;
            do {
                trial.run();
                times++;
                passed = System.nanoTime() - start;
            } while (passed < seconds * 1e9);
            nanoseconds += passed;
        }

        void reset() {
            nanoseconds = 0;
            times = 0;
        }

        double seconds() {
            return nanoseconds / 1e9 / times;
        }
    }
}
