package org.firstprinciples.neuralnetworks.generators;

import org.firstprinciples.mathfoundations.linearalgebra.kernels.Kernels;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Engine;
import org.firstprinciples.neuralnetworks.backpropagation.tape.Workers;

/// What tests compute on where threads and arenas are not what they are about: one thread and fresh arrays.
public final class Engines {

    /// The loops that are the specification.
    public static final Engine SCALAR = Engine.of(Kernels.scalar(), Workers.of(1));

    /// The fastest loops of this machine.
    public static final Engine FASTEST = Engine.of(Kernels.fastest(), Workers.of(1));

    private Engines() {}
}
