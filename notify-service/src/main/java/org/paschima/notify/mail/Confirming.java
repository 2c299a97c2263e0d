package org.paschima.notify.mail;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import org.paschima.notify.delivery.DueRounds;
import org.paschima.notify.delivery.Held;
import org.paschima.notify.delivery.NudgeStore;
import org.paschima.notify.delivery.PathSecret;
import org.paschima.notify.webhook.Sent.Outcome;

/**
 * Sends the mail with the link that confirms an address. Each attempt has a link of its own, since the secret is kept as a digest
 * alone; all of them hold.
 */
public final class Confirming implements DueRounds.Work<Confirmation> {

    /** How long a link holds. */
    public static final Duration HOLDS = Duration.ofHours(24);

    private final MailStore store;
    private final NudgeStore nudges;
    private final Letters letters;
    private final Posting posting;
    private final SecureRandom random = new SecureRandom();

    public Confirming(MailStore store, NudgeStore nudges, Letters letters, Posting posting) {
        this.store = store;
        this.nudges = nudges;
        this.letters = letters;
        this.posting = posting;
    }

    @Override
    public void send(Held<Confirmation> held) throws InterruptedException {
        var asked = held.what();
        var now = posting.clock().instant();
        if (!now.isBefore(asked.askedAt().plus(HOLDS))) {
            store.settle(held, asked.attempts(), Optional.empty());
            return;
        }
        var language = nudges.member(asked.member()).language(Optional.empty());
        var secret = PathSecret.fresh(random);
        if (!store.addLink(held, secret.digest(), now.plus(HOLDS))) {
            return;
        }
        var sent = posting.send(held, letters.confirmation(asked.address(), secret, language));
        if (sent.isEmpty()) {
            return;
        }
        int attempts = asked.attempts() + 1;
        boolean isOver = sent.get().outcome() == Outcome.DELIVERED || sent.get().outcome() == Outcome.GONE;
        store.settle(
                held,
                attempts,
                isOver ? Optional.empty() : posting.again(attempts).map(now::plus));
    }
}
