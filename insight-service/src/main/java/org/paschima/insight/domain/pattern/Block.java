package org.paschima.insight.domain.pattern;

/** The four-hour blocks of a local day: 0–4, 4–8, … 20–24, named by the hour they begin at (domain.md §2.8). */
public final class Block {

    public static final int HOURS = 4;

    private Block() {}

    static int of(int localHour) {
        return localHour / HOURS * HOURS;
    }
}
