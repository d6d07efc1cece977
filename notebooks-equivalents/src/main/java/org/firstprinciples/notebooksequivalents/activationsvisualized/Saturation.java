package org.firstprinciples.notebooksequivalents.activationsvisualized;

import org.firstprinciples.neuralnetworks.activationfunctions.Activation;

/// Where a squashing function has lost its slope: below a hundredth of the steepest.
///
/// @param activation sigmoid or tanh
record Saturation(Activation activation) {

    private static final double LOST = 0.01;
    private static final double FAR = 40;

    /// From which distance from 0 on.
    double threshold() {
        double low = 0;
        double high = FAR;
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (activation.derivative(middle) < LOST * activation.lipschitz()) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    /// Which part of these numbers is further from 0.
    double share(float[] before) {
        double threshold = threshold();
        int count = 0;
        for (float z : before) {
            count += Math.abs(z) > threshold ? 1 : 0;
        }
        return (double) count / before.length;
    }
}
