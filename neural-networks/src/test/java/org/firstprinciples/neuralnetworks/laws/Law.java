package org.firstprinciples.neuralnetworks.laws;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Kernels;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Parallel;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Operation;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Workers;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// What every operation obeys, as predicates: each answers with what it found wrong, or with nothing.
enum Law {

    /// The value is that of the definition, up to rounding.
    VALUE {
        @Override
        Optional<String> violation(Subject s, long seed) {
            float[][] x = s.inputs(seed);
            double[] expected = s.formula().value(s.shapes(), widen(x));
            return far("value", OpenFrame.forward(s, x).y(), expected, s.tolerance(expected));
        }
    },

    /// The gradients are those of the definition, up to rounding.
    GRADIENT {
        @Override
        Optional<String> violation(Subject s, long seed) {
            float[][] x = s.inputs(seed);
            float[] dy = s.cotangent(seed);
            double[][] expected = s.formula().adjoint(s.shapes(), widen(x), widen(dy));
            float[][] dx = OpenFrame.forward(s, x).backward(s.operation(), dy);
            for (int i = 0; i < dx.length; i++) {
                Optional<String> far =
                        far("gradient of input " + i, dx[i], expected[i], s.tolerance(expected[i]));
                if (far.isPresent()) {
                    return far;
                }
            }
            return Optional.empty();
        }
    },

    /// `⟨ȳ, Jv⟩ = ⟨Jᵀȳ, v⟩`, with `Jv` from central differences of the definition's value.
    ADJOINT {
        @Override
        Optional<String> violation(Subject s, long seed) {
            float[][] x = s.inputs(seed);
            float[] dy = s.cotangent(seed);
            double[][] v = widen(s.inputs(seed + 1));
            double[] jv = directionalDerivative(s, widen(x), v);
            float[][] dx = OpenFrame.forward(s, x).backward(s.operation(), dy);
            double[][] exact = s.formula().adjoint(s.shapes(), widen(x), widen(dy));
            double left = 0;
            double size = 0;
            for (int j = 0; j < jv.length; j++) {
                left += dy[j] * jv[j];
                size += Math.abs(dy[j] * jv[j]);
            }
            double right = 0;
            double ofFormula = 0;
            for (int i = 0; i < dx.length; i++) {
                for (int k = 0; k < dx[i].length; k++) {
                    right += dx[i][k] * v[i][k];
                    ofFormula += exact[i][k] * v[i][k];
                    size += Math.abs(exact[i][k] * v[i][k]);
                }
            }
            if (!(Math.abs(left - ofFormula) <= 1e-7 * (1 + size))) {
                return Optional.of(
                        "the definition's own adjoint: %s but %s".formatted(left, ofFormula));
            }
            return Math.abs(left - right) <= s.tolerance(size)
                    ? Optional.empty()
                    : Optional.of("⟨ȳ,Jv⟩ = %s but ⟨Jᵀȳ,v⟩ = %s".formatted(left, right));
        }
    },

    /// `backward` adds to what stands in `dx`, and asks for no gradient that is not needed.
    ACCUMULATION {
        @Override
        Optional<String> violation(Subject s, long seed) {
            float[][] x = s.inputs(seed);
            float[] dy = s.cotangent(seed);
            float[][] contribution = OpenFrame.forward(s, x).backward(s.operation(), dy);
            for (int dropped = -1; dropped < x.length; dropped++) {
                OpenFrame frame = OpenFrame.forward(s, x);
                float[][] before = s.inputs(seed + 2);
                for (int i = 0; i < x.length; i++) {
                    System.arraycopy(before[i], 0, frame.dx(i), 0, before[i].length);
                }
                if (dropped >= 0) {
                    frame.drop(dropped);
                }
                float[][] after = frame.backward(s.operation(), dy);
                for (int i = 0; i < x.length; i++) {
                    double[] expected = widen(before[i]);
                    for (int k = 0; i != dropped && k < expected.length; k++) {
                        expected[k] += contribution[i][k];
                    }
                    Optional<String> far =
                            far(
                                    "dx + gradient of input " + i,
                                    after[i],
                                    expected,
                                    s.tolerance(expected));
                    if (far.isPresent()) {
                        return far;
                    }
                }
            }
            return Optional.empty();
        }
    },

