package org.firstprinciples.curriculum.plots;

/// On which side of a point its words stand.
public enum Side {
    /// Around it.
    CENTER(0, 0),
    /// To its right.
    RIGHT(1, 0),
    /// Over it, and to its right.
    ABOVE_RIGHT(1, -1),
    /// Over it.
    ABOVE(0, -1),
    /// Over it, and to its left.
    ABOVE_LEFT(-1, -1),
    /// To its left.
    LEFT(-1, 0),
    /// Under it, and to its left.
    BELOW_LEFT(-1, 1),
    /// Under it.
    BELOW(0, 1),
    /// Under it, and to its right.
    BELOW_RIGHT(1, 1);

    private final int right;
    private final int down;

    Side(int right, int down) {
        this.right = right;
        this.down = down;
    }

    int right() {
        return right;
    }

    int down() {
        return down;
    }
}
