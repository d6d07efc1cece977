package org.firstprinciples.transformers.multiheadattention;

import static org.assertj.core.api.Assertions.assertThat;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Kernels;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Parallel;
import org.firstprinciples.neuralnetworks.backpropagation.Engine;
import org.firstprinciples.neuralnetworks.backpropagation.Frame;
import org.firstprinciples.neuralnetworks.backpropagation.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.Operation;
import org.firstprinciples.neuralnetworks.backpropagation.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.Variable;
import org.firstprinciples.neuralnetworks.backpropagation.Workers;
import org.firstprinciples.neuralnetworks.laws.OperationLaws;
import org.firstprinciples.neuralnetworks.laws.Subject;
import org.firstprinciples.neuralnetworks.laws.WrongVersion;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

class FusedAttentionTest implements OperationLaws {

    private static final Engine ENGINE = Engine.of(Kernels.fastest(), Workers.of(1));

    private static Subject subject(int batch, int time, int heads, int headSize) {
        Shape shape = Shape.of(batch, time, heads * headSize);
        return Subject.of(
                new FusedAttention(heads),
                new FusedAttention.Formula(heads),
                4 * (time + headSize),
                shape,
                shape,
                shape);
    }

    /// Around the 32 queries and 64 keys of a block.
    @Override
    public List<Subject> subjects() {
        return List.of(
                subject(2, 5, 2, 3),
                subject(1, 1, 1, 1),
                subject(0, 3, 2, 2),
                subject(1, 0, 2, 2),
                subject(1, 33, 2, 4),
                subject(1, 64, 1, 5),
                subject(1, 65, 2, 8),
                subject(1, 130, 2, 1));
    }

    @Override
    public List<Subject> largeSubjects() {
        return List.of(subject(4, 70, 5, 8));
    }

    @Override
    public List<Shape[]> misfits() {
        Shape shape = Shape.of(2, 3, 4);
        return List.of(
                new Shape[] {shape, shape},
                new Shape[] {shape, shape, Shape.of(2, 4, 4)},
                new Shape[] {Shape.of(3, 4), Shape.of(3, 4), Shape.of(3, 4)},
                new Shape[] {Shape.of(2, 3, 5), Shape.of(2, 3, 5), Shape.of(2, 3, 5)});
    }

    @Override
    public List<WrongVersion> wrongVersions() {
        Operation right = new FusedAttention(2);
        return List.of(
                WrongVersion.instead("one head instead of two", right, new OneHead()),
                WrongVersion.forward(
                        "does not divide by √D", right, f -> right.forward(new Scaled(f, 2))),
                WrongVersion.forward(
                        "sees the next key",
                        right,
                        f -> {
                            right.forward(f);
                            int C = f.shape().last();
                            for (int i = 0; i + C < f.y().length; i++) {
                                f.y()[i] = 0.9f * f.y()[i] + 0.1f * f.x(2)[i + C];
                            }
                        }),
                WrongVersion.backward(
                        "forgets δ",
                        right,
                        f -> {
                            float[] y = f.y().clone();
                            Arrays.fill(f.y(), 0f);
                            right.backward(f);
                            System.arraycopy(y, 0, f.y(), 0, y.length);
                        }),
                WrongVersion.backward(
                        "forgets to divide the slopes by √D",
                        right,
                        f -> {
                            float[] before = f.needs(0) ? f.dx(0).clone() : new float[0];
                            right.backward(f);
                            double root = Math.sqrt(f.shape().last() / 2.0);
                            for (int i = 0; i < before.length; i++) {
                                f.dx(0)[i] = (float) (before[i] + (f.dx(0)[i] - before[i]) * root);
                            }
                        }),
                WrongVersion.backward(
                        "exchanges the gradients of keys and queries",
                        right,
                        f -> {
                            right.backward(f);
                            for (int i = 0; f.needs(0) && f.needs(1) && i < f.dx(0).length; i++) {
                                float dq = f.dx(0)[i];
                                f.dx(0)[i] = f.dx(1)[i];
                                f.dx(1)[i] = dq;
                            }
                        }));
    }

