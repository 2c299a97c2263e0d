package org.paschima.contract.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Fact;
import org.paschima.contract.NudgeEvent;
import org.paschima.contract.NudgeEvent.Content;
import org.paschima.contract.NudgeEvent.Issued;
import org.paschima.contract.NudgeEvent.WithdrawalReason;
import org.paschima.contract.NudgeEvent.Withdrawn;
import org.paschima.contract.NudgeFate;
import org.paschima.contract.NudgeFate.Fate;
import org.paschima.contract.json.Fields;
import org.paschima.contract.json.Json;
import org.paschima.contract.json.JsonWriter;
import org.paschima.contract.json.Problems;

/** Reads and writes what concerns nudges: log entries (as api §5 shows them to clients, too), fates, pauses. */
public final class NudgeCodec {

    static final int MAX_ID = 200;

    private NudgeCodec() {}

    public static byte[] bytes(NudgeEvent event) {
        return JsonWriter.bytes(json -> write(json, event));
    }

    public static void write(JsonGenerator json, NudgeEvent event) throws IOException {
        json.writeStartObject();
        json.writeNumberField("seq", event.seq());
        json.writeStringField("nudgeId", event.nudgeId());
        switch (event) {
            case Issued issued -> {
                json.writeStringField("type", "nudge");
                json.writeStringField("slot", WireTime.of(issued.slot()));
                json.writeStringField("localDate", issued.localDate().toString());
                json.writeStringField("issuedAt", WireTime.of(issued.issuedAt()));
                json.writeStringField("validUntil", WireTime.of(issued.validUntil()));
                json.writeFieldName("content");
                write(json, issued.content());
                json.writeStringField("decisionId", issued.decisionId());
            }
            case Withdrawn withdrawn -> {
                json.writeStringField("type", "nudge.withdrawn");
                json.writeStringField("reason", withdrawn.reason().name());
                RecordWriter.text(json, "by", withdrawn.by());
                json.writeStringField("asOf", withdrawn.asOf());
            }
        }
        ChannelsCodec.write(json, "channels", event.channels());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Content content) throws IOException {
        json.writeStartObject();
        json.writeStringField("practice", content.practice());
        RecordWriter.words(json, "cues", content.cues());
        json.writeNumberField("minutes", content.minutes());
        json.writeStringField("context", content.context());
        json.writeStringField("title", content.title());
        json.writeStringField("text", content.text());
        RecordWriter.integer(json, "seconds", content.seconds());
        RecordWriter.text(json, "guide", content.guide());
        json.writeEndObject();
    }

    static @Nullable Issued issued(Fields fields, Problems problems) {
        fields.require("seq", "nudgeId", "slot", "localDate", "issuedAt", "validUntil", "content", "decisionId");
        var seq = fields.longInteger("seq", 0, Json.MAX_SAFE_INTEGER);
        var nudgeId = fields.text("nudgeId", MAX_ID);
        var slot = fields.wallTime("slot");
        var localDate = fields.date("localDate");
        var issuedAt = fields.instant("issuedAt");
        var validUntil = fields.instant("validUntil");
        var content = content(fields.object("content"));
        var decisionId = fields.text("decisionId", MAX_ID);
        var channels = ChannelsCodec.read(fields, "channels");
        if (!problems.isEmpty()
                || seq == null
                || nudgeId == null
                || slot == null
                || localDate == null
                || issuedAt == null
                || validUntil == null
                || content == null
                || decisionId == null) {
            return null;
        }
        return new Issued(seq, nudgeId, slot, localDate, issuedAt, validUntil, content, decisionId, channels);
    }

    private static @Nullable Content content(@Nullable Fields fields) {
        if (fields == null) {
            return null;
        }
        fields.require("practice", "minutes", "context", "title", "text");
        var practice = fields.code("practice", _ -> true, "");
        var cues = fields.codes("cues", 20, _ -> true, "");
        var minutes = fields.integer("minutes", 1, 240);
        var context = fields.code("context", _ -> true, "");
        var title = fields.text("title", 500);
        var text = fields.text("text", 2000);
        var seconds = fields.integer("seconds", 1, 14_400);
        var guide = fields.text("guide", 2000);
        if (practice == null || minutes == null || context == null || title == null || text == null) {
            return null;
        }
        return new Content(practice, cues, minutes, context, title, text, seconds, guide);
    }

