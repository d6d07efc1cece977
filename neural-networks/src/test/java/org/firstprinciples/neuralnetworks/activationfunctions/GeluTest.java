package org.firstprinciples.neuralnetworks.activationfunctions;

import org.firstprinciples.mathfoundations.linearalgebra.Shape;
import org.firstprinciples.neuralnetworks.laws.OperationLaws;
import org.firstprinciples.neuralnetworks.laws.Subject;
import org.firstprinciples.neuralnetworks.laws.WrongVersion;

import java.util.List;

class GeluTest implements OperationLaws {

    private static Subject subject(Gelu form, Shape shape) {
        return Subject.of(form, new Gelu.Formula(form), 1, shape);
    }

    @Override
    public List<Subject> subjects() {
        return List.of(
                subject(Gelu.EXACT, Shape.of(3, 37)),
                subject(Gelu.EXACT, Shape.of()),
                subject(Gelu.EXACT, Shape.of(0, 2)),
                subject(Gelu.TANH, Shape.of(3, 37)),
                subject(Gelu.TANH, Shape.of(1)));
    }

    @Override
    public List<Subject> largeSubjects() {
        return List.of(
                subject(Gelu.EXACT, Shape.of(17, 8192)), subject(Gelu.TANH, Shape.of(17, 8192)));
    }

    @Override
    public List<Shape[]> misfits() {
        return List.of(new Shape[] {}, new Shape[] {Shape.of(2), Shape.of(2)});
    }

    @Override
    public List<WrongVersion> wrongVersions() {
        return List.of(
                WrongVersion.instead("the tanh form for the exact one", Gelu.EXACT, Gelu.TANH),
                WrongVersion.instead("the exact form for the tanh one", Gelu.TANH, Gelu.EXACT),
                WrongVersion.backward(
                        "the derivative of the tanh form behind the exact value",
                        Gelu.EXACT,
                        f -> {
                            float[] y = f.y().clone();
                            Gelu.TANH.forward(f);
                            Gelu.TANH.backward(f);
                            System.arraycopy(y, 0, f.y(), 0, y.length);
                        }),
                WrongVersion.backward(
                        "the gate alone as derivative",
                        Gelu.EXACT,
                        f -> {
                            for (int i = 0; f.needs(0) && i < f.dy().length; i++) {
                                f.dx(0)[i] += f.dy()[i] * f.y()[i] / f.x(0)[i];
                            }
                        }));
    }
}
