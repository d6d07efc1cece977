package org.firstprinciples.benchmarks.harness;

import com.sun.management.ThreadMXBean;

import org.firstprinciples.benchmarks.workloads.Subject;
import org.firstprinciples.benchmarks.workloads.Task;
import org.firstprinciples.benchmarks.workloads.Workload;

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

/// The program in a [Fork]: it loads one library, waits for requests, and is idle between them.
public final class ForkedMain {

    private static final Path PROCESS_STATUS = Path.of("/proc/self/status");
    private static final String PEAK_RESIDENT_SET = "VmHWM:";
    private static final long KIB = 1024;

    private final Subject subject;
    private final List<Task> tasks = new ArrayList<>();

    private ForkedMain(Subject subject) {
        this.subject = subject;
    }

    /// Serves requests from the standard input until it ends. Arguments: a [Library], and its threads.
    public static void main(String[] arguments) throws IOException, ClassNotFoundException {
        OutputStream replies = System.out;
        System.setOut(System.err); // so that what a library prints does not mix with the replies
        Library library = Library.valueOf(arguments[0]);
        try (Subject subject = library.start(Integer.parseInt(arguments[1]));
                ObjectOutputStream out =
                        new ObjectOutputStream(new BufferedOutputStream(replies))) {
            out.writeUnshared(new Reply.Started(subject.kernels()));
            out.flush();
            try (ObjectInputStream in = new ObjectInputStream(System.in)) {
                new ForkedMain(subject).serve(in, out);
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
                return; // the parent closed the pipe
            }
            switch (request) {
                case Request.Prepare prepare -> out.writeUnshared(prepare(prepare.workload()));
                case Request.Measure measure -> out.writeUnshared(measure(measure));
                case Request.AllocatedBytes allocated ->
                        out.writeUnshared(
                                new Reply.AllocatedBytes(
                                        allocatedByRun(tasks.get(allocated.task()))));
                case Request.Release release -> tasks.get(release.task()).close();
                case Request.PeakMemory _ ->
                        out.writeUnshared(new Reply.PeakMemory(peakResidentSet()));
            }
            out.reset();
            out.flush();
        }
    }

    private Reply prepare(Workload workload) {
        Task task;
        try {
            task = subject.prepare(workload);
        } catch (UnsupportedOperationException e) {
            return new Reply.Unsupported(String.valueOf(e.getMessage()));
        }
        tasks.add(task);
        long firstRunBytes = allocatedByRun(task);
        return new Reply.Prepared(tasks.size() - 1, task.output(), firstRunBytes);
    }

    private Reply measure(Request.Measure request) {
        Task task = tasks.get(request.task());
        long end = (long) (request.seconds() * 1e9);
        int runs = 0;
        long start = System.nanoTime();
        long elapsed;
        do {
            task.run();
            runs++;
            elapsed = System.nanoTime() - start;
        } while (elapsed < end);
        return new Reply.MeanTime(elapsed / 1e9 / runs);
    }

    private static long allocatedByRun(Task task) {
        long before = allocatedBytes();
        task.run();
        return allocatedBytes() - before;
    }

    private static long allocatedBytes() {
        return ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads
                ? threads.getTotalThreadAllocatedBytes()
                : 0;
    }

    private static long peakResidentSet() throws IOException {
        if (Files.notExists(PROCESS_STATUS)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(PROCESS_STATUS)) {
            return lines.filter(line -> line.startsWith(PEAK_RESIDENT_SET))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
                    .findFirst()
                    .orElse(0);
        }
    }
}
