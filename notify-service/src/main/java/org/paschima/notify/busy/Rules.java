package org.paschima.notify.busy;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRule.RfcMode;
import org.paschima.notify.busy.Component.UnreadableException;

/**
 * When something comes that recurs, by wall time. A file may hold rules of any kind and number, so there is a bound to the
 * work for all of one, in steps and in time.
 */
final class Rules {

    private static final int MOST_STEPS = 500_000;

    private final long latest;
    private int steps;

    /** @param latest when it has to be done, by {@link System#nanoTime()} */
    Rules(long latest) {
        this.latest = latest;
    }

    /** A rule that cannot be followed. */
    static final class OddRuleException extends Exception {
        private static final long serialVersionUID = 1L;

        OddRuleException(String what, Throwable cause) {
            super(what, cause);
        }
    }

    /**
     * When a rule comes from a time on.
     *
     * @param from what is before may be left out
     * @param goesOn whether the next one is wanted too; of the first that is not there is no need to tell
     */
    List<LocalDateTime> times(String rule, LocalDateTime start, LocalDateTime from, Predicate<LocalDateTime> goesOn)
            throws OddRuleException, UnreadableException {
        var times = new ArrayList<LocalDateTime>();
        try {
            var read = new RecurrenceRule(withoutEnd(rule), RfcMode.RFC2445_LAX);
            switch (read.getFreq()) {
                case SECONDLY, MINUTELY -> throw new IllegalArgumentException("no appointment comes so often");
                case HOURLY, DAILY, WEEKLY, MONTHLY, YEARLY -> {}
            }
            var all = read.iterator(new DateTime(
                    start.getYear(),
                    start.getMonthValue() - 1,
                    start.getDayOfMonth(),
                    start.getHour(),
                    start.getMinute(),
                    start.getSecond()));
            while (all.hasNext()) {
                step();
                var next = all.nextDateTime();
                var time = LocalDateTime.of(
                        next.getYear(),
                        next.getMonth() + 1,
                        next.getDayOfMonth(),
                        next.getHours(),
                        next.getMinutes(),
                        next.getSeconds());
                if (!goesOn.test(time)) {
                    break;
                }
                if (!time.isBefore(from)) {
                    times.add(time);
                }
            }
            return times;
        } catch (InvalidRecurrenceRuleException | RuntimeException e) {
            // Whatever the library makes of it, it is this rule alone that cannot be followed.
            throw new OddRuleException("a rule cannot be followed", e);
        }
    }

    private void step() throws UnreadableException {
        if (++steps > MOST_STEPS || ((steps & 0xff) == 0 && System.nanoTime() - latest > 0)) {
            throw new UnreadableException(Trouble.TOO_LARGE);
        }
    }

    /** The last time, if a rule says one: it may be by another clock than the first. */
    static String until(String rule) {
        for (var part : rule.split(";", -1)) {
            if (part.strip().toUpperCase(Locale.ROOT).startsWith("UNTIL=")) {
                return part.strip().substring("UNTIL=".length());
            }
        }
        return "";
    }

    private static String withoutEnd(String rule) {
        var kept = new ArrayList<String>();
        for (var part : rule.split(";", -1)) {
            if (!part.strip().toUpperCase(Locale.ROOT).startsWith("UNTIL=")) {
                kept.add(part.strip());
            }
        }
        return String.join(";", kept);
    }
}
