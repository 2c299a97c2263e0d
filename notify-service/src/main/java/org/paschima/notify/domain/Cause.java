package org.paschima.notify.domain;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Receipt.Reason;
import org.paschima.contract.catalog.Catalog;

/** Of version 1 of the policy: what a reason stands for this time: of all that can lead to one code, the text names what did. */
final class Cause {

    private static final DateTimeFormatter HOUR_MINUTE = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter DAY_HOUR_MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private Cause() {}

    static String of(Reason reason, Inputs in) {
        return switch (reason) {
            case QUIET_HOURS -> quiet(in);
            case SNOOZED -> Words.SNOOZED.formatted(when(in.snoozedUntil(), in));
            case PAUSED -> paused(in);
            // No rule of this version asks for it.
            case IN_A_MEETING -> throw new IllegalArgumentException("version 1 knows no calendar");
            case OPTED_OUT -> Words.OPTED_OUT;
            case NO_CONSENT -> Words.NO_CONSENT;
            case CARE_HOLD -> Words.CARE;
            case RECENTLY_PRACTISED ->
                in.recentPractice().map(practice -> practised(practice, in)).orElseThrow();
            case TOO_SOON ->
                Words.TOO_SOON.formatted(when(in.lastSent(), in), in.caps().minGapMinutes());
            case DAILY_CAP -> daily(in);
            case WEEKLY_CAP -> {
                int most = in.caps().per7Days();
                yield most == 0 ? Words.NONE_A_WEEK : Words.WEEKLY.formatted(most);
            }
            case STALE -> Words.STALE;
            case NO_SAFE_CONTENT ->
                in.contexts().stream().anyMatch(Cause::couldCarry) ? Words.NOTHING_SAFE : Words.NO_PLACE;
            case NOT_DRAWN -> Words.NOT_DRAWN;
        };
    }

    private static boolean couldCarry(String context) {
        return Catalog.v1().context(context).filter(ContentChoice::canCarry).isPresent();
    }

    private static String quiet(Inputs in) {
        var here = in.point().zone();
        if (in.isQuietAt(in.point().instant(), here)) {
            return Words.QUIET;
        }
        if (in.isQuietAt(in.decidedAt(), here)) {
            return Words.QUIET_BY_NOW;
        }
        return in.quietZones().stream()
                .filter(zone -> in.isQuietAt(in.decidedAt(), zone))
                .map(ZoneId::getId)
                .findFirst()
                .map(Words.QUIET_ELSEWHERE::formatted)
                .orElse(Words.QUIET);
    }

    private static String paused(Inputs in) {
        return in.pausedUntil() != null && in.decidedAt().isBefore(in.pausedUntil())
                ? Words.PAUSED.formatted(when(in.pausedUntil(), in))
                : in.restUntil() != null && in.decidedAt().isBefore(in.restUntil())
                        ? Words.RESTING.formatted(when(in.restUntil(), in))
                        : Words.DAY_OF_REST;
    }

    private static String practised(RecentRecords.Practice practice, Inputs in) {
        if (practice.start().isAfter(in.decidedAt())) {
            return Words.ABOUT_TO_PRACTISE.formatted(when(practice.start(), in));
        }
        boolean isGoingOn = practice.end().isAfter(in.decidedAt());
        return (isGoingOn ? Words.PRACTISING : Words.PRACTISED).formatted(when(practice.start(), in));
    }

    /** The member's own limit where it was reached; else it was made smaller, because nobody answered. */
    private static String daily(Inputs in) {
        int own = in.caps().perDay();
        if (own == 0) {
            return Words.NONE_A_DAY;
        }
        if (Math.max(in.sentIn24Hours(), in.sentOnDate()) < own) {
            return Words.FEWER;
        }
        return (in.sentOnDate() >= own ? Words.DAILY : Words.IN_24_HOURS).formatted(own);
    }

    /** The local time; with the date when it is another one. */
    private static String when(@Nullable Instant instant, Inputs in) {
        if (instant == null) {
            return "later";
        }
        var local = instant.atZone(in.point().zone());
        var time = LocalTime.from(local).truncatedTo(ChronoUnit.MINUTES);
        return local.toLocalDate().equals(in.point().localDate())
                ? HOUR_MINUTE.format(time)
                : DAY_HOUR_MINUTE.format(local);
    }
}
