package org.firstprinciples.mathfoundations.linearalgebra.ladder;

import org.firstprinciples.mathfoundations.linearalgebra.kernels.Kernels;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Parallel;

import java.util.ArrayList;
import java.util.List;

/// The rungs in order, from the definition to the library's product.
public final class Ladder {

    /// Rows of a block of `B`: with [#WIDTH] columns it takes 128 KiB, a part of L2.
    private static final int DEPTH = 64;

    /// Columns of a block of `B`: a row of it and a row of `C`, 2 KiB each, stay in L1.
    private static final int WIDTH = 512;

    private Ladder() {}

    /// The rungs, the last two on all processors.
    public static List<MatrixProduct> rungs() {
        return rungs(Threaded.commonPool());
    }

    /// The rungs, the last two run by `parallel`; with [Parallel#sequential()] all on the calling thread.
    /// Without the module `jdk.incubator.vector` the rungs `SIMD` and `threads` are missing.
    public static List<MatrixProduct> rungs(Parallel parallel) {
        List<MatrixProduct> rungs = new ArrayList<>();
        rungs.add(new NaiveProduct());
        rungs.add(new LoopOrder());
        rungs.add(new Blocked(DEPTH, WIDTH));
        rungs.add(new Packed(DEPTH, WIDTH));
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
            rungs.add(new Simd());
            rungs.add(new Threaded(parallel));
        }
        rungs.add(new LibraryProduct(Kernels.fastest(), parallel));
        return List.copyOf(rungs);
    }
}
