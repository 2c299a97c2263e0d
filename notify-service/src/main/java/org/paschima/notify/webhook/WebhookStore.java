package org.paschima.notify.webhook;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Registrations, how far each is, what waits and what was tried; shared by all instances. Every call blocks. */
public interface WebhookStore {

    // --- what studios do

    /** Keeps it, unless its tenant has {@code most} already; whether it did. */
    boolean add(Webhook webhook, int most);

    List<Webhook> of(String tenant);

    Optional<Webhook> find(String tenant, String id);

    /** Replaces what is wanted, if the revision is still this one; a receiver that had gone is tried again. */
    Optional<Webhook> change(Webhook seen, Webhook.Wanted wanted);

    /** Replaces the secrets, if the revision is still this one. */
    Optional<Webhook> rotate(Webhook seen, List<Secret> secrets);

    boolean remove(String tenant, String id);

    /** Has it go on from elsewhere. */
    boolean seek(String tenant, String id, Places from);

    /** The history, the newest first; those before one of them. */
    List<Attempt> attempts(String id, Attempt.@Nullable Place before, int most);

    long waiting(String id);

    // --- what instances do

    /** Says that this instance lives, and how many webhooks it may hold, so that those that live have equally many. */
    int share(String holder);

    /** This instance lives no longer, and needs no share. */
    void leave(String holder);

    /** Takes some of those that nobody holds. */
    List<Webhook> take(String holder, int most);

    /** Holds it further, if it is still held by this one; what it is now. */
    Optional<Webhook> hold(String holder, String id);

    /** Lets others have it at once. */
    void release(String holder, String id);

    List<Waiting> waiting(String id, int most);

    /**
     * Keeps what a round came to: first what waits and what was tried, then how far it is, so that a crash in between sends
     * again and loses nothing.
     *
     * @return whether it is still held by this one
     */
    boolean settle(String holder, String id, Settled settled);

    /**
     * What a round came to.
     *
     * @param kept what waits now, anew or further
     * @param done ids of messages that wait no more
     * @param hasSought whether it went where it was told to
     */
    record Settled(
            Collection<Waiting> kept,
            Collection<String> done,
            List<Attempt> attempts,
            Webhook.State state,
            boolean hasSought) {}
}
