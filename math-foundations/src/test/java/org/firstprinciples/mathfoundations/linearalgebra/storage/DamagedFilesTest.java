package org.firstprinciples.mathfoundations.linearalgebra.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// Whatever a file holds, reading ends with tensors or with a [SafeTensorsException], and takes no memory
/// that the file's length does not justify.
class DamagedFilesTest {

    /// What reading may allocate beside the content: a chunk, the JSON parser's buffers, messages.
    private static final long ALLOWANCE_BYTES = 4 << 20;

    private static final Path FILE = ForeignFile.temporary();

    /// A valid file with some bytes changed, or cut off, is read or refused, and takes no memory to speak of.
    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void damagedFilesAreReadOrRefused(@ForAll("damages") List<Damage> damages) throws IOException {
        byte[] content = VALID;
        for (Damage damage : damages) {
            content = damage.applyTo(content);
        }
        collect(isReadOrRefused(content));
    }

    /// Headers of the right grammar with wild numbers are read or refused, and take no memory to speak of.
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void wildNumbersAreReadOrRefused(
            @ForAll("shapes") List<String> shape, @ForAll("offsets") List<String> offsets)
            throws IOException {
        String header =
                "{\"a\":{\"dtype\":\"BF16\",\"shape\":[%s],\"data_offsets\":[%s]}}"
                        .formatted(String.join(",", shape), String.join(",", offsets));
        collect(isReadOrRefused(ForeignFile.bytes(header, 16)));
    }

    /// Both outcomes are reached, far from rarely: neither property is empty.
    private static void collect(boolean read) {
        Statistics.collect(read);
        Statistics.coverage(coverage -> coverage.check(true).count(c -> c > 0));
        Statistics.coverage(coverage -> coverage.check(false).count(c -> c > 0));
    }

    private static boolean isReadOrRefused(byte[] content) throws IOException {
        Files.write(FILE, content);
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();
        boolean read;
        try {
            SafeTensors.read(FILE);
            read = true;
        } catch (SafeTensorsException e) {
            assertThat(e.getMessage()).startsWith(FILE + ": ").hasSizeLessThan(2000);
            read = false;
        }
        assertThat(thread.getCurrentThreadAllocatedBytes() - before).isLessThan(ALLOWANCE_BYTES);
        return read;
    }

    private static final byte[] VALID =
            ForeignFile.bytes(
                    "{\"__metadata__\":{\"format\":\"pt\"},"
                            + "\"w\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[0,24]},"
                            + "\"b\":{\"dtype\":\"F16\",\"shape\":[4],\"data_offsets\":[24,32]},"
                            + "\"s\":{\"dtype\":\"BF16\",\"shape\":[],\"data_offsets\":[32,34]}}",
                    34);

    /// One change of a file: at a place in it (as a fraction of the length), a byte or the rest of the file.
    record Damage(double place, byte value, Kind kind) {

        enum Kind {
            REPLACE,
            FLIP,
            CUT,
            INSERT
        }

        byte[] applyTo(byte[] content) {
            if (content.length == 0) {
                return content;
            }
            int at = (int) (place * content.length);
            byte[] damaged =
                    Arrays.copyOf(
                            content, kind == Kind.INSERT ? content.length + 1 : content.length);
            switch (kind) {
                case REPLACE -> damaged[at] = value;
                case FLIP -> damaged[at] ^= (byte) (1 << (value & 7));
                case CUT -> damaged = Arrays.copyOf(content, at);
                case INSERT -> {
                    System.arraycopy(content, at, damaged, at + 1, content.length - at);
                    damaged[at] = value;
                }
            }
            return damaged;
        }
    }

    @Provide
    Arbitrary<List<Damage>> damages() {
        Arbitrary<Double> places =
                Arbitraries.integers().between(0, 9999).withoutEdgeCases().map(i -> i / 1e4);
        Arbitrary<Byte> values =
                Arbitraries.oneOf(
                        Arbitraries.bytes(),
                        Arbitraries.of(
                                "0123456789{}[]\",:-eE \\\0"
                                        .chars()
                                        .mapToObj(c -> (byte) c)
                                        .toList()));
        Arbitrary<Damage.Kind> kinds =
                Arbitraries.frequencyOf(
                        Tuple.of(6, Arbitraries.of(Damage.Kind.REPLACE, Damage.Kind.FLIP)),
                        Tuple.of(1, Arbitraries.of(Damage.Kind.CUT, Damage.Kind.INSERT)));
        return Combinators.combine(places, values, kinds)
                .as(Damage::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3);
    }

    @Provide
    Arbitrary<List<String>> shapes() {
        return Arbitraries.oneOf(Arbitraries.of(List.of("8"), List.of("2", "4")), numbers());
    }

    @Provide
    Arbitrary<List<String>> offsets() {
        return Arbitraries.oneOf(Arbitraries.just(List.of("0", "16")), numbers());
    }

    private static Arbitrary<List<String>> numbers() {
        return Arbitraries.of(
                        "0",
                        "1",
                        "2",
                        "4",
                        "8",
                        "16",
                        "-1",
                        "-0",
                        "65536",
                        "2147483647",
                        "2147483648",
                        "4294967296",
                        "4611686018427387904",
                        "9223372036854775807",
                        "9223372036854775808",
                        "18446744073709551616",
                        "1e9",
                        "0.5",
                        "1e999999999",
                        "7".repeat(999),
                        "null")
                .list()
                .ofMaxSize(4);
    }
}
