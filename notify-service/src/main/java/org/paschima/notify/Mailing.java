package org.paschima.notify;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.paschima.notify.delivery.DueRounds;
import org.paschima.notify.delivery.NudgeStore;
import org.paschima.notify.http.MailRoutes;
import org.paschima.notify.http.SmtpPost;
import org.paschima.notify.mail.Confirming;
import org.paschima.notify.mail.Digesting;
import org.paschima.notify.mail.Letters;
import org.paschima.notify.mail.Posting;
import org.paschima.notify.mongo.MongoMails;
import org.paschima.notify.webhook.Arrivals;
import org.paschima.runtime.Opened;

/** E-mail, wired: what is due is sent by the relay that the settings name, if they name one. */
final class Mailing {

    private Mailing() {}

    /** What the rest of the service lends. */
    record Lent(
            MongoMails store,
            NudgeStore nudges,
            Function<SmtpPost.Relay, SmtpPost> relays,
            Arrivals arrivals,
            InstantSource clock,
            MeterRegistry meters) {}

    /** Begins to send if there is a relay; what the routes need either way. */
    static MailRoutes.Terms open(Opened opened, MailSettings settings, Lent lent) {
        var store = lent.store();
        var counts =
                new WebhookCounts("notify_mail_attempts_total", "Mails to members, by what came of it", lent.meters());
        settings.way().ifPresent(way -> {
            var post = opened.add(lent.relays().apply(way.relay()));
            var posting = new Posting(
                    post,
                    lent.clock(),
                    settings.timeout(),
                    () -> ThreadLocalRandom.current().nextDouble(),
                    counts);
            var letters = new Letters(way.links(), way.relay().from().domain());
            var atOnce = new Semaphore(settings.inFlight());
            opened.add(new DueRounds<>(
                    "mail",
                    store.confirmations(),
                    new Confirming(store, lent.nudges(), letters, posting),
                    lent.clock(),
                    atOnce));
            opened.add(new DueRounds<>(
                    "mail",
                    store.digests(),
                    new Digesting(store, lent.nudges(), letters, posting, lent.arrivals()),
                    lent.clock(),
                    atOnce));
        });
        return new MailRoutes.Terms(store, settings.way().isPresent(), settings.bounds());
    }
}
