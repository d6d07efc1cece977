package org.firstprinciples.benchmarks.turns;

import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The parent's end of a [Child]: a library in a process of its own, which computes only when it is told.
public final class Player implements AutoCloseable {

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

    private static final String GREETING = "WARNING: Using incubator modules";

    private final Setting setting;
    private final Process process;
    private final ObjectOutputStream requests;
    private final ObjectInputStream replies;

    private Player(Setting setting) throws IOException {
        this.setting = setting;
        List<String> command = new ArrayList<>();
        command.add(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
        command.addAll(JVM_OPTIONS);
        command.addAll(
                List.of(
                        "-classpath",
                        System.getProperty("java.class.path", ""),
                        Child.class.getName(),
                        setting.competitor().name(),
                        Integer.toString(setting.threads())));
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        environment.putAll(setting.environment());
        this.process = builder.start();
        Thread.ofVirtual().start(this::passErrorsOn);
        this.requests = new ObjectOutputStream(new BufferedOutputStream(process.getOutputStream()));
        requests.flush();
        this.replies = new ObjectInputStream(process.getInputStream());
    }

    /// What the process says, less the line with which every JVM greets the Vector API.
    private void passErrorsOn() {
        process.errorReader()
                .lines()
                .filter(line -> !line.startsWith(GREETING))
                .forEach(System.err::println);
    }

    /// Starts the process of a setting and returns when its library is loaded. So two never unpack the same
    /// native library at a time.
    ///
    /// @throws UncheckedIOException if that fails
    public static Player start(Setting setting) {
        try {
            return new Player(setting);
        } catch (IOException e) {
            throw new UncheckedIOException(setting.name() + " cannot be started", e);
        }
    }

    /// The library and its environment.
    public Setting setting() {
        return setting;
    }

    /// Makes ready for a work; empty if the library does not do such work.
    ///
    /// @throws UncheckedIOException if the process has ended
    public Optional<Seat> prepare(Work work) {
        return switch (ask(new Request.Prepare(work))) {
            case Reply.Ready ready ->
                    Optional.of(
                            new Seat(
                                    this,
                                    ready.trial(),
                                    work,
                                    ready.outcome(),
                                    ready.firstBytes()));
            case Reply.Refusal refusal -> Optional.empty();
            case Reply reply -> throw unexpected(reply);
        };
    }

    /// The most memory that the process ever had resident, in bytes; 0 if this system does not tell.
    public long peakMemory() {
        return switch (ask(new Request.Memory())) {
            case Reply.PeakMemory memory -> memory.bytes();
            case Reply reply -> throw unexpected(reply);
        };
    }

    double turn(int trial, double seconds) {
        return switch (ask(new Request.Turn(trial, seconds))) {
            case Reply.Turn turn -> turn.seconds();
            case Reply reply -> throw unexpected(reply);
        };
    }

    long allocation(int trial) {
        return switch (ask(new Request.Allocation(trial))) {
            case Reply.Allocation allocation -> allocation.bytes();
            case Reply reply -> throw unexpected(reply);
        };
    }

    void release(int trial) {
        send(new Request.Release(trial));
    }

    private Reply ask(Request request) {
        send(request);
        try {
            return (Reply) replies.readObject();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the process of %s ended at %s".formatted(setting.name(), request), e);
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
                    "the process of %s takes no request".formatted(setting.name()), e);
        }
    }

    private static IllegalStateException unexpected(Reply reply) {
        return new IllegalStateException("unexpected answer " + reply);
    }

    /// Ends the process.
    @Override
    public void close() {
        try {
            requests.close(); // its input ends, and so does it
            process.waitFor();
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }
}
