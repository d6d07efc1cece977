package org.firstprinciples.neuralnetworks.backpropagation.descent;

import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Models;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Buffer;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;

import java.util.List;
import java.util.function.LongToDoubleFunction;

/// The training loop, for every model, loss and kind of batch.
///
/// A step is: the batch of the step, forward, backward, clip, update. What is random in it depends on the seed and the
/// number of the step, and the trainer itself remembers nothing; so a run continues at any step from the weights and the
/// optimizer's state, bit for bit.
///
/// - source: Robbins & Monro 1951, *A stochastic approximation method*; Goodfellow, Bengio & Courville 2016, §8.3.1
///
/// @param <B> what a batch is
public final class Trainer<B> {

    private final Engine engine;
    private final long seed;
    private final List<Buffer> buffers; // what a forward pass may change in the model
    private final Batches<B> batches;
    private final Loss<B> loss;
    private final Optimizer optimizer;
    private final LongToDoubleFunction schedule;
    private final double maxNorm;

    /// What happened in a step.
    ///
    /// @param number of the step, from 0
    /// @param loss of its batch before the update
    /// @param gradientNorm before clipping
    /// @param learningRate of the update
    public record Step(long number, double loss, double gradientNorm, double learningRate) {}

    /// A trainer with an arena of its own.
    ///
    /// @param model whose loss it is
    /// @param schedule the learning rate of each step
    /// @param maxNorm the largest norm of all gradients together; infinite if they are not to be clipped
    /// @throws IllegalArgumentException if `maxNorm` is not positive
    public Trainer(
            Engine engine,
            long seed,
            Record model,
            Batches<B> batches,
            Loss<B> loss,
            Optimizer optimizer,
            LongToDoubleFunction schedule,
            double maxNorm) {
        GradientClipping.requireMaxNorm(maxNorm);
        this.engine = engine.withArena();
        this.seed = seed;
        this.buffers =
                Models.weights(model).values().stream()
                        .filter(Buffer.class::isInstance)
                        .map(Buffer.class::cast)
                        .toList();
        this.batches = batches;
        this.loss = loss;
        this.optimizer = optimizer;
        this.schedule = schedule;
        this.maxNorm = maxNorm;
    }

    /// Does the step of this number. If it fails, the model and the optimizer are as before and all gradients are 0.
    ///
    /// @throws ArithmeticException if a gradient is not finite; the message names its parameter
    public Step step(long number) {
        List<Buffer> before = buffers.stream().map(Buffer::copy).toList();
        try {
            double mean = 0;
            for (Batches.Part<B> part : batches.parts(seed, number)) {
                mean += part.weight() * backward(number, part);
            }
            double norm = GradientClipping.clip(optimizer.parameters(), maxNorm, engine.workers());
            double rate = schedule.applyAsDouble(number);
            optimizer.step(rate);
            return new Step(number, mean, norm, rate);
        } catch (RuntimeException | Error e) {
            takeBack(before);
            throw e;
        }
    }

    private void takeBack(List<Buffer> before) {
        optimizer.zeroGradients();
        for (int i = 0; i < buffers.size(); i++) {
            float[] values = buffers.get(i).values();
            System.arraycopy(before.get(i).values(), 0, values, 0, values.length);
        }
    }

    /// Adds the gradient of a part to that of the step; returns the mean loss of the part.
    private double backward(long number, Batches.Part<B> part) {
        Tape tape = new Tape(engine, Mode.training(seed, number, part.firstRow()));
        Variable mean = loss.of(tape, part.batch());
        double value = mean.item();
        tape.backward(mean, Tensor.of(mean.shape(), (float) part.weight()));
        return value;
    }
}
