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

/// What this thread was seen doing, at moments that do not depend on what it does.
///
/// Java's flight recorder looks at the stack every few milliseconds. The outermost frame that belongs to an
/// operation, the clipping of gradients or the optimizer names the sample.
final class StackSamples {

    private static final Duration PERIOD = Duration.ofMillis(5);
    private static final String SAMPLE = "jdk.ExecutionSample";
    private static final String REST = "the rest";

    private final Map<String, Integer> counts = new HashMap<>();

    /// Takes samples of this thread while the work is done.
    void during(Runnable work) {
        try (Recording recording = new Recording()) {
            recording.enable(SAMPLE).withPeriod(PERIOD);
            recording.start();
            work.run();
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
        boolean mine =
                event.getEventType().getName().equals(SAMPLE)
                        && event.getThread("sampledThread").getJavaThreadId()
                                == Thread.currentThread().threadId();
        if (mine && event.getStackTrace() != null) {
            counts.merge(name(event.getStackTrace().getFrames()), 1, Integer::sum);
        }
    }

    /// The share of the samples that each name has.
    Map<String, Double> shares() {
        double all = counts.values().stream().mapToInt(Integer::intValue).sum();
        Map<String, Double> shares = new HashMap<>();
        counts.forEach((name, count) -> shares.put(name, count / all));
        return shares;
    }

    private static String name(List<RecordedFrame> innermostFirst) {
        for (RecordedFrame frame : innermostFirst.reversed()) {
            RecordedMethod method = frame.getMethod();
            boolean pass =
                    method.getName().equals("forward") || method.getName().equals("backward");
            String type = method.getType().getName();
            if (pass && is(type, Operation.class)
                    || method.getName().equals("step") && is(type, Optimizer.class)
                    || method.getName().equals("clip")
                            && type.equals(GradientClipping.class.getName())) {
                String simple = type.substring(type.lastIndexOf('.') + 1).replace('$', '.');
                return simple + " " + method.getName();
            }
        }
        return REST;
    }

    private static boolean is(String type, Class<?> kind) {
        try {
            return kind.isAssignableFrom(
                    Class.forName(type, false, StackSamples.class.getClassLoader()));
        } catch (ClassNotFoundException e) {
            return false; // a class that the JVM made for itself
        }
    }
}
