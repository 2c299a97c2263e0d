package org.paschima.insight.domain.pattern;

/** The four-hour blocks of a local day: 0–4, 4–8, … 20–24 (domain.md §2.8). */
final class Block {

    static final int HOURS = 4;

    /** A block, or weekday, with fewer reports is not compared with another. */
    static final int LEAST_REPORTS = 4;

    private Block() {}
}
