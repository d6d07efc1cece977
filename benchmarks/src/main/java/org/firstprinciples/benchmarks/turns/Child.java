package org.firstprinciples.benchmarks.turns;

import com.sun.management.ThreadMXBean;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The process of one library: it waits for requests, and computes only while it has one.
public final class Child {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String PEAK = "VmHWM:";
    private static final long KIB = 1024;

    private final Contestant contestant;
    private final List<Trial> trials = new ArrayList<>();

    private Child(Contestant contestant) {
        this.contestant = contestant;
    }

    /// Serves requests from the standard input until it ends. Arguments: a [Competitor], and its threads.
    public static void main(String[] arguments) throws IOException, ClassNotFoundException {
        OutputStream answers = System.out;
        System.setOut(System.err); // whatever a library prints must not get between the answers
        Competitor competitor = Competitor.valueOf(arguments[0]);
        try (Contestant contestant = competitor.start(Integer.parseInt(arguments[1]));
                ObjectOutputStream out =
                        new ObjectOutputStream(new BufferedOutputStream(answers))) {
            out.flush(); // the library is loaded
            try (ObjectInputStream in = new ObjectInputStream(System.in)) {
                new Child(contestant).serve(in, out);
            }
        }
    }

    private void serve(ObjectInputStream in, ObjectOutputStream out)
            throws IOException, ClassNotFoundException {
        while (true) {
            Request request;
            try {
                request = (Request) in.readObject();
            } catch (EOFException e) {
                return; // the parent has finished
            }
            switch (request) {
                case Request.Prepare prepare -> out.writeUnshared(prepare(prepare.work()));
                case Request.Turn turn -> out.writeUnshared(turn(turn));
                case Request.Allocation allocation ->
                        out.writeUnshared(
                                new Reply.Allocation(
                                        allocatedByRun(trials.get(allocation.trial()))));
                case Request.Release release -> trials.get(release.trial()).close();
                case Request.Memory memory -> out.writeUnshared(new Reply.PeakMemory(peakMemory()));
            }
            out.reset();
            out.flush();
        }
    }

    private Reply prepare(Work work) {
        Trial trial;
        try {
            trial = contestant.prepare(work);
        } catch (UnsupportedOperationException e) {
            return new Reply.Refusal(String.valueOf(e.getMessage()));
        }
        trials.add(trial);
        long firstBytes = allocatedByRun(trial);
        return new Reply.Ready(trials.size() - 1, trial.outcome(), firstBytes);
    }

    private Reply turn(Request.Turn request) {
        Trial trial = trials.get(request.trial());
        long end = (long) (request.seconds() * 1e9);
        int times = 0;
        long start = System.nanoTime();
        long passed;
        do {
            trial.run();
            times++;
            passed = System.nanoTime() - start;
        } while (passed < end);
        return new Reply.Turn(passed / 1e9 / times);
    }

    private static long allocatedByRun(Trial trial) {
        long before = allocated();
        trial.run();
        return allocated() - before;
    }

    private static long allocated() {
        return ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads
                ? threads.getTotalThreadAllocatedBytes()
                : 0;
    }

    private static long peakMemory() throws IOException {
        if (Files.notExists(STATUS)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith(PEAK))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
                    .findFirst()
                    .orElse(0);
        }
    }
}
