package org.paschima.contract.codec;

import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Consents;
import org.paschima.contract.Fact;
import org.paschima.contract.LogTopics;
import org.paschima.contract.MemberId;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.NudgeEvent;
import org.paschima.contract.NudgePlan;
import org.paschima.contract.Profile;
import org.paschima.contract.Receipt;
import org.paschima.contract.RecordId;
import org.paschima.contract.RecordKind;
import org.paschima.contract.Screening;
import org.paschima.contract.json.JsonWriter;

/**
 * The one place where facts become messages of the log and come back: keys, CloudEvents headers (Kafka binding 1.0,
 * binary mode), JSON values. Writing computes the digest once; readers take it from the header and never recompute it,
 * so readers that drop fields they do not know still agree about ties.
 */
public final class FactCodec {

    /** The largest value that is read. */
    public static final int MAX_VALUE_BYTES = 64 * 1024;

    private FactCodec() {}

    // --- facts as session-service and notify-service state them; each computes the digest of what is written

    public static Fact.Recorded recorded(MemberRecord record) {
        return new Fact.Recorded(record, Digest.of(RecordWriter.bytes(record)));
    }

    /** A deletion's digest leaves its time out: deleting the same version twice is the same write. */
    public static Fact.Deleted deleted(RecordId id, long version, java.time.OffsetDateTime at) {
        var digest = Digest.of((id.id() + "@" + version).getBytes(StandardCharsets.UTF_8));
        return new Fact.Deleted(id, version, at, digest);
    }

    public static Fact.ProfileChanged changed(Profile profile) {
        return new Fact.ProfileChanged(profile, Digest.of(JsonWriter.bytes(j -> SettingsCodec.write(j, profile))));
    }

    public static Fact.ConsentsChanged changed(Consents consents) {
        return new Fact.ConsentsChanged(consents, Digest.of(JsonWriter.bytes(j -> SettingsCodec.write(j, consents))));
    }

    public static Fact.ScreeningChanged changed(Screening screening) {
        return new Fact.ScreeningChanged(
                screening, Digest.of(JsonWriter.bytes(j -> SettingsCodec.write(j, screening))));
    }

    public static Fact.NudgePlanChanged changed(NudgePlan plan) {
        return changed(plan, null);
    }

    /** A plan that is to hold only where one of these is before it; the digest is of the plan alone. */
    public static Fact.NudgePlanChanged changed(NudgePlan plan, java.util.@Nullable List<String> ifMatch) {
        return new Fact.NudgePlanChanged(plan, Digest.of(JsonWriter.bytes(j -> SettingsCodec.write(j, plan))), ifMatch);
    }

    // --- to the wire

    public static Message encode(MemberId member, Fact fact, Envelope envelope) {
        return message(LogTopics.MEMBER_LOG, member, WireName.of(fact), envelope, contentOf(fact));
    }

    /** What a message is about, the digest that decides ties where there can be some, and the value. */
    @SuppressWarnings("ArrayRecordComponent") // written, never compared
    private record Content(String subject, @Nullable String digest, byte[] value) {

        static Content of(String subject, @Nullable String digest, JsonWriter.Body value) {
            return new Content(subject, digest, JsonWriter.bytes(value));
        }
    }

    private static Content contentOf(Fact fact) {
        return switch (fact) {
            case Fact.Recorded(var record, var digest) ->
                new Content(record.head().id().id(), digest, RecordWriter.bytes(record));
            case Fact.Deleted deleted -> new Content(deleted.id().id(), deleted.digest(), value(deleted));
            case Fact.ProfileChanged(var profile, var digest) ->
                Content.of("profile", digest, json -> SettingsCodec.write(json, profile));
            case Fact.ConsentsChanged(var consents, var digest) ->
                Content.of("consents", digest, json -> SettingsCodec.write(json, consents));
            case Fact.ScreeningChanged(var screening, var digest) ->
                Content.of("screening", digest, json -> SettingsCodec.write(json, screening));
            case Fact.NudgePlanChanged(var plan, var digest, var ifMatch) ->
                Content.of("nudge-plan", digest, json -> SettingsCodec.write(json, plan, ifMatch));
            case Fact.NudgeFateReported(var fate) ->
                Content.of(fate.nudgeId(), null, json -> NudgeCodec.write(json, fate));
            case Fact.NudgesResumed(var at) -> Content.of("snooze", null, json -> NudgeCodec.writeResumed(json, at));
            case Fact.NudgesPaused paused -> Content.of("pause", null, json -> NudgeCodec.write(json, paused));
            case Fact.CareDismissed dismissed -> Content.of("care", null, json -> CareCodec.write(json, dismissed));
        };
    }

