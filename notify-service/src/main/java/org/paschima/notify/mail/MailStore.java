package org.paschima.notify.mail;

import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.paschima.contract.MemberId;
import org.paschima.notify.delivery.DueRounds;
import org.paschima.notify.delivery.Held;

/** Addresses, confirmed or not; shared by all instances. Every call blocks. */
public interface MailStore {

    /** How often a link may be asked for within a day. */
    record Bounds(int ofAMember, int toAMailbox) {}

    /** What came of asking. */
    enum Asked {
        /** A mail will be sent, unless its mailbox had its share of them, which is nobody else's business. */
        KEPT,
        /** The member asked often enough today. */
        TOO_OFTEN
    }

    // --- what members do

    /** Keeps what waits for its owner's word, in the place of what did. */
    Asked ask(Confirmation asked, Bounds bounds);

    Optional<MailSubscription> of(MemberId member);

    /** What waits for its owner's word, up to a day after it was asked for. */
    Optional<Confirmation> unconfirmed(MemberId member, Instant now);

    /** Has the digests come at other times, if there are any. */
    boolean change(MemberId member, List<LocalTime> hours, Instant nextAt);

    /** Forgets the member's addresses; whether there was one. */
    boolean remove(MemberId member);

    // --- what who has a secret does

    /** What it confirms, while that holds. */
    Optional<Confirmation> confirmedBy(String digest, Instant now);

    /** Begins what was confirmed, in the place of what was before; not what its member took back meanwhile. */
    boolean begin(String digest, MailSubscription begun);

    /** Whether it was what began a subscription that goes on. */
    boolean hasBegun(String digest);

    /** Ends what it ends; whether there is something. */
    boolean stop(String digest, Instant now);

    // --- what instances do

    DueRounds.Due<Confirmation> confirmations();

    DueRounds.Due<MailSubscription> digests();

    /** Notes another link of a confirmation that is held; not if it is held no longer. */
    boolean addLink(Held<Confirmation> held, String digest, Instant until);

    /** The mail with the link was sent, or will be tried again then. */
    void settle(Held<Confirmation> held, int attempts, Optional<Instant> nextAt);

    void settle(Held<MailSubscription> held, MailSubscription.State state);
}
