package org.firstprinciples.mathfoundations.linearalgebra.kernels;

import static org.firstprinciples.mathfoundations.linearalgebra.kernels.VectorRows.*;
import static org.firstprinciples.mathfoundations.linearalgebra.kernels.VectorWidth.*;

import jdk.incubator.vector.FloatVector;

/// Layer normalization and its gradients: a row is finished while the L1 cache holds it.
interface VectorLayerNorm extends Kernels {

    Scratch STANDARDIZED = new Scratch();
    Scratch SCALED = new Scratch();

    @Override
    default void layerNorm(
            int rows,
            int n,
            float epsilon,
            float[] x,
            int xo,
            float[] scale,
            float[] shift,
            float[] y,
            int yo,
            float[] means,
            int mo,
            float[] rstd,
            int ro) {
        float[] deviations = STANDARDIZED.atLeast(n);
        float[] lanes = LANE_BUFFER.atLeast(LANES);
        int whole = n - n % L;
        for (int row = 0; row < rows; row++) {
            int at = xo + row * n;
            int to = yo + row * n;
            float mean = VectorRows.sum(n, x, at, lanes) / n;
            subtract(n, mean, x, at, deviations);
            float variance = VectorRows.dot(n, deviations, 0, deviations, 0, lanes) / n;
            if (Math.sqrt(variance) < Math.abs(mean)) {
                mean += VectorRows.sum(n, deviations, 0, lanes) / n;
                subtract(n, mean, x, at, deviations);
                variance = VectorRows.dot(n, deviations, 0, deviations, 0, lanes) / n;
            }
            if (!(variance <= Float.MAX_VALUE)) {
                WideRow.layerNorm(
                        n, epsilon, x, at, scale, shift, y, to, means, mo + row, rstd, ro + row);
                continue;
            }
            float r = 1f / (float) Math.sqrt(variance + epsilon);
            means[mo + row] = mean;
            rstd[ro + row] = r;
            for (int i = 0; i < whole; i += L) {
                FloatVector d = (FloatVector) FLOATS.cast(FloatVector.fromArray(S, deviations, i));
                FloatVector scaled = d.mul(r).mul(FloatVector.fromArray(S, scale, i));
                if (shift.length > 0) {
                    scaled = scaled.add(FloatVector.fromArray(S, shift, i));
                }
                scaled.intoArray(y, to + i);
            }
            for (int i = whole; i < n; i++) {
                float scaled = deviations[i] * r * scale[i];
                y[to + i] = shift.length > 0 ? scaled + shift[i] : scaled;
            }
        }
    }

    private static void subtract(int n, float mean, float[] x, int xo, float[] deviations) {
        int whole = n - n % L;
        for (int i = 0; i < whole; i += L) {
            FloatVector v = (FloatVector) FLOATS.cast(FloatVector.fromArray(S, x, xo + i));
            v.sub(mean).intoArray(deviations, i);
        }
        for (int i = whole; i < n; i++) {
            deviations[i] = x[xo + i] - mean;
        }
    }

    @Override
    default void layerNormGradient(
            int rows,
            int n,
            float[] x,
            int xo,
            float[] dy,
            int dyo,
            float[] scale,
            float[] means,
            int mo,
            float[] rstd,
            int ro,
            float[] dx,
            int dxo) {
        float[] z = STANDARDIZED.atLeast(n);
        float[] g = SCALED.atLeast(n);
        float[] lanes = LANE_BUFFER.atLeast(LANES);
        int whole = n - n % L;
        for (int row = 0; row < rows; row++) {
            int at = xo + row * n;
            int from = dyo + row * n;
            int to = dxo + row * n;
            float mean = means[mo + row];
            float r = rstd[ro + row];
            float factor = WideRow.factor(r);
            float minus = -mean * factor;
            for (int i = 0; i < whole; i += L) {
                FloatVector v = (FloatVector) FLOATS.cast(FloatVector.fromArray(S, x, at + i));
                FloatVector d = (FloatVector) FLOATS.cast(FloatVector.fromArray(S, dy, from + i));
                v.fma(factor, minus).mul(r / factor).intoArray(z, i);
                d.mul(FloatVector.fromArray(S, scale, i)).intoArray(g, i);
            }
            for (int i = whole; i < n; i++) {
                z[i] = Math.fma(x[at + i], factor, minus) * (r / factor);
                g[i] = dy[from + i] * scale[i];
            }
            float shared = VectorRows.sum(n, g, 0, lanes) / n;
            float projection = VectorRows.dot(n, g, 0, z, 0, lanes) / n;
            FloatVector back = (FloatVector) FLOATS.cast(FloatVector.broadcast(S, -projection));
            for (int i = 0; i < whole; i += L) {
                FloatVector before =
                        (FloatVector) FLOATS.cast(FloatVector.fromArray(S, dx, to + i));
                FloatVector rest =
                        back.fma(FloatVector.fromArray(S, z, i), FloatVector.fromArray(S, g, i));
                before.add(rest.sub(shared).mul(r)).intoArray(dx, to + i);
            }
            for (int i = whole; i < n; i++) {
                dx[to + i] += (Math.fma(-projection, z[i], g[i]) - shared) * r;
            }
        }
    }

    @Override
    default void layerNormScaleGradient(
            int rows,
            int n,
            int stride,
            float[] x,
            int xo,
            float[] dy,
            int dyo,
            float[] means,
            int mo,
            float[] rstd,
            int ro,
            float[] dScale,
            int so) {
        int j = 0;
        for (; j + 2 * L <= n; j += 2 * L) {
            FloatVector s0 = (FloatVector) FLOATS.cast(FloatVector.fromArray(S, dScale, so + j));
            FloatVector s1 =
                    (FloatVector) FLOATS.cast(FloatVector.fromArray(S, dScale, so + j + L));
            for (int row = 0; row < rows; row++) {
                int at = xo + row * stride + j;
                int from = dyo + row * stride + j;
                float r = rstd[ro + row];
                float factor = WideRow.factor(r);
                float minus = -means[mo + row] * factor;
                r /= factor;
                FloatVector v0 = (FloatVector) FLOATS.cast(FloatVector.fromArray(S, x, at));
                FloatVector v1 = (FloatVector) FLOATS.cast(FloatVector.fromArray(S, x, at + L));
                s0 = v0.fma(factor, minus).mul(r).fma(FloatVector.fromArray(S, dy, from), s0);
                s1 = v1.fma(factor, minus).mul(r).fma(FloatVector.fromArray(S, dy, from + L), s1);
            }
            s0.intoArray(dScale, so + j);
            s1.intoArray(dScale, so + j + L);
        }
        for (; j < n; j++) {
            for (int row = 0; row < rows; row++) {
                float r = rstd[ro + row];
                float factor = WideRow.factor(r);
                float deviation =
                        Math.fma(x[xo + row * stride + j], factor, -means[mo + row] * factor);
                float z = deviation * (r / factor);
                dScale[so + j] = Math.fma(dy[dyo + row * stride + j], z, dScale[so + j]);
            }
        }
    }
}
