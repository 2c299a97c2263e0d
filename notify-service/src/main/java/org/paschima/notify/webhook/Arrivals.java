package org.paschima.notify.webhook;

import java.time.Instant;
import java.util.Collection;
import org.paschima.contract.MemberId;

/** Where it is kept that nudges arrived. Blocks. */
@FunctionalInterface
public interface Arrivals {

    /** The receiver had these nudges by then; the same again changes nothing. */
    void arrived(Collection<Nudge> nudges, Instant at);

    /** A nudge of a member. */
    record Nudge(MemberId member, String id) {}
}
