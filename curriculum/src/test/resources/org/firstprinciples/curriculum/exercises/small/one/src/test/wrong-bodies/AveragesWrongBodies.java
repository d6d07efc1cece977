package org.firstprinciples.one.averages;

class AveragesWrongBodies {

    @WrongBody("AV-E1")
    double forgetsToDivide(double[] x) {
        double sum = 0;
        for (double element : x) {
            sum += element;
        }
        return sum;
    }

    @WrongBody("AV-E2")
    double[] changesNothing(double[] x) {
        return x.clone();
    }
}
