package org.paschima.insight.domain.statistics;

/**
 * Ordinary least squares of y on x from sums (domain.md §2.5): what is added can be taken out again, and parts merge by
 * adding, as long as the sums are exact.
 */
public record LeastSquares(long n, double x, double xx, double y, double xy, double yy) {

    public static final LeastSquares NOTHING = new LeastSquares(0, 0, 0, 0, 0, 0);

    /** Squares that are nothing but rounding, of values as large as ratings and days. */
    private static final double ROUNDING = 1e-9;

    public LeastSquares plus(double x, double y) {
        return plus(new LeastSquares(1, x, x * x, y, x * y, y * y));
    }

    public LeastSquares plus(LeastSquares other) {
        return new LeastSquares(n + other.n, x + other.x, xx + other.xx, y + other.y, xy + other.xy, yy + other.yy);
    }

    /** Not for nothing. */
    public double meanX() {
        return x / n;
    }

    /** Not for nothing. */
    public double meanY() {
        return y / n;
    }

    /** Squares of x about its mean; 0 when all x are the same, and then there is no slope. */
    public double squaresX() {
        return about(xx, x, x);
    }

    public double squaresY() {
        return about(yy, y, y);
    }

    public double products() {
        return about(xy, x, y);
    }

    private double about(double products, double one, double other) {
        double about = n == 0 ? 0 : products - one * other / n;
        return Math.abs(about) < ROUNDING ? 0 : about;
    }

    /** Squares of y about a line of this slope through the means. */
    public double squaresLeft(double slope) {
        return squaresY() - 2 * slope * products() + slope * slope * squaresX();
    }
}
