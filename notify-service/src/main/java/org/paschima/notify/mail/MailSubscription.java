package org.paschima.notify.mail;

import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.MemberId;

/**
 * A confirmed address and how far its digests are.
 *
 * @param id drawn by chance, so that what is named after it says nothing of the member
 * @param hours the local times at which a digest may come
 * @param stop what makes the path secret that ends it; it stands in each mail, so it is kept as it is
 */
public record MailSubscription(
        MemberId member,
        String id,
        MailAddress address,
        List<LocalTime> hours,
        String stop,
        Instant confirmedAt,
        State state) {

    public MailSubscription {
        hours = List.copyOf(hours);
    }

    /**
     * How it goes.
     *
     * @param seq up to which entry of the nudge log it was told
     * @param window the last that is over, told or not; empty before the first
     * @param attempts made for the window that is due
     * @param refusals windows in a row for which the relay knew of no such mailbox
     * @param nextAt when to look again
     */
    public record State(
            long seq,
            String window,
            int attempts,
            int refusals,
            Instant nextAt,
            @Nullable Ended ended) {

        public static State beginning(long seq, Instant nextAt) {
            return new State(seq, "", 0, 0, nextAt, null);
        }
    }

    /** That no more is sent, since when and why. */
    public record Ended(Instant at, Why why) {}

    /** Why no more is sent. */
    public enum Why {
        /** Whoever reads the mail wants none. */
        UNSUBSCRIBED,
        /** There is no such mailbox, as the relay said of several digests. */
        REFUSED;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean isOn() {
        return state.ended() == null;
    }

    /** Without whose it is. */
    @Override
    public String toString() {
        return "MailSubscription[id=" + id + "]";
    }
}
