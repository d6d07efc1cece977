package org.firstprinciples.notebooksequivalents.backpropfromscratch;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Definition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A tape in double precision, of the definitions that stand beside the operations: slow, plain, and with 29 bits more.
final class DefinitionTape {

    private record Call(Definition definition, List<String> inputs, String result) {}

    private record Slot(Shape shape, double[] value, double[] gradient) {}

    private final Map<String, Slot> slots = new LinkedHashMap<>();
    private final List<Call> calls = new ArrayList<>();

    /// A leaf of this name.
    void leaf(String name, Shape shape, double... value) {
        slots.put(name, new Slot(shape, value, new double[shape.size()]));
    }

    /// Computes `result`, of this shape, from what has these names.
    void apply(String result, Shape shape, Definition definition, String... inputs) {
        calls.add(new Call(definition, List.of(inputs), result));
        double[] value = definition.value(shapes(List.of(inputs)), values(List.of(inputs)));
        slots.put(result, new Slot(shape, value, new double[shape.size()]));
    }

    /// Goes back from a scalar.
    void backward(String scalar) {
        slot(scalar).gradient[0] = 1;
        for (Call call : calls.reversed()) {
            double[][] parts =
                    call.definition.adjoint(
                            shapes(call.inputs), values(call.inputs), slot(call.result).gradient);
            for (int i = 0; i < parts.length; i++) {
                double[] gradient = slot(call.inputs.get(i)).gradient;
                for (int k = 0; k < gradient.length; k++) {
                    gradient[k] += parts[i][k];
                }
            }
        }
    }

    /// A copy of the value of this name.
    double[] value(String name) {
        return slot(name).value.clone();
    }

    /// A copy of the gradient of this name.
    double[] gradient(String name) {
        return slot(name).gradient.clone();
    }

    private Slot slot(String name) {
        Slot slot = slots.get(name);
        if (slot == null) {
            throw new IllegalArgumentException(
                    "no tensor %s; there are %s".formatted(name, slots.keySet()));
        }
        return slot;
    }

    private Shape[] shapes(List<String> names) {
        return names.stream().map(name -> slot(name).shape).toArray(Shape[]::new);
    }

    private double[][] values(List<String> names) {
        return names.stream().map(name -> slot(name).value).toArray(double[][]::new);
    }

    @Override
    public String toString() {
        return Arrays.toString(calls.toArray());
    }
}