    /// Attention of one head over the whole width, with room for what two heads would keep.
    private record OneHead() implements Operation {

        @Override
        public Shape shape(Shape... inputs) {
            return new FusedAttention(1).shape(inputs);
        }

        @Override
        public void forward(Frame f) {
            new FusedAttention(1).forward(f);
        }

        @Override
        public void backward(Frame f) {
            new FusedAttention(1).backward(f);
        }
    }

    /// A frame whose queries are multiplied by a number.
    private record Scaled(Frame frame, float factor) implements Frame {

        @Override
        public float[] x(int i) {
            float[] x = frame.x(i).clone();
            for (int k = 0; i == 0 && k < x.length; k++) {
                x[k] *= factor;
            }
            return x;
        }

        @Override
        public int inputs() {
            return frame.inputs();
        }

        @Override
        public float[] y() {
            return frame.y();
        }

        @Override
        public float[] dx(int i) {
            return frame.dx(i);
        }

        @Override
        public float[] dy() {
            return frame.dy();
        }

        @Override
        public float[] saved() {
            return frame.saved();
        }

        @Override
        public Shape shape(int i) {
            return frame.shape(i);
        }

        @Override
        public Shape shape() {
            return frame.shape();
        }

        @Override
        public boolean needs(int i) {
            return frame.needs(i);
        }

        @Override
        public Kernels kernels() {
            return frame.kernels();
        }

        @Override
        public Parallel workers() {
            return frame.workers();
        }
    }

    private static float[] normal(long seed, int n, double deviation) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = (float) (deviation * random.nextGaussian());
        }
        return x;
    }

    /// Result and gradients of queries, keys and values for one sequence of two heads of size 8.
    private static float[][] run(float[] q, float[] k, float[] v, float[] dy) {
        Shape shape = Shape.of(1, q.length / 16, 16);
        Tape tape = new Tape(ENGINE, Mode.training(1, 0));
        Variable qs = tape.input(Tensor.of(shape, q));
        Variable ks = tape.input(Tensor.of(shape, k));
        Variable vs = tape.input(Tensor.of(shape, v));
        Variable y = qs.apply(new FusedAttention(2), ks, vs);
        tape.backward(y, Tensor.of(shape, dy));
        return new float[][] {
            y.value().toArray(),
            qs.gradient().toArray(),
            ks.gradient().toArray(),
            vs.gradient().toArray()
        };
    }

    /// What stands at later positions never shows, not even if it is NaN or infinite.
    @Test
    void thePastDoesNotKnowTheFuture() {
        for (int seen : new int[] {1, 31, 32, 33, 63, 64, 65, 100}) {
            int n = 130 * 16;
            float[] q = normal(1, n, 1);
            float[] k = normal(2, n, 1);
            float[] v = normal(3, n, 1);
            int end = seen * 16;
            float[][] prefix =
                    run(
                            Arrays.copyOf(q, end),
                            Arrays.copyOf(k, end),
                            Arrays.copyOf(v, end),
                            normal(4, end, 1));
            Arrays.fill(q, end, n, Float.NaN);
            Arrays.fill(k, end, n, Float.POSITIVE_INFINITY);
            Arrays.fill(v, end, n, Float.NaN);
            float[][] whole = run(q, k, v, Arrays.copyOf(normal(4, end, 1), n));
            assertThat(Arrays.copyOf(whole[0], end)).as("result of %d", seen).isEqualTo(prefix[0]);
            assertThat(Arrays.copyOf(whole[1], end))
                    .as("query gradient of %d", seen)
                    .isEqualTo(prefix[1]);
        }
    }

    @Test
    void hugeScoresStayFinite() {
        int n = 70 * 16;
        for (float[] array :
                run(normal(1, n, 300), normal(2, n, 300), normal(3, n, 1), normal(4, n, 1))) {
            for (float value : array) {
                assertThat(Float.isFinite(value)).isTrue();
            }
        }
    }

    @Test
    void twoNumbersAreKeptForEachQuery() {
        Shape shape = Shape.of(3, 2048, 64);
        assertThat(new FusedAttention(4).saved(shape, shape, shape)).isEqualTo(2 * 3 * 4 * 2048);
    }
}
