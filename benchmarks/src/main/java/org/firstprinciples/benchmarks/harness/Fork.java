package org.firstprinciples.benchmarks.harness;

import org.firstprinciples.benchmarks.workloads.Workload;

import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A forked JVM with one library, as the parent process sees it: it runs a task only on request. [ForkedMain] is the
/// program in it.
public final class Fork implements AutoCloseable {

    private static final List<String> JVM_OPTIONS =
            List.of(
                    "--add-modules",
                    "jdk.incubator.vector",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-XX:+IgnoreUnrecognizedVMOptions",
                    "-XX:+UseTransparentHugePages",
                    "-XX:+UseSerialGC", // as for notebooks
                    "-Xlog:pagesize=off");

    /// Every JVM prints this line when it loads the Vector API.
    private static final String INCUBATOR_WARNING = "WARNING: Using incubator modules";

    private final Setting setting;
    private final Process process;
    private final ObjectOutputStream requests;
    private final ObjectInputStream replies;
    private final String kernels;

    private Fork(Setting setting) throws IOException {
        this.setting = setting;
        List<String> command = new ArrayList<>();
        command.add(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
        command.addAll(JVM_OPTIONS);
        command.addAll(
                List.of(
                        "-classpath",
                        System.getProperty("java.class.path", ""),
                        ForkedMain.class.getName(),
                        setting.library().name(),
                        Integer.toString(setting.threads())));
        ProcessBuilder builder = new ProcessBuilder(command);
        setting.applyTo(builder.environment());
        this.process = builder.start();
        Thread.ofVirtual().start(this::forwardErrors);
        this.requests = new ObjectOutputStream(new BufferedOutputStream(process.getOutputStream()));
        requests.flush();
        this.replies = new ObjectInputStream(process.getInputStream());
        this.kernels =
                switch (receive("its start")) {
                    case Reply.Started started -> started.kernels();
                    case Reply reply -> throw unexpected(reply);
                };
    }

    private void forwardErrors() {
        process.errorReader()
                .lines()
                .filter(line -> !line.startsWith(INCUBATOR_WARNING))
                .forEach(System.err::println);
    }

    /// Forks a JVM and returns when its library is loaded, so that no two JVMs unpack the same native library
    /// at the same time.
    ///
    /// @throws UncheckedIOException if that fails
    public static Fork start(Setting setting) {
        try {
            return new Fork(setting);
        } catch (IOException e) {
            throw new UncheckedIOException(setting.name() + " cannot be started", e);
        }
    }

    /// The library and its environment.
    public Setting setting() {
        return setting;
    }

    /// The setting's name and, in parentheses, the kernels that the library chose for this processor, if it tells:
    /// `OpenBLAS 0.3.31 (SkylakeX)`.
    public String name() {
        return kernels.isEmpty() ? setting.name() : "%s (%s)".formatted(setting.name(), kernels);
    }

    /// Prepares a workload and runs it once; empty if the library does not support it.
    ///
    /// @throws UncheckedIOException if the process has ended
    public Optional<RemoteTask> prepare(Workload workload) {
        return switch (ask(new Request.Prepare(workload))) {
            case Reply.Prepared prepared ->
                    Optional.of(
                            new RemoteTask(
                                    this,
                                    prepared.task(),
                                    workload,
                                    prepared.output(),
                                    prepared.firstRunBytes()));
            case Reply.Unsupported _ -> Optional.empty();
            case Reply reply -> throw unexpected(reply);
        };
    }

    /// The largest resident set that the process ever had, in bytes; 0 if the operating system does not report it.
    public long peakMemory() {
        return switch (ask(new Request.PeakMemory())) {
            case Reply.PeakMemory memory -> memory.bytes();
            case Reply reply -> throw unexpected(reply);
        };
    }

    double measure(int task, double seconds) {
        return switch (ask(new Request.Measure(task, seconds))) {
            case Reply.MeanTime time -> time.seconds();
            case Reply reply -> throw unexpected(reply);
        };
    }

    long allocatedBytes(int task) {
        return switch (ask(new Request.AllocatedBytes(task))) {
            case Reply.AllocatedBytes allocated -> allocated.bytes();
            case Reply reply -> throw unexpected(reply);
        };
    }

    void release(int task) {
        send(new Request.Release(task));
    }

    private Reply ask(Request request) {
        send(request);
        return receive(request.toString());
    }

    private Reply receive(String occasion) {
        try {
            return (Reply) replies.readObject();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the process of %s ended at %s".formatted(setting.name(), occasion), e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private void send(Request request) {
        try {
            requests.writeUnshared(request);
            requests.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the process of %s accepts no request".formatted(setting.name()), e);
        }
    }

    private static IllegalStateException unexpected(Reply reply) {
        return new IllegalStateException("unexpected reply " + reply);
    }

    /// Ends the process.
    @Override
    public void close() {
        try {
            requests.close(); // the process ends when its standard input does
            process.waitFor();
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }
}
