package org.paschima.simulator;

import java.util.List;
import org.paschima.contract.Side;

/**
 * How a member rates and reports, where it differs from the table of domain.md §6.2: the ways in which people are unlike the
 * model that conclusions were tried on. Their usual tension stays what it is; a manner that begins does so on day
 * {@value Scenario#CHANGES_ON}.
 */
public enum Manner {
    /** As the table says. */
    USUAL,
    /** Days and ratings are mostly near the usual and sometimes far from it (Student's t of 3 degrees, same spread). */
    HEAVY_TAILS,
    /** Five words stand for the scale, at uneven distances. */
    FIVE_WORDS,
    /** One side only. */
    ONE_SIDE,
    /** The tenser side at first, later mostly the other one. */
    OTHER_SIDE_LATER,
    /** Mostly the tenser region at first, later mostly another one. */
    OTHER_REGION_LATER,
    /** One region at first, later a calmer one beside it. */
    REGION_ADDED_LATER,
    /** From some day on, ten reports in a row whenever tense. */
    BURSTS_LATER,
    /** Mostly on working days at first, later mostly at weekends. */
    WEEKENDS_LATER,
    /** From some day on, only when tense. */
    ONLY_TENSE_LATER,
    /** From some day on, every report comes from two devices. */
    TWO_DEVICES_LATER;

    static final int TENSE = 6;

    private static final double MOSTLY = 0.8;
    private static final double SELDOM = 0.2;
    private static final double[] THRESHOLDS = {1, 3.5, 6.5, 9};
    private static final int[] WORDS = {0, 2, 5, 8, 10};

    /** A region as it is rated: how far it is from the usual tension of all of them. */
    record Rated(String region, Side side, double offset) {}

    private static final Rated TENSE_SIDE = new Rated("neck", Side.RIGHT, 1);
    private static final Rated CALM_SIDE = new Rated("neck", Side.LEFT, -1);
    private static final Rated TENSE_REGION = new Rated("neck", Side.BOTH, 1);
    private static final Rated CALM_REGION = new Rated("upper-back", Side.BOTH, -2);

    boolean hasCells() {
        return switch (this) {
            case ONE_SIDE, OTHER_SIDE_LATER, OTHER_REGION_LATER, REGION_ADDED_LATER -> true;
            case USUAL, HEAVY_TAILS, FIVE_WORDS, BURSTS_LATER, WEEKENDS_LATER, ONLY_TENSE_LATER, TWO_DEVICES_LATER ->
                false;
        };
    }

    /** What a report rates, by a number from 0 to 1 that chance drew. */
    List<Rated> cells(boolean isLater, double drawn) {
        boolean first = drawn < (isLater ? SELDOM : MOSTLY);
        return switch (this) {
            case ONE_SIDE -> List.of(TENSE_SIDE);
            case OTHER_SIDE_LATER -> List.of(first ? TENSE_SIDE : CALM_SIDE);
            case OTHER_REGION_LATER -> List.of(first ? TENSE_REGION : CALM_REGION);
            case REGION_ADDED_LATER -> isLater ? List.of(TENSE_REGION, CALM_REGION) : List.of(TENSE_REGION);
            case USUAL, HEAVY_TAILS, FIVE_WORDS, BURSTS_LATER, WEEKENDS_LATER, ONLY_TENSE_LATER, TWO_DEVICES_LATER ->
                throw new IllegalStateException(this + " rates what the table says");
        };
    }

    /** The share of days of this kind that are reported, given the usual one. */
    double share(double usual, boolean isLater, boolean isWeekend) {
        if (this != WEEKENDS_LATER) {
            return usual;
        }
        return isLater == isWeekend ? 0.9 : 0.1;
    }

    /** As this member puts a feeling into a number. */
    int rating(double felt) {
        if (this != FIVE_WORDS) {
            return Draws.rating(felt);
        }
        int word = 0;
        while (word < THRESHOLDS.length && felt >= THRESHOLDS[word]) {
            word++;
        }
        return WORDS[word];
    }
}
