package org.paschima.notify.domain;

import java.time.Instant;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.paschima.contract.NudgeEvent.Content;
import org.paschima.contract.Receipt.Reason;
import org.paschima.contract.catalog.Catalog;
import org.paschima.contract.catalog.PosePractice;
import org.paschima.contract.catalog.SymptomTier;

/**
 * Everything a member is told, in one place, so that a test can read all of it (domain.md §5.3). What a nudge says may
 * show on a locked screen and holds no health words (domain.md §5.5).
 */
public final class Words {

    static final String NUDGE_TITLE = "Time for a pause?";
    static final String NUDGE_TEXT = "%s, if you like: %s.";
    static final String SENT = "Nudge at %s: %s, %s.";
    static final String WITHHELD = "No nudge at %s: %s.";
    static final String QUIET = "it fell in your quiet hours";
    static final String SNOOZED = "you asked to wait until %s";
    static final String PAUSED = "nudges are paused until %s";
    static final String RESTING = "the last ones stayed without an answer, so nudges rest until %s";
    static final String OPTED_OUT = "nudges are switched off";
    static final String NO_CONSENT = "you have not agreed to nudges";
    static final String CARE = "nudges wait until you tell us that what you noted was checked or is gone";
    static final String PRACTISED = "you practised at %s";
    static final String PRACTISING = "you have been practising since %s";
    static final String TOO_SOON = "the last one was at %s, less than %d minutes before";
    static final String DAILY = "the limit of %d a day was reached";
    static final String WEEKLY = "the limit of %d in seven days was reached";
    static final String STALE = "its moment had passed when we got to it";
    static final String NOTHING_SAFE = "nothing suits your settings right now";
    static final String NOT_DRAWN = "this time the draw said no, so that days without one can be compared";
    public static final String CARE_EMERGENCY =
            "You noted something that needs help now. Please seek emergency care. Nudges wait until you tell us that it was checked or is gone.";
    public static final String CARE_URGENT =
            "You noted something that a health professional should look at soon. Nudges wait until you tell us that it was checked or is gone.";

    private static final DateTimeFormatter HOUR_MINUTE = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter DAY_HOUR_MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private Words() {}

    static String nudgeText(int minutes, String cue) {
        return NUDGE_TEXT.formatted(minutes(minutes), Character.toLowerCase(cue.charAt(0)) + cue.substring(1));
    }

    /** The whole receipt in a sentence; of several reasons the first, which weighs most. */
    static String receipt(Inputs in, List<Reason> reasons, Optional<Content> content) {
        var slot = HOUR_MINUTE.format(in.point().slot());
        return content.map(c -> SENT.formatted(slot, practice(c.practice()), minutes(c.minutes())))
                .orElseGet(() -> WITHHELD.formatted(slot, because(reasons.getFirst(), in)));
    }

    static String because(Reason reason, Inputs in) {
        return switch (reason) {
            case QUIET_HOURS -> QUIET;
            case SNOOZED -> SNOOZED.formatted(when(in.snoozedUntil(), in));
            case PAUSED ->
                in.pausedUntil() != null && in.decidedAt().isBefore(in.pausedUntil())
                        ? PAUSED.formatted(when(in.pausedUntil(), in))
                        : RESTING.formatted(when(in.restUntil(), in));
            case OPTED_OUT -> OPTED_OUT;
            case NO_CONSENT -> NO_CONSENT;
            case CARE_HOLD -> CARE;
            case RECENTLY_PRACTISED ->
                in.recentPractice()
                        .map(p -> (p.end().isAfter(in.decidedAt()) ? PRACTISING : PRACTISED)
                                .formatted(when(p.start(), in)))
                        .orElse(PRACTISED);
            case TOO_SOON ->
                TOO_SOON.formatted(when(in.lastSent(), in), in.caps().minGapMinutes());
            case DAILY_CAP -> DAILY.formatted(in.perDay());
            case WEEKLY_CAP -> WEEKLY.formatted(in.caps().per7Days());
            case STALE -> STALE;
            case NO_SAFE_CONTENT -> NOTHING_SAFE;
            case NOT_DRAWN -> NOT_DRAWN;
        };
    }

    public static String care(Care.Hold hold) {
        return hold.tier() == SymptomTier.EMERGENCY ? CARE_EMERGENCY : CARE_URGENT;
    }

    private static String minutes(int minutes) {
        return minutes == 1 ? "one minute" : minutes + " minutes";
    }

    private static String practice(String id) {
        return Catalog.v1().practice(id).map(PosePractice::label).orElse(id);
    }

    /** The local time; with the date when it is another one. */
    private static String when(@org.jspecify.annotations.Nullable Instant instant, Inputs in) {
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
