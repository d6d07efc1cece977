package org.firstprinciples.neuralnetworks.laws;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Kernels;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Parallel;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Frame;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Operation;

import java.util.Arrays;

/// A call of an operation without a tape: its buffers lie open to a test.
final class OpenFrame implements Frame {

    private final Shape[] shapes;
    private final Shape shape;
    private final float[][] x;
    private final float[] y;
    private final float[] saved;
    private final float[][] dx;
    private final boolean[] needs;
    private final boolean[] first;
    private float[] dy = new float[0];
    private final Kernels kernels;
    private final Parallel workers;

    /// A call whose buffers hold `fill` before the forward pass; all gradients are needed and begin at 0, but
    /// if `fill` is NaN those that the operation writes first hold it too.
    OpenFrame(
            Operation op,
            Shape[] shapes,
            float[][] x,
            Kernels kernels,
            Parallel workers,
            float fill) {
        this.shapes = shapes;
        this.shape = op.shape(shapes);
        this.x = x;
        this.y = new float[shape.size()];
        this.saved = new float[op.saved(shapes)];
        Arrays.fill(y, fill);
        Arrays.fill(saved, fill);
        this.dx = new float[x.length][];
        this.needs = new boolean[x.length];
        this.first = new boolean[x.length];
        for (int i = 0; i < x.length; i++) {
            dx[i] = new float[x[i].length];
            needs[i] = true;
            first[i] = Float.isNaN(fill) && op.writesFirst(i);
            Arrays.fill(dx[i], first[i] ? fill : 0f);
        }
        this.kernels = kernels;
        this.workers = workers;
    }

    /// A call on scalar kernels and one thread, done forward.
    static OpenFrame forward(Subject subject, float[][] x) {
        OpenFrame frame =
                new OpenFrame(
                        subject.operation(),
                        subject.shapes(),
                        x,
                        Kernels.scalar(),
                        Parallel.sequential(),
                        0f);
        subject.operation().forward(frame);
        return frame;
    }

    /// The gradients for this cotangent, added to what stands in `dx`.
    float[][] backward(Operation op, float[] cotangent) {
        dy = cotangent.clone();
        op.backward(this);
        return dx;
    }

    /// Takes the need of a gradient from input `i`.
    void drop(int i) {
        needs[i] = false;
    }

    @Override
    public int inputs() {
        return x.length;
    }

    @Override
    public float[] x(int i) {
        return x[i];
    }

    @Override
    public float[] y() {
        return y;
    }

    @Override
    public float[] dx(int i) {
        if (!needs[i]) {
            throw new IllegalStateException("input " + i + " has no gradient");
        }
        return dx[i];
    }

    @Override
    public boolean first(int i) {
        return first[i];
    }

    @Override
    public float[] dy() {
        return dy;
    }

    @Override
    public float[] saved() {
        return saved;
    }

    @Override
    public Shape shape(int i) {
        return shapes[i];
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public boolean needs(int i) {
        return needs[i];
    }

    @Override
    public Kernels kernels() {
        return kernels;
    }

    @Override
    public Parallel workers() {
        return workers;
    }
}
