package org.paschima.insight.domain.statistics;

/** Fixture F of domain.md §2: sixteen reports over four weeks. */
public final class FixtureF {

    private FixtureF() {}

    /** Time in days, and value. */
    public static double[][] reports() {
        return new double[][] {
            {0.35, 6},
            {1.40, 7},
            {1.75, 6},
            {3.38, 6},
            {4.60, 5},
            {6.33, 6},
            {8.70, 5},
            {9.42, 6},
            {9.80, 4},
            {12.50, 5},
            {14.40, 4},
            {16.65, 5},
            {19.35, 3},
            {21.50, 4},
            {24.45, 4},
            {27.70, 3}
        };
    }
}
