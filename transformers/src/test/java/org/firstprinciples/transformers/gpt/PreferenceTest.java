package org.firstprinciples.transformers.gpt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.firstprinciples.mathfoundations.linearalgebra.Tensor;
import org.firstprinciples.neuralnetworks.backpropagation.descent.StochasticGradientDescent;
import org.firstprinciples.neuralnetworks.backpropagation.descent.Trainer;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Models;
import org.firstprinciples.neuralnetworks.backpropagation.layers.Parameters;
import org.firstprinciples.neuralnetworks.backpropagation.operations.LogProbability;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Mode;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Tape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Variable;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.Batch;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.TokenBatch;
import org.firstprinciples.neuralnetworks.generators.Engines;
import org.junit.jupiter.api.Test;

import java.util.function.BiFunction;

/// Direct preference optimization (Rafailov et al. 2023, eq. 7): a policy learns which of two answers is preferred, beside
/// a frozen copy of itself, on one engine.
class PreferenceTest {

    static final float BETA = 0.5f;

    /// Answers of which the first is preferred; targets of the question are ignored.
    record Pair(Batch chosen, Batch rejected) {}

    /// The loss `−ln σ(β(Δ_chosen − Δ_rejected))` with `Δ = ln π(answer) − ln π_ref(answer)`.
    record Dpo(
            BiFunction<Tape, TokenBatch, Variable> policy,
            BiFunction<Tape, TokenBatch, Variable> reference,
            Engine referenceEngine) {

        Variable loss(Tape tape, Pair pair) {
            Tape frozen = new Tape(referenceEngine, Mode.inference());
            Variable chosen = ratio(tape, frozen, pair.chosen()); // (B)
            Variable rejected = ratio(tape, frozen, pair.rejected()); // (B)
            return chosen.minus(rejected).times(-BETA).exp().plus(1).log().mean(); // −ln σ(βm)
        }

        private Variable ratio(Tape tape, Tape frozen, Batch answers) {
            Variable expected = logProbability(frozen, reference, answers);
            return logProbability(tape, policy, answers).minus(tape.constant(expected.value()));
        }

        private static Variable logProbability(
                Tape tape, BiFunction<Tape, TokenBatch, Variable> model, Batch answers) {
            Variable logits = model.apply(tape, answers.inputs()); // (B,T,V)
            return LogProbability.of(logits, answers.targets()).rowSums(); // (B)
        }
    }

    static final Pair PAIR =
            new Pair(
                    new Batch(
                            TokenBatch.of(2, 3, 0, 1, 2, 3, 4, 0),
                            TokenBatch.of(2, 3, -1, 2, 4, -1, 0, 1)),
                    new Batch(
                            TokenBatch.of(2, 3, 0, 1, 3, 3, 4, 4),
                            TokenBatch.of(2, 3, -1, 3, -1, -1, 4, 2)));

    @Test
    void aGptLearnsWhatIsPreferred() {
        Gpt policy = Gpt.initialize(new GptConfig(5, 3, 1, 2, 8, true, 0), 1);
        Gpt reference = Models.frozen(Models.copy(policy));
        Tensor before = reference.tokens().table().value();
        Dpo dpo = new Dpo(policy::logits, reference::logits, Engines.FASTEST.withArena());
        Trainer<Pair> trainer =
                new Trainer<>(
                        Engines.FASTEST,
                        1,
                        policy,
                        (seed, step) -> PAIR,
                        dpo::loss,
                        StochasticGradientDescent.momentum(
                                Parameters.of(policy), Engines.FASTEST.workers(), 0.9),
                        step -> 0.1,
                        1);
        assertThat(trainer.step(0).loss()).isCloseTo(Math.log(2), within(1e-6)); // equal models
        for (long step = 1; step < 30; step++) {
            trainer.step(step);
        }
        assertThat(trainer.step(30).loss()).isLessThan(0.2);
        assertThat(reference.tokens().table().value()).isEqualTo(before);
        assertThat(policy.tokens().table().value()).isNotEqualTo(before);
    }
}
