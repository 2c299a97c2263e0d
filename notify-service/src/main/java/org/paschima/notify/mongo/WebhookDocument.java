package org.paschima.notify.mongo;

import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.MemberId;
import org.paschima.contract.codec.FactCodec;
import org.paschima.notify.webhook.Attempt;
import org.paschima.notify.webhook.Breaker;
import org.paschima.notify.webhook.Kind;
import org.paschima.notify.webhook.Late;
import org.paschima.notify.webhook.Line;
import org.paschima.notify.webhook.Places;
import org.paschima.notify.webhook.Secret;
import org.paschima.notify.webhook.Sent;
import org.paschima.notify.webhook.Waiting;
import org.paschima.notify.webhook.Webhook;

/** Webhooks, what waits and what was tried, as documents. What is absent reads as if nothing had happened yet. */
final class WebhookDocument {

    private WebhookDocument() {}

    static Document of(Webhook webhook) {
        return new Document("_id", webhook.id())
                .append("tenant", webhook.tenant())
                .append("rev", webhook.revision())
                .append("createdAt", Date.from(webhook.createdAt()))
                .append("wanted", wanted(webhook.wanted()))
                .append("secrets", secrets(webhook.secrets()))
                .append("places", webhook.state().places().text());
    }

    static Document wanted(Webhook.Wanted wanted) {
        return new Document("name", wanted.name())
                .append("address", wanted.address().toString())
                .append(
                        "kinds",
                        wanted.kinds().stream().map(Kind::wire).sorted().toList())
                .append("late", wanted.late().wire())
                .append("isOn", wanted.isOn());
    }

    static List<Document> secrets(List<Secret> secrets) {
        return secrets.stream()
                .map(each -> new Document("text", each.text()).append("until", date(each.until())))
                .toList();
    }

    static Document breaker(Breaker breaker) {
        return new Document("failures", breaker.failures())
                .append("rests", breaker.rests())
                .append("until", date(breaker.until()))
                .append("since", date(breaker.since()));
    }

    static Webhook read(Document document) {
        var wanted = document.get("wanted", Document.class);
        return new Webhook(
                document.getString("_id"),
                document.getString("tenant"),
                document.getLong("rev"),
                new Webhook.Wanted(
                        wanted.getString("name"),
                        URI.create(wanted.getString("address")),
                        wanted.getList("kinds", String.class).stream()
                                .flatMap(kind -> Kind.named(kind).stream())
                                .collect(Collectors.toSet()),
                        "send".equals(wanted.getString("late")) ? Late.SEND : Late.SKIP,
                        wanted.getBoolean("isOn", true)),
                document.getList("secrets", Document.class).stream()
                        .map(each -> new Secret(each.getString("text"), instant(each, "until")))
                        .toList(),
                document.getDate("createdAt").toInstant(),
                new Webhook.State(
                        places(document, "places"),
                        document.containsKey("seek") ? places(document, "seek") : null,
                        breaker(document),
                        instant(document, "endedAt"),
                        instant(document, "deliveredAt")));
    }

    private static Places places(Document document, String name) {
        var text = document.getString(name);
        return (text == null ? java.util.Optional.<Places>empty() : Places.parse(text))
                .orElseGet(() -> new Places(new HashMap<>()));
    }

    private static Breaker breaker(Document document) {
        var breaker = document.get("breaker", Document.class);
        return breaker == null
                ? Breaker.CLOSED
                : new Breaker(
                        breaker.getInteger("failures", 0),
                        breaker.getInteger("rests", 0),
                        instant(breaker, "until"),
                        instant(breaker, "since"));
    }

    static Document of(String webhook, Waiting waiting) {
        var line = waiting.line();
        return new Document("_id", id(webhook, line.id()))
                .append("webhook", webhook)
                .append("message", line.id())
                .append("partition", line.partition())
                .append("offset", line.offset())
                .append("member", line.member().key())
                .append("at", Date.from(line.at()))
                .append("json", new Binary(line.json()))
                .append("attempts", waiting.attempts())
                .append("nextAt", Date.from(waiting.nextAt()));
    }

    static String id(String webhook, String message) {
        return webhook + " " + message;
    }

    static Waiting waiting(Document document) {
        var json = document.get("json", Binary.class).getData();
        var line = new Line(
                document.getInteger("partition"),
                document.getLong("offset"),
                MemberId.parse(document.getString("member")),
                document.getString("message"),
                document.getDate("at").toInstant(),
                FactCodec.nudge(json),
                json);
        return new Waiting(
                line,
                document.getInteger("attempts"),
                document.getDate("nextAt").toInstant());
    }

    static Document of(String webhook, Attempt attempt) {
        var sent = attempt.sent();
        return new Document("webhook", webhook)
                .append("message", attempt.messageId())
                .append("type", attempt.type())
                .append("at", Date.from(attempt.at()))
                .append("number", attempt.number())
                .append("outcome", sent.outcome().name())
                .append("status", sent.status())
                .append("tookMs", sent.took().toMillis())
                .append("retryAt", date(attempt.retryAt()));
    }

    static Attempt attempt(Document document) {
        return new Attempt(
                document.getObjectId("_id").toHexString(),
                document.getString("message"),
                document.getString("type"),
                document.getDate("at").toInstant(),
                document.getInteger("number"),
                new Sent(
                        Sent.Outcome.valueOf(document.getString("outcome")),
                        document.getInteger("status"),
                        null,
                        Duration.ofMillis(document.getLong("tookMs"))),
                instant(document, "retryAt"));
    }

    private static @Nullable Instant instant(Document document, String name) {
        var date = document.getDate(name);
        return date == null ? null : date.toInstant();
    }

    static @Nullable Date date(@Nullable Instant instant) {
        return instant == null ? null : Date.from(instant);
    }

    /** What a change of its state writes. */
    static Bson changed(Webhook.State state) {
        var updates = new ArrayList<Bson>();
        updates.add(set("places", state.places().text()));
        updates.add(set("breaker", breaker(state.breaker())));
        if (state.endedAt() != null) {
            updates.add(set("endedAt", date(state.endedAt())));
        }
        if (state.deliveredAt() != null) {
            updates.add(set("deliveredAt", date(state.deliveredAt())));
        }
        return combine(updates);
    }
}
