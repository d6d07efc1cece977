package org.firstprinciples.benchmarks.turns;

import org.firstprinciples.modernllms.pretraining.TrainingConfig;

/// How the GPTs are trained that are timed: the recipe of the minimal GPT, without an end.
public final class TrainingRecipe {

    /// The first steps whose losses are compared.
    public static final int COMPARED_STEPS = 5;

    private static final long SEED = 1;
    private static final long STEPS = 1_000_000;

    private TrainingRecipe() {}

    /// AdamW with `β` 0.9 and 0.99, decay 0.1, learning rate 1e-3 after 100 steps, norms clipped at 1.
    public static TrainingConfig of(ModelSize size) {
        return new TrainingConfig(
                SEED,
                STEPS,
                size.rows(),
                size.config().context(),
                1e-3,
                1e-4,
                100,
                0.9,
                0.99,
                0.1,
                1);
    }
}
