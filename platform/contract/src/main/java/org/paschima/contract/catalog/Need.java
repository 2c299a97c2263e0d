package org.paschima.contract.catalog;

/** What a practice or cue asks for, and a context leaves free or does not. */
public enum Need {
    HANDS("hands"),
    EYES("eyes"),
    /** Room on the floor to step wide, kneel or lie. */
    FLOOR("floor");

    private final String wireName;

    Need(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }
}
