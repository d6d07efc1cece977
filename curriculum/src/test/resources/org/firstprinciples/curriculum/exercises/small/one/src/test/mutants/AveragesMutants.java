package org.firstprinciples.one.averages;

class AveragesMutants {

    @Mutant("AV-E1")
    double forgetsToDivide(double[] x) {
        double sum = 0;
        for (double element : x) {
            sum += element;
        }
        return sum;
    }

    @Mutant("AV-E2")
    double[] changesNothing(double[] x) {
        return x.clone();
    }
}
