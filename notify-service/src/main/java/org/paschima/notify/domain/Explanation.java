package org.paschima.notify.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.NudgeEvent.Content;
import org.paschima.contract.Receipt.Reason;

/**
 * A receipt of version 2 of the policy in a sentence, in the member's language. Of all that can lead to one code, it names
 * what did.
 */
final class Explanation {

    private static final DateTimeFormatter HOUR_MINUTE = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private final Inputs in;
    private final Phrases words;

    private Explanation(Inputs in) {
        this.in = in;
        this.words = Phrases.in(in.language());
    }

    /** Of several reasons the first, which weighs most. */
    static String receipt(Inputs in, List<Reason> reasons, Optional<Content> content) {
        return new Explanation(in).receipt(reasons, content);
    }

    private String receipt(List<Reason> reasons, Optional<Content> content) {
        var run = in.run();
        if (run != null) {
            var zone = in.point().zone();
            var from = run.from().toInstant();
            var isOneDay = from.atZone(zone).toLocalDate().equals(in.point().localDate());
            return words.say(
                    "receipt.run",
                    Integer.toString(run.slots()),
                    words.when("from", from, zone, isOneDay),
                    words.when("to", run.until().toInstant(), zone, isOneDay));
        }
        var by = in.point().by();
        return by == null ? ofPoint(reasons, content) : ofPoint(reasons, content) + " " + occasion(by);
    }

    private String occasion(Triggered by) {
        var minutes = Integer.toString(by.minutes());
        return switch (by.trigger()) {
            case STATIC_BOUT -> words.say("receipt.static-bout", minutes);
            case LOW_VARIETY -> words.say("receipt.low-variety", by.changes(), minutes);
        };
    }

    private String ofPoint(List<Reason> reasons, Optional<Content> content) {
        var slot = HOUR_MINUTE.format(in.point().slot());
        var by = in.postponedBy();
        boolean isPutOff = by != null && !in.decidedAt().isBefore(by.until());
        var then = isPutOff
                ? HOUR_MINUTE.format(
                        Postponed.moment(in.point(), by).atZone(in.point().zone()))
                : slot;
        var way = isPutOff ? ".put-off" : "";
        return content.map(c -> words.say(
                        "receipt.sent" + way,
                        slot,
                        words.say("practice." + c.practice()),
                        words.span(Objects.requireNonNull(c.seconds())),
                        then))
                .orElseGet(() -> words.say("receipt.withheld" + way, slot, because(weightiest(reasons)), then));
    }

    /** The first; but a limit says more than a gap that is only wider because nobody answered. */
    private Reason weightiest(List<Reason> reasons) {
        boolean isSpacedOnly = reasons.getFirst() == Reason.TOO_SOON && !isWithinOwnGap();
        return isSpacedOnly && reasons.contains(Reason.DAILY_CAP) ? Reason.DAILY_CAP : reasons.getFirst();
    }

    private boolean isWithinOwnGap() {
        var own = Duration.ofMinutes(in.caps().minGapMinutes());
        return Duration.between(Objects.requireNonNull(in.lastSent()), in.decidedAt())
                        .abs()
                        .compareTo(own)
                < 0;
    }

    private String because(Reason reason) {
        return switch (reason) {
            case QUIET_HOURS -> quiet();
            case IN_A_MEETING ->
                words.say(
                        "because.meeting",
                        when("until", Objects.requireNonNull(in.meeting()).until()));
            case SNOOZED -> words.say("because.snoozed", when("until", in.snoozedUntil()));
            case PAUSED -> paused();
            case OPTED_OUT -> words.say("because.opted-out");
            case NO_CONSENT -> words.say("because.no-consent");
            case CARE_HOLD -> words.say("because.care");
            case RECENTLY_PRACTISED -> in.recentPractice().map(this::practised).orElseThrow();
            case TOO_SOON -> tooSoon();
            case DAILY_CAP -> daily();
            case WEEKLY_CAP -> {
                int most = in.caps().per7Days();
                yield most == 0
                        ? words.say("because.none-a-week")
                        : words.say("because.weekly", Integer.toString(most));
            }
            case STALE -> words.say("because.stale");
            case NO_SAFE_CONTENT -> nothingSafe();
            case NOT_DRAWN -> words.say("because.not-drawn");
        };
    }

    private String quiet() {
        var here = in.point().zone();
        if (in.isQuietAt(in.point().instant(), here)) {
            return words.say("because.quiet");
        }
        if (in.isQuietAt(in.decidedAt(), here)) {
            return words.say("because.quiet.by-now");
        }
        return in.quietZones().stream()
                .filter(zone -> in.isQuietAt(in.decidedAt(), zone))
                .map(ZoneId::getId)
                .findFirst()
                .map(zone -> words.say("because.quiet.elsewhere", zone))
                .orElseGet(() -> words.say("because.quiet"));
    }

    private String paused() {
        if (in.stopped()) {
            return words.say("because.stopped");
        }
        if (in.pausedUntil() != null && in.decidedAt().isBefore(in.pausedUntil())) {
            return words.say("because.paused", when("until", in.pausedUntil()));
        }
        return in.restUntil() != null && in.decidedAt().isBefore(in.restUntil())
                ? words.say("because.resting", when("until", in.restUntil()))
                : words.say("because.day-of-rest");
    }

    private String practised(RecentRecords.Practice practice) {
        if (practice.start().isAfter(in.decidedAt())) {
            return words.say("because.about-to-practise", when("at", practice.start()));
        }
        return practice.end().isAfter(in.decidedAt())
                ? words.say("because.practising", when("since", practice.start()))
                : words.say("because.practised", when("at", practice.start()));
    }

    /** The member's own gap where it was not over; else it is wider, because nobody answered. */
    private String tooSoon() {
        var last = when("at", in.lastSent());
        return isWithinOwnGap()
                ? words.say("because.too-soon", last, in.caps().minGapMinutes())
                : words.say("because.spaced", last);
    }

    /** The member's own limit where it was reached; else it was made smaller, because nobody answered. */
    private String daily() {
        int own = in.caps().perDay();
        if (own == 0) {
            return words.say("because.none-a-day");
        }
        if (Math.max(in.sentIn24Hours(), in.sentOnDate()) < own) {
            return words.say("because.fewer");
        }
        return words.say(in.sentOnDate() >= own ? "because.daily" : "because.in-24-hours", Integer.toString(own));
    }

    private String nothingSafe() {
        if (in.contexts().stream().noneMatch(NudgeContexts::canCarry)) {
            return words.say("because.no-place");
        }
        return words.say(VariedContent.isDismissed(in) ? "because.all-dismissed" : "because.nothing-safe");
    }

    private String when(String preposition, @Nullable Instant instant) {
        return words.when(preposition, Objects.requireNonNull(instant), in.point());
    }
}
