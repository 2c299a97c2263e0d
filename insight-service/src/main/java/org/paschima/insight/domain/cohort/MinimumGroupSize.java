package org.paschima.insight.domain.cohort;

/**
 * The privacy floor (domain.md §5.5).
 *
 * @param members k: nothing is said of fewer, nor can be worked out about fewer
 * @param cell no cell counts fewer
 */
public record MinimumGroupSize(int members, int cell) {

    public static final MinimumGroupSize STANDARD = new MinimumGroupSize(20, 5);

    public MinimumGroupSize {
        if (members < 1 || cell < 1 || cell > members) {
            throw new IllegalArgumentException("a floor of " + members + " members and " + cell + " a cell");
        }
    }
}
