package org.paschima.notify.mail;

import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import org.paschima.contract.MemberId;

/**
 * An address that a member named and whose owner has not confirmed it.
 *
 * @param hours at which digests are wanted there
 * @param attempts made to send the mail with the link
 */
public record Confirmation(MemberId member, MailAddress address, List<LocalTime> hours, Instant askedAt, int attempts) {
    public Confirmation {
        hours = List.copyOf(hours);
    }

    /** Without whose it is. */
    @Override
    public String toString() {
        return "Confirmation[askedAt=" + askedAt + "]";
    }
}
