package org.paschima.notify.push;

import java.net.URI;
import java.time.Instant;
import org.paschima.contract.MemberId;

/**
 * A browser in which a member takes nudges.
 *
 * @param id made of the endpoint, so that a browser is known again
 * @param endpoint where its push service takes messages for it; whoever knows it may send there
 * @param key the browser's public key, a point of P-256
 * @param auth what only the browser and this service know
 */
@SuppressWarnings("ArrayRecordComponent") // stored and sent, never compared
public record PushSubscription(String id, MemberId member, URI endpoint, byte[] key, byte[] auth, Instant createdAt) {

    /** Without what lets somebody send to it. */
    @Override
    public String toString() {
        return "PushSubscription[id=" + id + "]";
    }
}
