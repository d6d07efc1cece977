package org.firstprinciples.notebooksequivalents.backpropfromscratch;

import org.firstprinciples.mathfoundations.linearalgebra.Matrix;

import java.util.LinkedHashMap;
import java.util.Map;

/// The products of an adjoint with one factor of `C = AB`, each perhaps transposed, that have the shape of the other factor.
final class FittingProducts {

    private FittingProducts() {}

    /// All products of `G` or `Gᵀ` with `F` or `Fᵀ`, in either order, that have so many rows and columns, by what they are
    /// called in TeX.
    ///
    /// @param g `G`, the adjoint of the product
    /// @param f the factor, called `name`
    static Map<String, Matrix> of(Matrix g, Matrix f, String name, int rows, int columns) {
        Map<String, Matrix> adjoints = new LinkedHashMap<>();
        adjoints.put("G", g);
        adjoints.put("G^{\\top}", g.transpose());
        Map<String, Matrix> factors = new LinkedHashMap<>();
        factors.put(name, f);
        factors.put(name + "^{\\top}", f.transpose());
        Map<String, Matrix> fitting = new LinkedHashMap<>();
        adjoints.forEach((nameOfG, a) ->
                factors.forEach((nameOfF, b) -> {
                    add(fitting, nameOfG + nameOfF, a, b, rows, columns);
                    add(fitting, nameOfF + nameOfG, b, a, rows, columns);
                }));
        return fitting;
    }

    private static void add(
            Map<String, Matrix> fitting, String name, Matrix a, Matrix b, int rows, int columns) {
        if (a.columns() == b.rows() && a.rows() == rows && b.columns() == columns) {
            fitting.put(name, a.times(b));
        }
    }
}
