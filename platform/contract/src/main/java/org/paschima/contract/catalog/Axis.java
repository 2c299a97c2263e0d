package org.paschima.contract.catalog;

/** A signed axis of posture, −3 to +3, on which zero is easy and either end is a way of being off (domain.md §1.2). */
public record Axis(String id, String label, String negative, String positive) {

    /** Collapsed is negative, overcorrected positive. */
    public static final String FRONT_BACK = "front-back";

    /** Left is negative, right positive. */
    public static final String SIDE_SIDE = "side-side";
}
