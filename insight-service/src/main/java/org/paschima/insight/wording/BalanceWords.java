package org.paschima.insight.wording;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.paschima.contract.Language;
import org.paschima.insight.domain.balance.BalanceOverTime;
import org.paschima.insight.domain.day.AxisCell;

/**
 * Which way checks leaned, in plain words; away from either side the way back is a small one (domain.md §1.2, §5.3). Of two axes
 * both are told unless one of them is in its middle, and what is off to a side is not called near neutral.
 */
public final class BalanceWords {

    /** A few checks say little about weeks. */
    static final int LEAST_CHECKS = 5;

    /** Steps from the middle from which on an axis is off it, one way or in turn. */
    private static final double OFF = 0.5;

    private BalanceWords() {}

    /**
     * What the axes of some weeks say: a sentence or two; none where there is no check, since nobody has to make any.
     *
     * @param from the first of the days asked for
     */
    public static List<Sentence> of(Language language, BalanceOverTime balance, LocalDate from, LocalDate to) {
        if (balance.checks() == 0) {
            return List.of();
        }
        var when = Words.in(language).when(from, to);
        var frontBack = balance.frontBack();
        var sides = balance.sideSide();
        if (balance.checks() < LEAST_CHECKS) {
            var values = values(balance.checks(), when);
            values.put("leastChecks", Integer.toString(LEAST_CHECKS));
            return List.of(Sentence.of(language, Template.BALANCE_NOT_ENOUGH_DATA, values));
        }
        var sentences = new ArrayList<Sentence>();
        boolean areSidesTold = sides.n() >= LEAST_CHECKS && (isOff(sides) || frontBack.n() < LEAST_CHECKS);
        if (frontBack.n() >= LEAST_CHECKS && (isOff(frontBack) || !areSidesTold)) {
            sentences.add(Sentence.of(language, frontBack(frontBack), values(language, frontBack, when)));
        }
        if (areSidesTold) {
            var values = values(language, sides, when);
            values.put("side", Words.in(language).side(sides.meanSigned() < 0));
            sentences.add(Sentence.of(language, sides(sides), values));
        }
        return List.copyOf(sentences);
    }

    private static SortedMap<String, String> values(Language language, AxisCell axis, String when) {
        var values = values(axis.n(), when);
        var words = Words.in(language);
        values.put("size", words.points(Math.abs(axis.meanSigned())));
        values.put("distance", words.points(axis.meanAbsolute()));
        return values;
    }

    private static SortedMap<String, String> values(long checks, String when) {
        var values = new TreeMap<String, String>();
        values.put("checks", Long.toString(checks));
        values.put("when", when);
        return values;
    }

    private static boolean isOff(AxisCell axis) {
        return goesBothWays(axis) || axis.pattern() != AxisCell.Pattern.NEUTRAL;
    }

    /** In turn: neither way on average, and hardly ever in the middle. Once to each side in weeks is not that. */
    private static boolean goesBothWays(AxisCell axis) {
        return axis.meanAbsolute() >= OFF && (axis.isOscillating() || axis.pattern() == AxisCell.Pattern.NEUTRAL);
    }

    private static Template frontBack(AxisCell axis) {
        if (goesBothWays(axis)) {
            return Template.BALANCE_OSCILLATING;
        }
        return switch (axis.pattern()) {
            case NEUTRAL -> Template.BALANCE_NEUTRAL;
            case COLLAPSED -> Template.BALANCE_COLLAPSED;
            case OVERCORRECTED -> Template.BALANCE_OVERCORRECTED;
            case MIXED -> Template.BALANCE_MIXED;
        };
    }

    private static Template sides(AxisCell axis) {
        if (goesBothWays(axis)) {
            return Template.BALANCE_SIDE_TO_SIDE;
        }
        return switch (axis.pattern()) {
            case NEUTRAL -> Template.BALANCE_NEUTRAL_SIDES;
            case COLLAPSED, OVERCORRECTED -> Template.BALANCE_TO_ONE_SIDE;
            case MIXED -> Template.BALANCE_SIDE_TO_SIDE;
        };
    }
}
