package org.firstprinciples.benchmarks;

import org.firstprinciples.benchmarks.harness.InterleavedRounds;
import org.firstprinciples.benchmarks.harness.Setting;
import org.firstprinciples.benchmarks.report.Row;
import org.firstprinciples.benchmarks.report.Sample;
import org.firstprinciples.benchmarks.report.Table;
import org.firstprinciples.benchmarks.workloads.ModelSize;
import org.firstprinciples.benchmarks.workloads.Workload.FusedMultiplyAdds;
import org.firstprinciples.benchmarks.workloads.Workload.MatrixProduct;
import org.firstprinciples.transformers.gpt.GptConfig;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Matrix products: square ones, and those of the linear layers of the small GPT, forward and backward.
final class Gemm implements Benchmark {

    private static final int ROUNDS = 9;
    private static final double WARM_UP_SECONDS = 0.5;
    private static final double MEASUREMENT_SECONDS = 0.03;
    private static final int SMALLEST = 128;
    private static final int LARGEST = 2048;
    private static final List<Integer> SIZES_FOR_PLAIN_JAVA = List.of(128, 512);

    @Override
    public String name() {
        return "gemm";
    }

    @Override
    public String summary() {
        return "matrix products against libtorch, OpenBLAS, EJML and Commons Math";
    }

    @Override
    public Table run(Session session) {
        List<Row> rows = new ArrayList<>();
        for (int threads : session.threads()) {
            List<Setting> peers = new ArrayList<>(Setting.libtorch(threads));
            peers.add(Setting.openBlas(threads));
            try (Comparison comparison = new Comparison(threads, peers)) {
                for (MatrixProduct product : products()) {
                    rows.add(row(session, comparison, product));
                }
            }
        }
        try (Comparison comparison =
                new Comparison(1, List.of(Setting.ejml(), Setting.commonsMath()))) {
            for (int n : SIZES_FOR_PLAIN_JAVA) {
                rows.add(row(session, comparison, MatrixProduct.square(n)));
            }
        }
        return new Table(
                "Matrix products",
                """
                `C (m,n) = op(A) (m,k) · op(B) (k,n)` in float32. `ratio` is our time over that of the fastest \
                peer in the same round: below 1 we are faster. The peak is the rate of fused multiply-adds \
                measured in the same round. The last rows are libraries in plain Java.\
                """,
                rows);
    }

    /// The squares, then the layers of the small GPT: `y = x·W`, `x̄ = ȳ·Wᵀ`, `W̄ = xᵀ·ȳ`.
    static List<MatrixProduct> products() {
        List<MatrixProduct> products = new ArrayList<>();
        for (int n = SMALLEST; n <= LARGEST; n *= 2) {
            products.add(MatrixProduct.square(n));
        }
        GptConfig gpt = ModelSize.A.config();
        int C = gpt.width();
        int tokens = ModelSize.A.batchSize() * gpt.context();
        int[][] layers = {{C, C}, {C, 3 * C}, {C, 4 * C}, {4 * C, C}, {C, gpt.vocabulary()}};
        for (int[] layer : layers) {
            int in = layer[0];
            int out = layer[1];
            products.add(new MatrixProduct(tokens, out, in, false, false));
            products.add(new MatrixProduct(tokens, in, out, false, true));
            products.add(new MatrixProduct(in, out, tokens, true, false));
        }
        return products;
    }

    /// The largest difference of two elements: rounding errors of `k` terms below 1, whose partial sums
    /// grow like `√k`, add up to about `k·u/3` with `u = 2⁻²⁴`; 48 times as much is allowed.
    static double tolerance(MatrixProduct product) {
        return 16 * 0x1p-24 * product.k();
    }

    private static Row row(Session session, Comparison comparison, MatrixProduct product) {
        session.log("gemm %s %s".formatted(product.extents(), product.form()));
        InterleavedRounds rounds =
                new InterleavedRounds(WARM_UP_SECONDS, session.rounds(ROUNDS), MEASUREMENT_SECONDS);
        Comparison.Result result =
                comparison.measure(product, new FusedMultiplyAdds(), rounds, tolerance(product));
        Row row =
                Row.empty()
                        .with("extents", product.extents())
                        .with("form", product.form())
                        .with("threads", result.threads())
                        .with("gigaflops", rate(product, result.ours()))
                        .with("peer", result.fastestPeer().name())
                        .with(
                                "peerGigaflops",
                                rate(product, result.fastestPeer().seconds()).median())
                        .with("ratio", result.ratio())
                        .with("peakGigaflops", result.peakGigaflops().median())
                        .with("fractionOfPeak", result.fractionOfPeak(product.flops()));
        String others =
                IntStream.range(1, result.peers().size())
                        .mapToObj(i -> result.peers().get(i))
                        .map(p ->
                                "%s %.1f".formatted(p.name(), rate(product, p.seconds()).median()))
                        .reduce((x, y) -> x + "; " + y)
                        .orElse("");
        return row.with("otherPeersGigaflops", others);
    }

    private static Sample rate(MatrixProduct product, Sample seconds) {
        return seconds.map(s -> product.flops() / s / 1e9);
    }
}
