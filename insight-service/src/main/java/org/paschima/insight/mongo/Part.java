package org.paschima.insight.mongo;

import java.util.EnumSet;
import java.util.Set;
import org.paschima.insight.store.DayPart;

/** What of a month is read apart. Each is an array of pieces, at most one of a record. */
enum Part {
    /** Names and places in time of all records but those that only instruments made. */
    NAMES("n"),
    /** Places in time of what only instruments made: their names are with their checks. */
    PLACES("d"),
    /** Tension, pain, stress, and what was rated before and after. */
    RATINGS("t"),
    SESSIONS("v"),
    /** Checks that were not said to be comfortable. */
    CHECKS("k"),
    COMFORTABLE("c");

    private final String field;

    Part(String field) {
        this.field = field;
    }

    String field() {
        return field;
    }

    /** What holds these parts of days. Names are in it always: they tell what counts once, and which days there are. */
    static Set<Part> of(Set<DayPart> wanted) {
        var parts = EnumSet.of(NAMES, PLACES);
        for (var each : wanted) {
            parts.addAll(
                    switch (each) {
                        case RATINGS -> EnumSet.of(RATINGS);
                        case SESSIONS -> EnumSet.of(SESSIONS);
                        case MEASURES, POSTURE, CHECKS -> EnumSet.of(CHECKS, COMFORTABLE);
                        case COMFORTABLE_CHECKS -> EnumSet.of(COMFORTABLE);
                    });
        }
        return parts;
    }
}
