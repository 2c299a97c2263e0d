package org.paschima.notify.busy;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.MemberId;
import org.paschima.notify.domain.BusyTimes;

/**
 * A calendar that a member named. Its address may be a secret of another service's: it is shown to nobody, and in no log.
 *
 * @param read what was read of it; empty before the first time
 * @param failures in a row since
 * @param failure the last of them; null where the last time went well
 */
public record BusyCalendar(
        MemberId member,
        URI address,
        Instant addedAt,
        Optional<Read> read,
        int failures,
        @Nullable Failure failure) {

    /**
     * What was read.
     *
     * @param at when it was true: read then, or said to be as it was
     * @param until so far ahead it was looked
     * @param zone of the member, by which times count that name none
     * @param entityTag as the server names what it sent; null where it does not
     * @param modified when it says that was changed; null likewise
     * @param unread rules in it that cannot be followed
     */
    public record Read(
            Instant at,
            Instant until,
            ZoneId zone,
            @Nullable String entityTag,
            @Nullable String modified,
            int unread,
            BusyTimes times) {}

    /**
     * That it could not be read.
     *
     * @param status what the server said; 0 for nothing
     */
    public record Failure(Instant at, Trouble trouble, int status) {}

    /** Where it is, without what may be a secret. */
    public String masked() {
        int port = address.getPort();
        return address.getScheme() + "://" + address.getHost() + (port < 0 ? "" : ":" + port) + "/…";
    }

    @Override
    public String toString() {
        return "BusyCalendar[" + masked() + "]";
    }
}
