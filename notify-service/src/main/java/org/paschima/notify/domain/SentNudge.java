package org.paschima.notify.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.NudgeChannel;
import org.paschima.contract.NudgeEvent.WithdrawalReason;
import org.paschima.contract.NudgeFate.Fate;

/**
 * A nudge that was issued, as long as caps, answers or withdrawals depend on it.
 *
 * @param withdrawn why it was withdrawn, if it was
 * @param fate the strongest that was reported
 * @param isCounted whether it was already taken into the count of ignored ones
 * @param said what names its text and what it suggests; null of one that version 1 of the policy sent
 * @param zone that its decision point was in; null of one that was sent before that was noted
 * @param channels where it went
 */
public record SentNudge(
        String nudgeId,
        long seq,
        LocalDate localDate,
        Instant issuedAt,
        Instant validUntil,
        @Nullable WithdrawalReason withdrawn,
        @Nullable Fate fate,
        boolean isCounted,
        @Nullable String said,
        @Nullable ZoneId zone,
        Set<NudgeChannel> channels) {

    /** So far apart may the clocks of two instances be; what lies further ahead was issued by a clock that was set back. */
    public static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

    /** Whether clients may show it. */
    public boolean isOpenAt(Instant now) {
        return withdrawn == null && now.isBefore(validUntil) && !isAheadOf(now) && (fate == null || !fate.answers());
    }

    boolean isAheadOf(Instant now) {
        return issuedAt.isAfter(now.plus(CLOCKS_DIFFER));
    }

    SentNudge withdrawn(WithdrawalReason reason) {
        return new SentNudge(
                nudgeId, seq, localDate, issuedAt, validUntil, reason, fate, isCounted, said, zone, channels);
    }

    /** {@code acted > snoozed > dismissed > opened}: a weaker one changes nothing. */
    SentNudge answered(Fate reported) {
        return fate != null && fate.compareTo(reported) >= 0
                ? this
                : new SentNudge(
                        nudgeId,
                        seq,
                        localDate,
                        issuedAt,
                        validUntil,
                        withdrawn,
                        reported,
                        isCounted,
                        said,
                        zone,
                        channels);
    }

    SentNudge counted() {
        return new SentNudge(
                nudgeId, seq, localDate, issuedAt, validUntil, withdrawn, fate, true, said, zone, channels);
    }
}
