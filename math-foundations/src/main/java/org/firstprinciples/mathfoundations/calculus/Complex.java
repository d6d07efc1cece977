package org.firstprinciples.mathfoundations.calculus;

import org.firstprinciples.mathfoundations.linearalgebra.BinaryScaling;

/// A complex number `a + bi`, with what the complex step needs.
///
/// @param real `a`
/// @param imaginary `b`
public record Complex(double real, double imaginary) implements Arithmetic<Complex> {

    @Override
    public Complex plus(Complex y) {
        return new Complex(real + y.real, imaginary + y.imaginary);
    }

    @Override
    public Complex minus(Complex y) {
        return new Complex(real - y.real, imaginary - y.imaginary);
    }

    @Override
    public Complex times(Complex y) {
        return new Complex(
                real * y.real - imaginary * y.imaginary, real * y.imaginary + imaginary * y.real);
    }

    @Override
    public Complex dividedBy(Complex y) {
        int exponent = BinaryScaling.exponent(real, imaginary); // so that squares stay in range
        int ofDivisor = BinaryScaling.exponent(y.real, y.imaginary);
        double a = StrictMath.scalb(real, -exponent);
        double b = StrictMath.scalb(imaginary, -exponent);
        double c = StrictMath.scalb(y.real, -ofDivisor);
        double d = StrictMath.scalb(y.imaginary, -ofDivisor);
        double square = c * c + d * d;
        return new Complex(
                StrictMath.scalb((a * c + b * d) / square, exponent - ofDivisor),
                StrictMath.scalb((b * c - a * d) / square, exponent - ofDivisor));
    }

    @Override
    public Complex constant(double c) {
        return new Complex(c, 0);
    }

    @Override
    public Complex exp() {
        double size = StrictMath.exp(real);
        return new Complex(size * StrictMath.cos(imaginary), size * StrictMath.sin(imaginary));
    }

    @Override
    public Complex log() {
        return new Complex(
                StrictMath.log(StrictMath.hypot(real, imaginary)),
                StrictMath.atan2(imaginary, real));
    }

    @Override
    public Complex sin() {
        return new Complex(
                StrictMath.sin(real) * StrictMath.cosh(imaginary),
                StrictMath.cos(real) * StrictMath.sinh(imaginary));
    }

    @Override
    public Complex cos() {
        return new Complex(
                StrictMath.cos(real) * StrictMath.cosh(imaginary),
                -StrictMath.sin(real) * StrictMath.sinh(imaginary));
    }

    /// `tanh(a + bi) = (tanh a·(1 + tan² b) + i tan b / cosh² a)/(1 + tanh² a tan² b)`, in which nothing is subtracted.
    @Override
    public Complex tanh() {
        double t = StrictMath.tanh(real);
        double s = StrictMath.tan(imaginary);
        double c = StrictMath.cosh(real);
        double square = 1 + t * t * s * s;
        return new Complex(t * (1 + s * s) / square, s / c / c / square);
    }

    /// The root with real part 0 or more.
    @Override
    public Complex sqrt() {
        if (Math.max(Math.abs(real), Math.abs(imaginary)) > 0x1p1000) { // the size may overflow
            Complex half = new Complex(real / 4, imaginary / 4).sqrt();
            return new Complex(2 * half.real, 2 * half.imaginary);
        }
        double size = StrictMath.hypot(real, imaginary);
        if (size == 0) {
            return new Complex(0, imaginary);
        }
        double root = Math.sqrt((Math.abs(real) + size) / 2);
        double other = imaginary / (2 * root);
        return real >= 0
                ? new Complex(root, other)
                : new Complex(Math.abs(other), imaginary < 0 ? -root : root);
    }
}
