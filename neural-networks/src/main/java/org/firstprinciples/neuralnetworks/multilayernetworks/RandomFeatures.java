package org.firstprinciples.neuralnetworks.multilayernetworks;

import org.firstprinciples.mathfoundations.linearalgebra.ShapeException;
import org.firstprinciples.mathfoundations.linearalgebra.Vector;

import java.util.List;

/// The mean of units that were drawn at random: the nearer to the mean of all, the more there are.
///
/// - source: Pisier 1981 (after Maurey); Barron 1993, lemma 1
public final class RandomFeatures {

    private RandomFeatures() {}

    /// The mean of the units drawn, each given by its values at some points; a unit may come more than once.
    ///
    /// @throws ShapeException if there is no unit, nothing is drawn, or a unit that is drawn does not exist
    public static Vector average(List<Vector> units, int... drawn) {
        if (units.isEmpty() || drawn.length == 0) {
            throw new ShapeException(
                    "a unit and a draw are needed, got %s and %s"
                            .formatted(units.size(), drawn.length));
        }
        Vector sum = Vector.zeros(units.getFirst().size());
        for (int unit : drawn) {
            if (unit < 0 || unit >= units.size()) {
                throw new ShapeException(
                        "there are %s units, number %s was drawn".formatted(units.size(), unit));
            }
            sum = sum.plus(units.get(unit));
        }
        return sum.times(1.0 / drawn.length);
    }
}
