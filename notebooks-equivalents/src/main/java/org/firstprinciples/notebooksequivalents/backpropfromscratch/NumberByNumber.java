package org.firstprinciples.notebooksequivalents.backpropfromscratch;

import org.firstprinciples.mathfoundations.calculus.Arithmetic;
import org.firstprinciples.mathfoundations.calculus.ScalarFunction;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.Batch;

import java.util.ArrayList;
import java.util.List;

/// The loss of a [CharacterNetwork] as a function of its parameters, number by number, for whatever can be calculated with: values
/// that remember, dual numbers, numbers that count.
///
/// @param batch inputs and targets `(B,T)`
/// @param vocabulary `V`
/// @param width `C`
/// @param hidden `H`
record NumberByNumber(Batch batch, int vocabulary, int width, int hidden)
        implements ScalarFunction {

    @Override
    public <T extends Arithmetic<T>> T of(List<T> x) {
        int at = vocabulary * width;
        List<T> table = x.subList(0, at); // (V,C)
        List<T> w1 = x.subList(at, at += width * hidden); // (C,H)
        List<T> b1 = x.subList(at, at += hidden); // (H)
        List<T> scale = x.subList(at, at += hidden); // (H)
        List<T> shift = x.subList(at, at += hidden); // (H)
        List<T> w2 = x.subList(at, at += hidden * vocabulary); // (H,V)
        List<T> b2 = x.subList(at, at + vocabulary); // (V)
        int n = batch.inputs().size();
        List<List<T>> h = new ArrayList<>(); // (N,H)
        for (int row = 0; row < n; row++) {
            int id = batch.inputs().id(row);
            h.add(affine(table.subList(id * width, (id + 1) * width), w1, b1));
        }
        List<List<T>> normalized = normalized(h); // (N,H)
        T loss = x.getFirst().constant(0);
        for (int row = 0; row < n; row++) {
            List<T> t = new ArrayList<>(); // (H)
            for (int j = 0; j < hidden; j++) {
                t.add(normalized.get(row).get(j).times(scale.get(j)).plus(shift.get(j)).tanh());
            }
            List<T> z = affine(t, w2, b2); // (V)
            T sum = z.getFirst().exp();
            for (int v = 1; v < vocabulary; v++) {
                sum = sum.plus(z.get(v).exp());
            }
            loss = loss.plus(sum.log().minus(z.get(batch.targets().id(row))));
        }
        return loss.times(1.0 / n);
    }

    /// `xW + b` for a row `x (I)`, `W (I,O)` and `b (O)`.
    private static <T extends Arithmetic<T>> List<T> affine(List<T> x, List<T> w, List<T> b) {
        List<T> y = new ArrayList<>(); // (O)
        for (int j = 0; j < b.size(); j++) {
            T sum = b.get(j);
            for (int i = 0; i < x.size(); i++) {
                sum = sum.plus(x.get(i).times(w.get(i * b.size() + j)));
            }
            y.add(sum);
        }
        return y;
    }

    /// Each column brought to mean 0 and, but for `ε`, standard deviation 1.
    private <T extends Arithmetic<T>> List<List<T>> normalized(List<List<T>> h) {
        int n = h.size();
        List<List<T>> rows = new ArrayList<>(); // (N,H)
        h.forEach(row -> rows.add(new ArrayList<>()));
        for (int j = 0; j < hidden; j++) {
            T mean = h.getFirst().get(j).constant(0);
            for (List<T> row : h) {
                mean = mean.plus(row.get(j));
            }
            mean = mean.times(1.0 / n);
            T variance = mean.constant(0);
            for (List<T> row : h) {
                T distance = row.get(j).minus(mean);
                variance = variance.plus(distance.times(distance));
            }
            T std = variance.times(1.0 / n).plus(CharacterNetwork.EPSILON).sqrt();
            for (int i = 0; i < n; i++) {
                rows.get(i).add(h.get(i).get(j).minus(mean).dividedBy(std));
            }
        }
        return rows;
    }
}
