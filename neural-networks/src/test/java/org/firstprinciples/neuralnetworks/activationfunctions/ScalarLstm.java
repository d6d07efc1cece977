package org.firstprinciples.neuralnetworks.activationfunctions;

import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.neuralnetworks.backpropagation.Value;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Long short-term memory number by number, on the scalar graph.
///
/// @param weight `W (I+H,4H)`
/// @param bias `b (4H)`
record ScalarLstm(Value[][] weight, Value[] bias) {

    /// The sum of all outputs for one sequence `(T,I)`.
    Value sumOfOutputs(Value[][] sequence) {
        int H = bias.length / 4;
        Value[] h = numbers(new float[H]);
        Value[] c = numbers(new float[H]);
        Value sum = Value.of(0);
        for (Value[] x : sequence) {
            Value[] z = bias.clone(); // (4H)
            for (int k = 0; k < weight.length; k++) {
                for (int j = 0; j < z.length; j++) {
                    z[j] = z[j].plus((k < x.length ? x[k] : h[k - x.length]).times(weight[k][j]));
                }
            }
            for (int j = 0; j < H; j++) {
                Value remembered = sigmoid(z[H + j]).times(c[j]);
                c[j] = remembered.plus(sigmoid(z[j]).times(z[3 * H + j].tanh()));
                h[j] = sigmoid(z[2 * H + j]).times(c[j].tanh());
                sum = sum.plus(h[j]);
            }
        }
        return sum;
    }

    private static Value sigmoid(Value x) {
        return x.times(Value.of(-1)).exp().plus(Value.of(1)).power(-1);
    }

    static Value[] numbers(float... x) {
        return IntStream.range(0, x.length).mapToObj(i -> Value.of(x[i])).toArray(Value[]::new);
    }

    static Value[][] rows(Tensor x) {
        int C = x.shape().last();
        return IntStream.range(0, x.shape().rows())
                .mapToObj(i -> numbers(Arrays.copyOfRange(x.toArray(), i * C, (i + 1) * C)))
                .toArray(Value[][]::new);
    }
}
