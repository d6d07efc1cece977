package org.firstprinciples.notebooksequivalents.numpyneuralnet;

/// Derivatives of one array, by hand and by differences.
///
/// @param count how many numbers the array has; all were tried
/// @param largest the largest derivative by hand, without its sign
/// @param difference the largest distance between a derivative by hand and by differences
record GradientCheck(int count, double largest, double difference) {

    /// `2⁻¹⁷`: the formula is wrong by about `h²`, rounding by about `2⁻⁵³/h`, and the two are equal near `2⁻¹⁷·⁷`.
    static final double STEP = 0x1p-17;

    /// Moves each number of one array of the model there and back, and looks at the loss.
    ///
    /// @param gradient the derivatives by hand of that array
    static GradientCheck of(
            Model model, double[][] array, double[][] gradient, double[][] x, int[] labels) {
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < array.length; i++) {
            for (int j = 0; j < array[i].length; j++) {
                double here = array[i][j];
                array[i][j] = here + STEP;
                double above = model.loss(x, labels);
                array[i][j] = here - STEP;
                double below = model.loss(x, labels);
                array[i][j] = here;
                double slope = (above - below) / (2 * STEP);
                largest = Math.max(largest, Math.abs(gradient[i][j]));
                difference = Math.max(difference, Math.abs(gradient[i][j] - slope));
            }
        }
        return new GradientCheck(array.length * array[0].length, largest, difference);
    }

    /// The largest distance as a part of the largest derivative.
    double relative() {
        return difference / largest;
    }
}
