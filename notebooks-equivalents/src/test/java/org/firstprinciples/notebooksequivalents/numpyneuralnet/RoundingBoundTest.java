package org.firstprinciples.notebooksequivalents.numpyneuralnet;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.firstprinciples.mathfoundations.linearalgebra.kernels.Kernels;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Workers;

import java.util.List;

class RoundingBoundTest {

    private static final Engine ENGINE = Engine.of(Kernels.scalar(), Workers.of(1));

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void theTapeStaysWithinTheBound(@ForAll long seed) {
        Problem problem = Problem.random(seed);
        assertThat(worst(problem, problem.network())).isLessThanOrEqualTo(1);
    }

    /// A bound that nothing exceeds would say nothing: weights that are off by a thousandth are found.
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void aSlightlyDifferentNetworkIsBeyondTheBound(@ForAll long seed) {
        Problem problem = Problem.random(seed);
        assertThat(worst(problem, problem.network().map(w -> w * (1 + 0x1p-10)))).isGreaterThan(1);
    }

    /// The largest difference between the network by hand and another one on the tape, as a part of the bound.
    private static double worst(Problem problem, Network other) {
        Network network = problem.network();
        RoundingBound bound = RoundingBound.of(network, problem.x(), problem.labels());
        OnTape.Result tape = OnTape.of(other).run(ENGINE, problem.x(), problem.labels());
        double loss = network.loss(problem.x(), problem.labels());
        double worst = Math.abs(tape.loss() - loss) / bound.loss();
        List<double[][]> gradient = network.gradient(problem.x(), problem.labels()).arrays();
        for (int a = 0; a < gradient.size(); a++) {
            for (int i = 0; i < gradient.get(a).length; i++) {
                for (int j = 0; j < gradient.get(a)[i].length; j++) {
                    double difference =
                            Math.abs(tape.gradient().arrays().get(a)[i][j] - gradient.get(a)[i][j]);
                    worst = Math.max(worst, difference / bound.gradient().arrays().get(a)[i][j]);
                }
            }
        }
        return worst;
    }
}