    /// The pullback is linear: twice the cotangent gives exactly twice the gradient, a sum the sum.
    LINEARITY {
        @Override
        Optional<String> violation(Subject s, long seed) {
            float[][] x = s.inputs(seed);
            float[] a = s.cotangent(seed);
            float[] b = s.cotangent(seed + 3);
            float[] twice = a.clone();
            float[] sum = a.clone();
            for (int j = 0; j < a.length; j++) {
                twice[j] = 2 * a[j];
                sum[j] = a[j] + b[j];
            }
            float[][] ofA = OpenFrame.forward(s, x).backward(s.operation(), a);
            float[][] ofB = OpenFrame.forward(s, x).backward(s.operation(), b);
            float[][] ofTwice = OpenFrame.forward(s, x).backward(s.operation(), twice);
            float[][] ofSum = OpenFrame.forward(s, x).backward(s.operation(), sum);
            for (int i = 0; i < x.length; i++) {
                double[] expected = new double[x[i].length];
                for (int k = 0; k < expected.length; k++) {
                    if (ofTwice[i][k] != 2 * ofA[i][k]) {
                        return Optional.of(
                                "twice the cotangent gives %s for %s"
                                        .formatted(ofTwice[i][k], ofA[i][k]));
                    }
                    expected[k] = (double) ofA[i][k] + ofB[i][k];
                }
                Optional<String> far =
                        far("gradient of a sum", ofSum[i], expected, 4 * s.tolerance(expected));
                if (far.isPresent()) {
                    return far;
                }
            }
            return Optional.empty();
        }
    },

    /// SIMD of every width gives the bits of the scalar kernels.
    KERNELS {
        @Override
        Optional<String> violation(Subject s, long seed) {
            float[][] expected = bits(s, seed, Kernels.scalar(), Parallel.sequential(), 0f);
            for (int width : new int[] {128, 256, 512}) {
                float[][] actual = bits(s, seed, Kernels.simd(width), Parallel.sequential(), 0f);
                if (!sameBits(expected, actual)) {
                    return Optional.of(width + " bits differ from scalar");
                }
            }
            return Optional.empty();
        }
    },

    /// Any number of threads gives the same bits.
    THREADS {
        @Override
        Optional<String> violation(Subject s, long seed) {
            float[][] expected = bits(s, seed, Kernels.fastest(), Parallel.sequential(), 0f);
            for (int threads : new int[] {2, 3, 8}) {
                try (Workers workers = Workers.of(threads)) {
                    if (!sameBits(expected, bits(s, seed, Kernels.fastest(), workers, 0f))) {
                        return Optional.of(threads + " threads differ from one");
                    }
                }
            }
            return Optional.empty();
        }
    },

    /// What buffers held before does not matter.
    ARENA {
        @Override
        Optional<String> violation(Subject s, long seed) {
            float[][] expected = bits(s, seed, Kernels.scalar(), Parallel.sequential(), 0f);
            float[][] actual = bits(s, seed, Kernels.scalar(), Parallel.sequential(), Float.NaN);
            return sameBits(expected, actual)
                    ? Optional.empty()
                    : Optional.of("the result depends on what the buffers held before");
        }
    },

    /// Inputs and cotangent are read only.
    INPUTS {
        @Override
        Optional<String> violation(Subject s, long seed) {
            float[][] x = s.inputs(seed);
            OpenFrame frame = OpenFrame.forward(s, x);
            float[] y = frame.y().clone();
            frame.backward(s.operation(), s.cotangent(seed));
            return sameBits(x, s.inputs(seed))
                            && Arrays.equals(frame.dy(), s.cotangent(seed))
                            && Arrays.equals(frame.y(), y)
                    ? Optional.empty()
                    : Optional.of("an input, the result or its cotangent was written to");
        }
    },