    /** As {@code encode(member, recorded(record), envelope)}; the value is written once, for the digest and the log. */
    public static Message encode(MemberId member, MemberRecord record, Envelope envelope) {
        var value = RecordWriter.bytes(record);
        return message(
                LogTopics.MEMBER_LOG,
                member,
                WireName.of(record.kind()),
                envelope,
                new Content(record.head().id().id(), Digest.of(value), value));
    }

    public static Message encode(MemberId member, NudgeEvent event, Envelope envelope) {
        var name = switch (event) {
            case NudgeEvent.Issued _ -> WireName.NUDGE_ISSUED;
            case NudgeEvent.Withdrawn _ -> WireName.NUDGE_WITHDRAWN;
        };
        return message(
                LogTopics.NUDGES, member, name, envelope, new Content(event.nudgeId(), null, NudgeCodec.bytes(event)));
    }

    public static Message encode(MemberId member, Receipt receipt, Envelope envelope) {
        return message(
                LogTopics.DECISIONS,
                member,
                WireName.DECISION_MADE,
                envelope,
                new Content(receipt.decisionId(), null, ReceiptCodec.bytes(receipt)));
    }

    private static byte[] value(Fact.Deleted deleted) {
        return JsonWriter.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("source", deleted.id().source());
            json.writeStringField("clientRecordId", deleted.id().clientRecordId());
            json.writeNumberField("version", deleted.version());
            json.writeStringField("at", WireTime.of(deleted.at()));
            json.writeEndObject();
        });
    }

    private static Message message(String topic, MemberId member, WireName name, Envelope envelope, Content content) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", envelope.id());
        headers.put("ce_source", envelope.source());
        headers.put("ce_type", name.type());
        headers.put("ce_time", DateTimeFormatter.ISO_INSTANT.format(envelope.time()));
        headers.put("ce_subject", content.subject());
        if (content.digest() != null) {
            headers.put("ce_digest", content.digest());
        }
        headers.put("content-type", "application/json");
        if (envelope.traceparent() != null) {
            headers.put("traceparent", envelope.traceparent());
        }
        return new Message(topic, member.key(), headers, content.value());
    }

    // --- from the wire

    /** Reads a record of the member log. {@code header} gives a header's bytes, or null. Throws nothing. */
    public static Decoded decode(
            byte @Nullable [] key, Function<String, byte @Nullable []> header, byte @Nullable [] value) {
        return LogDecoder.decode(key, header, value);
    }

    /** Reads a record of the decisions topic. Throws nothing. */
    public static DecodedReceipt decodeReceipt(
            byte @Nullable [] key, Function<String, byte @Nullable []> header, byte @Nullable [] value) {
        return LogDecoder.decodeReceipt(key, header, value);
    }

    // --- from a store, which keeps values without their headers; they were decoded once, so they decode again

    /**
     * A record of this kind.
     *
     * @throws UnreadableException if it is none, as all of these do
     */
    public static MemberRecord record(RecordKind kind, byte[] stored) {
        var plain = PlainRecord.ofLog(kind, stored);
        return plain != null
                ? plain
                : StoredValue.read(stored, (fields, problems) -> RecordReader.log(kind, fields, problems));
    }

    public static Profile profile(byte[] stored) {
        return StoredValue.read(stored, SettingsCodec::profile);
    }

    public static Consents consents(byte[] stored) {
        return StoredValue.read(stored, SettingsCodec::consents);
    }

    public static Screening screening(byte[] stored) {
        return StoredValue.read(stored, SettingsCodec::screening);
    }

    public static NudgePlan nudgePlan(byte[] stored) {
        return StoredValue.read(stored, SettingsCodec::nudgePlan);
    }

    /** What was issued says what is suggested, and what was withdrawn does not. */
    public static NudgeEvent nudge(byte[] stored) {
        return StoredValue.read(
                stored,
                (fields, problems) -> fields.has("content")
                        ? NudgeCodec.issued(fields, problems)
                        : NudgeCodec.withdrawn(fields, problems));
    }

    public static Receipt receipt(byte[] stored) {
        return StoredValue.read(stored, ReceiptCodec::receipt);
    }
}
