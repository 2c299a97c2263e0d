package org.paschima.notify.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.json.Fields;
import org.paschima.contract.json.Json;
import org.paschima.contract.json.Problems;
import org.paschima.http.AnswerJson;
import org.paschima.notify.webhook.Attempt;
import org.paschima.notify.webhook.Kind;
import org.paschima.notify.webhook.Late;
import org.paschima.notify.webhook.Sent;
import org.paschima.notify.webhook.Targets;
import org.paschima.notify.webhook.Webhook;

/** Webhooks and their history as studios see and write them. A secret is in no answer but the one that made it. */
final class WebhookJson {

    private static final int LONGEST_NAME = 100;

    /** What answers say beside it: taken and left alone when it comes back with it. */
    private static final Set<String> SAID_BESIDE =
            Set.of("id", "revision", "createdAt", "state", "cursor", "waiting", "signing", "deliveredAt");

    private WebhookJson() {}

    static Webhook.@Nullable Wanted read(Fields fields, Problems problems, Targets targets) {
        SAID_BESIDE.forEach(fields::skip);
        fields.require("name");
        fields.require("address");
        var name = fields.text(
                "name",
                text -> !text.isBlank() && text.codePointCount(0, text.length()) <= LONGEST_NAME,
                "1 to " + LONGEST_NAME + " characters");
        var address = fields.text("address", text -> targets.read(text).isPresent(), Targets.RULE);
        var kinds = kinds(fields, problems);
        var late = fields.oneOf("late", Late.values(), Late::wire);
        var isOn = fields.bool("enabled");
        fields.end();
        if (!problems.isEmpty() || name == null || address == null) {
            return null;
        }
        return new Webhook.Wanted(
                name,
                targets.read(address).orElseThrow(),
                kinds,
                late == null ? Late.SKIP : late,
                isOn == null || isOn);
    }

    /** All where none is named. */
    private static Set<Kind> kinds(Fields fields, Problems problems) {
        var found = new HashSet<Kind>();
        var items = fields.items("kinds", Kind.values().length);
        for (int i = 0; i < items.size(); i++) {
            var at = fields.at("kinds") + "/" + i;
            var kind = items.get(i) instanceof Json.Str(var text) ? Kind.named(text) : java.util.Optional.<Kind>empty();
            if (kind.isEmpty()) {
                problems.add(at, "UNKNOWN_VALUE", "must be one of nudge.issued, nudge.withdrawn");
            } else if (!found.add(kind.get())) {
                problems.add(at, "DUPLICATE", "it is there twice");
            }
        }
        if (fields.isEmptyArray("kinds")) {
            fields.problem("kinds", "TOO_FEW", "name one kind at least, or leave kinds out for all");
        }
        return found.isEmpty() ? EnumSet.allOf(Kind.class) : found;
    }

    static void write(JsonGenerator json, Webhook webhook, long waiting) throws IOException {
        var wanted = webhook.wanted();
        json.writeStringField("id", webhook.id());
        json.writeStringField("name", wanted.name());
        json.writeStringField("address", wanted.address().toString());
        AnswerJson.texts(
                json, "kinds", wanted.kinds().stream().map(Kind::wire).sorted().toList());
        json.writeStringField("late", wanted.late().wire());
        json.writeBooleanField("enabled", wanted.isOn());
        AnswerJson.instant(json, "createdAt", webhook.createdAt());
        json.writeNumberField("signing", webhook.secrets().size());
        state(json, webhook);
        AnswerJson.instant(json, "deliveredAt", webhook.state().deliveredAt());
        json.writeNumberField("waiting", waiting);
        json.writeStringField("cursor", webhook.state().places().text());
        json.writeStringField("revision", Long.toString(webhook.revision()));
    }

    /** Never silently off: whatever keeps messages from being sent stands here. */
    private static void state(JsonGenerator json, Webhook webhook) throws IOException {
        var state = webhook.state();
        var breaker = state.breaker();
        json.writeObjectFieldStart("state");
        json.writeStringField(
                "name",
                !webhook.wanted().isOn()
                        ? "OFF"
                        : state.endedAt() != null ? "GONE" : breaker.until() != null ? "RESTING" : "ACTIVE");
        AnswerJson.instant(json, "since", state.endedAt() != null ? state.endedAt() : breaker.since());
        json.writeNumberField("failures", breaker.failures());
        AnswerJson.instant(json, "nextTrialAt", breaker.until());
        json.writeEndObject();
    }

    static void write(JsonGenerator json, Attempt attempt) throws IOException {
        json.writeStartObject();
        json.writeStringField("messageId", attempt.messageId());
        json.writeStringField("type", attempt.type());
        AnswerJson.instant(json, "at", attempt.at());
        json.writeNumberField("attempt", attempt.number());
        sent(json, attempt.sent());
        AnswerJson.instant(json, "retryAt", attempt.retryAt());
        json.writeEndObject();
    }

    static void sent(JsonGenerator json, Sent sent) throws IOException {
        json.writeStringField("outcome", sent.outcome().name());
        AnswerJson.whole(json, "status", sent.status());
        json.writeNumberField("tookMs", millis(sent.took()));
    }

    private static long millis(Duration took) {
        return took.toMillis();
    }
}