    static @Nullable Withdrawn withdrawn(Fields fields, Problems problems) {
        fields.require("seq", "nudgeId", "reason", "asOf");
        var seq = fields.longInteger("seq", 0, Json.MAX_SAFE_INTEGER);
        var nudgeId = fields.text("nudgeId", MAX_ID);
        var reason = fields.oneOf("reason", WithdrawalReason.values(), WithdrawalReason::name);
        var by = fields.text("by", MAX_ID);
        var asOf = fields.text("asOf", MAX_ID);
        var channels = ChannelsCodec.read(fields, "channels");
        if (!problems.isEmpty() || seq == null || nudgeId == null || reason == null || asOf == null) {
            return null;
        }
        return new Withdrawn(seq, nudgeId, reason, by, asOf, channels);
    }

    /** A fate as a client reports it, without {@code nudgeId}, which is in the path; {@code at} defaults to now. */
    public static @Nullable NudgeFate fateRequest(Fields fields, String nudgeId, Instant now, Problems problems) {
        int before = problems.size();
        fields.require("fate");
        var fate = fields.oneOf("fate", Fate.values(), Fate::wire);
        var at = fields.has("at")
                ? HeadReader.instant(fields, "at", now)
                : OffsetDateTime.ofInstant(now, ZoneOffset.UTC);
        fields.skip("at");
        var snoozeUntil = fields.instant("snoozeUntil");
        if (fate == Fate.SNOOZED && !fields.has("snoozeUntil")) {
            fields.problem("snoozeUntil", "REQUIRED", "snoozed needs snoozeUntil");
        } else if (fate != null && fate != Fate.SNOOZED && fields.has("snoozeUntil")) {
            fields.problem("snoozeUntil", "UNEXPECTED", "snoozeUntil is of fate snoozed alone; leave it out");
        } else if (snoozeUntil != null && at != null && !isSnooze(at.toInstant(), snoozeUntil.toInstant())) {
            fields.problem(
                    "snoozeUntil",
                    "RANGE",
                    "snoozeUntil must be after at (which is now if it is left out), and at most "
                            + NudgeFate.LONGEST_SNOOZE.toDays() + " days after it");
        }
        fields.end();
        return problems.size() > before || fate == null || at == null
                ? null
                : new NudgeFate(nudgeId, fate, at, snoozeUntil);
    }

    private static boolean isSnooze(Instant at, Instant until) {
        return until.isAfter(at) && !until.isAfter(at.plus(NudgeFate.LONGEST_SNOOZE));
    }

    static @Nullable NudgeFate fate(Fields fields, Problems problems) {
        fields.require("nudgeId", "fate", "at");
        var nudgeId = fields.text("nudgeId", MAX_ID);
        var fate = fields.oneOf("fate", Fate.values(), Fate::wire);
        var at = fields.instant("at");
        var snoozeUntil = fields.instant("snoozeUntil");
        if (!problems.isEmpty() || nudgeId == null || fate == null || at == null) {
            return null;
        }
        return new NudgeFate(nudgeId, fate, at, snoozeUntil);
    }

    static void write(JsonGenerator json, NudgeFate fate) throws IOException {
        json.writeStartObject();
        json.writeStringField("nudgeId", fate.nudgeId());
        json.writeStringField("fate", fate.fate().wire());
        json.writeStringField("at", WireTime.of(fate.at()));
        if (fate.snoozeUntil() != null) {
            json.writeStringField("snoozeUntil", WireTime.of(fate.snoozeUntil()));
        }
        json.writeEndObject();
    }

    static @Nullable OffsetDateTime resumed(Fields fields) {
        fields.require("at");
        return fields.instant("at");
    }

    static void writeResumed(JsonGenerator json, OffsetDateTime at) throws IOException {
        json.writeStartObject();
        json.writeStringField("at", WireTime.of(at));
        json.writeEndObject();
    }

    /** A pause as a client asks for it has been worked out by then: here stands until when. */
    static Fact.@Nullable NudgesPaused paused(Fields fields, Problems problems) {
        fields.require("at");
        var at = fields.instant("at");
        var until = fields.instant("until");
        return !problems.isEmpty() || at == null ? null : new Fact.NudgesPaused(at, until);
    }

    static void write(JsonGenerator json, Fact.NudgesPaused paused) throws IOException {
        json.writeStartObject();
        json.writeStringField("at", WireTime.of(paused.at()));
        if (paused.until() != null) {
            json.writeStringField("until", WireTime.of(paused.until()));
        }
        json.writeEndObject();
    }
}
