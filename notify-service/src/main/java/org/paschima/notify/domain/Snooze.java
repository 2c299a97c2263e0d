package org.paschima.notify.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.NudgeFate;

/**
 * The snooze that holds: the one that was made last in the log. A report that comes again, as one does whose answer was
 * lost, is not made anew, so it takes the place of none that came after it.
 *
 * @param until no nudges before; null for none
 * @param nudgeId the nudge it was asked for at; null when it is not known or there is none
 * @param made the last reports of snoozes, held or not, oldest first
 */
public record Snooze(@Nullable Instant until, @Nullable String nudgeId, List<String> made) {

    /** More than a device has under way, or sends again from a queue. */
    private static final int MADE_REMEMBERED = 16;

    public static final Snooze NONE = new Snooze(null, null, List.of());

    public Snooze {
        made = List.copyOf(made);
    }

    boolean wasMade(NudgeFate reported) {
        return made.contains(key(reported));
    }

    /** A snooze takes the place of the one before it, whichever ends first. */
    Snooze made(NudgeFate reported, Instant holdsUntil) {
        var all = new ArrayList<>(made);
        all.add(key(reported));
        return new Snooze(
                holdsUntil, reported.nudgeId(), all.subList(Math.max(0, all.size() - MADE_REMEMBERED), all.size()));
    }

    /** It holds no longer; what was made of it is still known. */
    Snooze ended() {
        return new Snooze(null, null, made);
    }

    /** No longer than one may be made now: a clock that was ahead made it. */
    Snooze notAfter(Instant now) {
        var longest = now.plus(NudgeFate.LONGEST_SNOOZE);
        return until == null || !until.isAfter(longest) ? this : new Snooze(longest, nudgeId, made);
    }

    private static String key(NudgeFate reported) {
        var wanted = reported.snoozeUntil();
        return reported.nudgeId() + " " + reported.at().toInstant() + " " + (wanted == null ? "" : wanted.toInstant());
    }
}
