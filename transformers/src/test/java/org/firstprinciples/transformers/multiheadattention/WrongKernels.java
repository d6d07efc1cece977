package org.firstprinciples.transformers.multiheadattention;

import org.firstprinciples.mathfoundations.linearalgebra.kernels.GemmShape;
import org.firstprinciples.mathfoundations.linearalgebra.kernels.Kernels;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Frame;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;

/// Mistakes in the middle of the online softmax: kernels that are right but for what happens before or after
/// one of their loops.
final class WrongKernels {

    private static final int STRIDE = Kernels.QUERIES;

    private WrongKernels() {}

    /// A call of a loop of the kernels, with arguments that may be changed before it is done.
    interface Call {

        void run();
    }

    /// What is wrong with one of the loops.
    interface Mistake {

        void run(Object[] arguments, Call call);
    }

    /// The same frame, in which a loop of the kernels has a mistake.
    static Frame in(Frame frame, String loop, Mistake mistake) {
        Kernels right = frame.kernels();
        InvocationHandler kernels =
                (proxy, method, arguments) -> {
                    if (method.getName().equals(loop)) {
                        mistake.run(arguments, () -> call(right, method, arguments));
                        return null;
                    }
                    return call(right, method, arguments);
                };
        Kernels wrong = proxy(Kernels.class, kernels);
        return proxy(
                Frame.class,
                (proxy, method, arguments) ->
                        method.getName().equals("kernels")
                                ? wrong
                                : call(frame, method, arguments));
    }

    /// Earlier blocks were summed relative to another maximum.
    static Frame forgettingToRescaleWhatWasSummed(Frame f) {
        return in(
                f,
                "softmaxColumns",
                (a, call) -> {
                    call.run();
                    Arrays.fill((float[]) a[9], 1f);
                });
    }

    /// The running sum of earlier blocks keeps its old maximum.
    static Frame forgettingToRescaleTheSum(Frame f) {
        return in(
                f,
                "softmaxColumns",
                (a, call) -> {
                    float[] l = (float[]) a[7];
                    int lo = (int) a[8];
                    float[] before = l.clone();
                    call.run();
                    float[] factors = (float[]) a[9];
                    for (int i = 0; i < (int) a[1]; i++) {
                        l[lo + i] += before[lo + i] * (1 - factors[i]);
                    }
                });
    }

    /// Scores are not divided by √D.
    static Frame withoutTheRoot(Frame f) {
        return in(
                f,
                "softmaxColumns",
                (a, call) -> {
                    a[3] = 1f;
                    call.run();
                });
    }

    /// The derivatives of the scores are not divided by √D.
    static Frame withoutTheRootInTheSlopes(Frame f) {
        return in(
                f,
                "softmaxColumnsGradient",
                (a, call) -> {
                    call.run();
                    float[] derivatives = (float[]) a[5];
                    for (int i = 0; i < (int) a[0] * STRIDE; i++) {
                        derivatives[i] /= (float) a[3];
                    }
                });
    }

    /// δ is 0.
    static Frame withoutDelta(Frame f) {
        return in(
                f,
                "softmaxColumnsGradient",
                (a, call) -> {
                    a[10] = new float[STRIDE];
                    call.run();
                });
    }

    /// The backward pass takes the exponentials for the probabilities.
    static Frame withoutNormalization(Frame f) {
        return in(
                f,
                "softmaxColumnsGradient",
                (a, call) -> {
                    float[] ones = new float[STRIDE];
                    Arrays.fill(ones, 1f);
                    a[8] = ones;
                    a[9] = 0;
                    call.run();
                });
    }

    /// Every query sees one key of the future, in its weights and in their sum.
    static Frame seeingTheNextKey(Frame f) {
        Frame wider =
                in(
                        f,
                        "softmaxColumns",
                        (a, call) -> {
                            a[2] = (int) a[2] + 1;
                            call.run();
                        });
        return in(
                wider,
                "gemm",
                (a, call) -> {
                    GemmShape p = (GemmShape) a[1];
                    a[1] =
                            p.upper() == GemmShape.UNBOUNDED
                                    ? p
                                    : p.banded(p.lower(), p.upper() + 1);
                    call.run();
                });
    }

    /// Later keys are weighted by 0 instead of skipped, as with a mask in front of a softmax.
    static Frame weightingTheFutureByZero(Frame f) {
        return in(
                f,
                "gemm",
                (a, call) -> {
                    GemmShape p = (GemmShape) a[1];
                    float[] weights = (float[]) a[2]; // (keys,queries)
                    for (int i = 0; p.upper() != GemmShape.UNBOUNDED && i < p.m(); i++) {
                        for (int j = p.to(i); j < p.k(); j++) {
                            weights[j * STRIDE + i] = 0f;
                        }
                    }
                    a[1] = p.banded(p.lower(), GemmShape.UNBOUNDED);
                    call.run();
                });
    }

    /// Keys before a window are weighted by 0 instead of skipped.
    static Frame weightingThePastByZero(Frame f) {
        return in(
                f,
                "gemm",
                (a, call) -> {
                    GemmShape p = (GemmShape) a[1];
                    a[1] = p.banded(GemmShape.UNBOUNDED, p.upper());
                    call.run();
                });
    }

    /// Keys before a window have scores of 0 instead of `−∞`.
    static Frame countingThePast(Frame f) {
        return in(
                f,
                "softmaxColumns",
                (a, call) -> {
                    float[] scores = (float[]) a[4];
                    for (int i = 0; i < (int) a[0] * STRIDE; i++) {
                        scores[i] = scores[i] == Float.NEGATIVE_INFINITY ? 0f : scores[i];
                    }
                    call.run();
                });
    }

    /// Of four query heads the inner two are exchanged, so that each asks the other's key head.
    static Frame takingTurns(Frame f) {
        float[] queries = f.x(0).clone();
        exchangeInnerHeads(queries);
        return proxy(
                Frame.class,
                (proxy, method, arguments) ->
                        method.getName().equals("x") && (int) arguments[0] == 0
                                ? queries
                                : call(f, method, arguments));
    }

    /// Exchanges heads 1 and 2 of rows of 4 heads of size 3.
    static void exchangeInnerHeads(float[] rows) {
        for (int i = 0; i < rows.length; i++) {
            if (i % 12 / 3 == 1) {
                float number = rows[i];
                rows[i] = rows[i + 3];
                rows[i + 3] = number;
            }
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object call(Object target, Method method, Object[] arguments) {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