    /// A NaN in an input makes NaN exactly where it does in the definition: nothing hides it, nothing spreads it.
    NAN {
        @Override
        Optional<String> violation(Subject s, long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < s.shapes().length; i++) {
                float[][] x = s.inputs(seed);
                if (x[i].length == 0) {
                    continue;
                }
                x[i][random.nextInt(x[i].length)] = Float.NaN;
                double[] expected = s.formula().value(s.shapes(), widen(x));
                float[] y = OpenFrame.forward(s, x).y();
                for (int j = 0; j < y.length; j++) {
                    if (Float.isNaN(y[j]) != Double.isNaN(expected[j])) {
                        return Optional.of(
                                "NaN in input %s: element %s is %s, by definition %s"
                                        .formatted(i, j, y[j], expected[j]));
                    }
                }
            }
            return Optional.empty();
        }
    },

    /// A row alone is the row in a batch, value and gradient, bit for bit.
    ROWS {
        @Override
        Optional<String> violation(Subject s, long seed) {
            if (!s.rowWise() || s.shapes()[0].rank() != 2 || s.shapes()[0].rows() == 0) {
                return Optional.empty();
            }
            float[][] x = s.inputs(seed);
            float[] dy = s.cotangent(seed);
            OpenFrame batch = OpenFrame.forward(s, x);
            float[] dx = batch.backward(s.operation(), dy)[0];
            int in = s.shapes()[0].last();
            int out = batch.shape().last();
            int row = new SplittableRandom(seed).nextInt(s.shapes()[0].rows());
            Shape[] shapes = s.shapes().clone();
            shapes[0] = Shape.of(1, in);
            float[][] alone = x.clone();
            alone[0] = Arrays.copyOfRange(x[0], row * in, (row + 1) * in);
            Subject single = s.on(shapes);
            OpenFrame frame = OpenFrame.forward(single, alone);
            float[] dxAlone =
                    frame.backward(
                                    s.operation(),
                                    Arrays.copyOfRange(dy, row * out, (row + 1) * out))[0];
            return sameBits(frame.y(), Arrays.copyOfRange(batch.y(), row * out, (row + 1) * out))
                            && sameBits(dxAlone, Arrays.copyOfRange(dx, row * in, (row + 1) * in))
                    ? Optional.empty()
                    : Optional.of("row %s alone differs from the row in the batch".formatted(row));
        }
    };

    private static final double STEP = 0x1p-17;

    /// What this law finds wrong with a subject, on inputs drawn from a seed.
    abstract Optional<String> violation(Subject subject, long seed);

    /// The laws that small subjects are judged by; threads need large ones.
    static List<Law> ofSmallSubjects() {
        return Arrays.stream(values()).filter(law -> law != THREADS).toList();
    }

    private static float[][] bits(
            Subject s, long seed, Kernels kernels, Parallel workers, float fill) {
        Operation op = s.operation();
        OpenFrame frame = new OpenFrame(op, s.shapes(), s.inputs(seed), kernels, workers, fill);
        op.forward(frame);
        float[][] dx = frame.backward(op, s.cotangent(seed));
        float[][] all = Arrays.copyOf(dx, dx.length + 1);
        all[dx.length] = frame.y();
        return all;
    }

    private static double[] directionalDerivative(Subject s, double[][] x, double[][] v) {
        double[] plus = s.formula().value(s.shapes(), moved(x, v, STEP));
        double[] minus = s.formula().value(s.shapes(), moved(x, v, -STEP));
        double[] derivative = new double[plus.length];
        for (int j = 0; j < derivative.length; j++) {
            boolean constant = plus[j] == minus[j]; // infinities
            derivative[j] = constant ? 0 : (plus[j] - minus[j]) / (2 * STEP);
        }
        return derivative;
    }

    private static double[][] moved(double[][] x, double[][] v, double step) {
        double[][] moved = new double[x.length][];
        for (int i = 0; i < x.length; i++) {
            moved[i] = x[i].clone();
            for (int k = 0; k < moved[i].length; k++) {
                moved[i][k] += step * v[i][k];
            }
        }
        return moved;
    }

    private static Optional<String> far(
            String what, float[] actual, double[] expected, double tolerance) {
        for (int j = 0; j < expected.length; j++) {
            boolean same = actual[j] == expected[j]; // infinities
            if (!same && !(Math.abs(actual[j] - expected[j]) <= tolerance)) {
                return Optional.of(
                        "%s, element %s: %s, by definition %s, tolerance %s"
                                .formatted(what, j, actual[j], expected[j], tolerance));
            }
        }
        return Optional.empty();
    }

    private static boolean sameBits(float[][] a, float[][] b) {
        for (int i = 0; i < a.length; i++) {
            if (!sameBits(a[i], b[i])) {
                return false;
            }
        }
        return true;
    }

    /// Arrays.equals compares by `Float.floatToIntBits`: ±0 differ, all NaN are one.
    private static boolean sameBits(float[] a, float[] b) {
        return Arrays.equals(a, b);
    }

    private static double[] widen(float... x) {
        double[] wide = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            wide[i] = x[i];
        }
        return wide;
    }

    private static double[][] widen(float[][] x) {
        return Arrays.stream(x).map(Law::widen).toArray(double[][]::new);
    }
}
