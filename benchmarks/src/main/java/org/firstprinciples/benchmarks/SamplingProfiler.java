package org.firstprinciples.benchmarks;

import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;

import org.firstprinciples.neuralnetworks.backpropagation.descent.GradientClipping;
import org.firstprinciples.neuralnetworks.backpropagation.descent.Optimizer;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Operation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A sampling profiler of the current thread, by operation.
///
/// Java's flight recorder takes the stack every few milliseconds. A sample is counted for its outermost frame that
/// belongs to an operation, the clipping of gradients or the optimizer.
final class SamplingProfiler {

    private static final Duration SAMPLING_PERIOD = Duration.ofMillis(5);
    private static final String SAMPLE = "jdk.ExecutionSample";
    private static final String OTHER = "other";

    private final Map<String, Integer> counts = new HashMap<>();

    /// Takes samples of this thread while it runs the code.
    void profile(Runnable code) {
        try (Recording recording = new Recording()) {
            recording.enable(SAMPLE).withPeriod(SAMPLING_PERIOD);
            recording.start();
            code.run();
            recording.stop();
            Path file = Files.createTempFile("profile", ".jfr");
            try {
                recording.dump(file);
                RecordingFile.readAllEvents(file).forEach(this::count);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the flight recorder cannot write", e);
        }
    }

    private void count(RecordedEvent event) {
        boolean ofThisThread =
                event.getEventType().getName().equals(SAMPLE)
                        && event.getThread("sampledThread").getJavaThreadId()
                                == Thread.currentThread().threadId();
        if (ofThisThread && event.getStackTrace() != null) {
            counts.merge(name(event.getStackTrace().getFrames()), 1, Integer::sum);
        }
    }

    /// The fraction of the samples for each operation and direction, such as `LayerNorm.Op backward`.
    Map<String, Double> shares() {
        double total = counts.values().stream().mapToInt(Integer::intValue).sum();
        Map<String, Double> shares = new HashMap<>();
        counts.forEach((name, count) -> shares.put(name, count / total));
        return shares;
    }

    private static String name(List<RecordedFrame> innermostFirst) {
        for (RecordedFrame frame : innermostFirst.reversed()) {
            RecordedMethod method = frame.getMethod();
            boolean forwardOrBackward =
                    method.getName().equals("forward") || method.getName().equals("backward");
            String type = method.getType().getName();
            if (forwardOrBackward && isSubtype(type, Operation.class)
                    || method.getName().equals("step") && isSubtype(type, Optimizer.class)
                    || method.getName().equals("clip")
                            && type.equals(GradientClipping.class.getName())) {
                String simple = type.substring(type.lastIndexOf('.') + 1).replace('$', '.');
                return simple + " " + method.getName();
            }
        }
        return OTHER;
    }

    private static boolean isSubtype(String type, Class<?> supertype) {
        try {
            return supertype.isAssignableFrom(
                    Class.forName(type, false, SamplingProfiler.class.getClassLoader()));
        } catch (ClassNotFoundException e) {
            return false; // a hidden class, such as that of a lambda
        }
    }
}
