package org.paschima.insight.wording;

import java.util.TreeMap;
import org.paschima.insight.domain.AxisCell;

/** Which way checks leaned, in plain words; away from either side the way back is a small one (domain.md §1.2, §5.3). */
public final class BalanceWords {

    /** A few checks say little about weeks. */
    static final int LEAST_CHECKS = 5;

    private BalanceWords() {}

    /**
     * What the front-back axis of some weeks says.
     *
     * @param days the days asked for
     */
    public static Sentence of(AxisCell frontBack, boolean isOscillating, int days) {
        var values = new TreeMap<String, String>();
        values.put("checks", Long.toString(frontBack.n()));
        values.put("leastChecks", Integer.toString(LEAST_CHECKS));
        values.put("days", Integer.toString(days));
        if (frontBack.n() > 0) {
            values.put("size", Words.points(Math.abs(frontBack.meanSigned())));
            values.put("distance", Words.points(frontBack.meanAbsolute()));
        }
        return Sentence.of(template(frontBack, isOscillating), values);
    }

    private static Template template(AxisCell frontBack, boolean isOscillating) {
        if (frontBack.n() < LEAST_CHECKS) {
            return Template.BALANCE_NOT_ENOUGH_DATA;
        }
        if (isOscillating) {
            return Template.BALANCE_OSCILLATING;
        }
        return switch (frontBack.pattern()) {
            case NEUTRAL -> Template.BALANCE_NEUTRAL;
            case COLLAPSED -> Template.BALANCE_COLLAPSED;
            case OVERCORRECTED -> Template.BALANCE_OVERCORRECTED;
            case MIXED -> Template.BALANCE_MIXED;
        };
    }
}
