package org.firstprinciples.neuralnetworks.backpropagation.layers;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.firstprinciples.curriculum.Mutant;
import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Operation;
import org.firstprinciples.neuralnetworks.backpropagation.tokens.TokenBatch;
import org.firstprinciples.neuralnetworks.laws.OperationLaws;
import org.firstprinciples.neuralnetworks.laws.Subject;
import org.firstprinciples.neuralnetworks.laws.WrongVersion;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;

class EmbeddingLookupTest implements OperationLaws {

    /// Ids of which some come more than once.
    private static TokenBatch ids(int rows, int length, int vocabulary) {
        int[] ids = new int[rows * length];
        Arrays.setAll(ids, i -> i * i % vocabulary);
        return TokenBatch.of(rows, length, ids);
    }

    Operation operation(TokenBatch ids) {
        return new Embedding.Lookup(ids);
    }

    private Subject subject(int rows, int length, int vocabulary, int width) {
        TokenBatch ids = ids(rows, length, vocabulary);
        return Subject.of(
                operation(ids),
                new Embedding.Lookup.Formula(ids),
                rows * length,
                Shape.of(vocabulary, width));
    }

    @Override
    public List<Subject> subjects() {
        return List.of(
                subject(2, 3, 5, 7),
                subject(1, 1, 1, 1),
                subject(0, 4, 3, 2),
                subject(4, 5, 3, 33),
                subject(2, 3, 5, 0));
    }

    @Override
    public List<Subject> largeSubjects() {
        return List.of(subject(9, 130, 11, 521));
    }

    @Override
    public List<Shape[]> misfits() {
        return List.of(
                new Shape[] {},
                new Shape[] {Shape.of(5)},
                new Shape[] {Shape.of(5, 7), Shape.of(5, 7)});
    }

    @Override
    public List<WrongVersion> wrongVersions() {
        Operation right = new Embedding.Lookup(ids(2, 3, 5));
        TokenBatch ids = ids(2, 3, 5);
        return List.of(
                WrongVersion.forward(
                        "counts ids from 1",
                        right,
                        f -> {
                            int C = f.shape(0).dim(1);
                            for (int place = 0; place < ids.size(); place++) {
                                int row = (ids.id(place) + 4) % 5;
                                System.arraycopy(f.x(0), row * C, f.y(), place * C, C);
                            }
                        }),
                WrongVersion.backward(
                        "keeps only the last gradient of a repeated id",
                        right,
                        f -> {
                            int C = f.shape(0).dim(1);
                            for (int place = 0; f.needs(0) && place < ids.size(); place++) {
                                System.arraycopy(f.dy(), place * C, f.dx(0), ids.id(place) * C, C);
                            }
                        }));
    }

    @Test
    void anIdOutsideOfTheTableIsNamed() {
        Operation lookup = new Embedding.Lookup(TokenBatch.of(2, 2, 0, 1, -1, 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> lookup.shape(Shape.of(5, 3)))
                .withMessage(
                        "embedding lookup: id -1 at sequence 1, position 0 is not in 0 … 4, the"
                                + " rows of the table (5,3)");
    }

    @Mutant("BP-01") // a repeated id keeps its last gradient only
    static class KeepsTheLastOfARepeatedId extends EmbeddingLookupTest {
        @Override
        Operation operation(TokenBatch ids) {
            return WrongVersion.backward(
                    "keeps only the last gradient of a repeated id",
                    new Embedding.Lookup(ids),
                    f -> {
                        int C = f.shape(0).dim(1);
                        for (int place = 0; f.needs(0) && place < ids.size(); place++) {
                            System.arraycopy(f.dy(), place * C, f.dx(0), ids.id(place) * C, C);
                        }
                    });
        }
    }
}
