package org.paschima.notify.mongo;

import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import java.time.LocalTime;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.MemberId;
import org.paschima.notify.delivery.PathSecret;
import org.paschima.notify.mail.Confirmation;
import org.paschima.notify.mail.Confirming;
import org.paschima.notify.mail.MailAddress;
import org.paschima.notify.mail.MailSubscription;
import org.paschima.notify.mail.MailSubscription.Ended;
import org.paschima.notify.mail.MailSubscription.State;
import org.paschima.notify.mail.MailSubscription.Why;

/** Addresses as documents. What has nothing due has no {@code nextAt}. */
final class MailDocument {

    private MailDocument() {}

    /** @param isSent whether a mail is to be sent to its owner */
    static Document of(Confirmation asked, boolean isSent) {
        var document = new Document("_id", asked.member().key())
                .append("tenant", asked.member().tenant())
                .append("address", asked.address().text())
                .append("hours", hours(asked.hours()))
                .append("askedAt", Date.from(asked.askedAt()))
                .append("until", Date.from(asked.askedAt().plus(Confirming.HOLDS)))
                .append("attempts", asked.attempts());
        return isSent ? document.append("nextAt", Date.from(asked.askedAt())) : document;
    }

    static Confirmation confirmation(Document document) {
        return new Confirmation(
                MemberId.parse(document.getString("_id")),
                new MailAddress(document.getString("address")),
                hours(document),
                document.getDate("askedAt").toInstant(),
                document.getInteger("attempts"));
    }

    static Document of(MailSubscription begun) {
        return new Document("_id", begun.member().key())
                .append("tenant", begun.member().tenant())
                .append("id", begun.id())
                .append("address", begun.address().text())
                .append("hours", hours(begun.hours()))
                .append("stop", begun.stop())
                .append("stopDigest", new PathSecret(begun.stop()).digest())
                .append("confirmedAt", Date.from(begun.confirmedAt()))
                .append("seq", begun.state().seq())
                .append("window", begun.state().window())
                .append("attempts", begun.state().attempts())
                .append("refusals", begun.state().refusals())
                .append("nextAt", Date.from(begun.state().nextAt()));
    }

    static MailSubscription subscription(Document document) {
        var ended = document.get("ended", Document.class);
        var nextAt = document.getDate("nextAt");
        return new MailSubscription(
                MemberId.parse(document.getString("_id")),
                document.getString("id"),
                new MailAddress(document.getString("address")),
                hours(document),
                document.getString("stop"),
                document.getDate("confirmedAt").toInstant(),
                new State(
                        document.getLong("seq"),
                        document.getString("window"),
                        document.getInteger("attempts"),
                        document.getInteger("refusals"),
                        (nextAt == null ? document.getDate("confirmedAt") : nextAt).toInstant(),
                        ended(ended)));
    }

    private static @Nullable Ended ended(@Nullable Document ended) {
        return ended == null
                ? null
                : new Ended(
                        ended.getDate("at").toInstant(),
                        Why.valueOf(ended.getString("why").toUpperCase(Locale.ROOT)));
    }

    static Document of(Ended ended) {
        return new Document("at", Date.from(ended.at()))
                .append("why", ended.why().wire());
    }

    /** What a window came to; it is held no longer. */
    static Bson changed(State state) {
        var ended = state.ended();
        return combine(
                set("seq", state.seq()),
                set("window", state.window()),
                set("attempts", state.attempts()),
                set("refusals", state.refusals()),
                ended == null ? set("nextAt", Date.from(state.nextAt())) : unset("nextAt"),
                ended == null ? unset("ended") : set("ended", of(ended)),
                unset("lease"));
    }

    static List<String> hours(List<LocalTime> hours) {
        return hours.stream().map(LocalTime::toString).toList();
    }

    private static List<LocalTime> hours(Document document) {
        return document.getList("hours", String.class).stream()
                .map(LocalTime::parse)
                .toList();
    }
}
