package org.paschima.contract.codec;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
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
import org.paschima.contract.json.Fields;
import org.paschima.contract.json.Json;
import org.paschima.contract.json.JsonReader;
import org.paschima.contract.json.JsonWriter;
import org.paschima.contract.json.MalformedJsonException;
import org.paschima.contract.json.Problems;
import org.paschima.contract.json.Strictness;

/**
 * The one place where facts become messages of the log and come back: keys, CloudEvents headers (Kafka binding 1.0,
 * binary mode), JSON values. Writing computes the digest once; readers take it from the header and never recompute it,
 * so readers that drop fields they do not know still agree about ties.
 */
public final class FactCodec {

    /** The largest value that is read. */
    public static final int MAX_VALUE_BYTES = 64 * 1024;

    /** What stands in a text for bytes that are none. */
    private static final char REPLACED = '\uFFFD';

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
        return switch (fact) {
            case Fact.Recorded(var record, var digest) ->
                message(
                        LogTopics.MEMBER_LOG,
                        member,
                        WireName.of(fact),
                        envelope,
                        record.head().id().id(),
                        digest,
                        RecordWriter.bytes(record));
            case Fact.Deleted deleted ->
                message(
                        LogTopics.MEMBER_LOG,
                        member,
                        WireName.of(fact),
                        envelope,
                        deleted.id().id(),
                        deleted.digest(),
                        value(deleted));
            case Fact.ProfileChanged(var profile, var digest) ->
                message(
                        LogTopics.MEMBER_LOG,
                        member,
                        WireName.of(fact),
                        envelope,
                        "profile",
                        digest,
                        JsonWriter.bytes(j -> SettingsCodec.write(j, profile)));
            case Fact.ConsentsChanged(var consents, var digest) ->
                message(
                        LogTopics.MEMBER_LOG,
                        member,
                        WireName.of(fact),
                        envelope,
                        "consents",
                        digest,
                        JsonWriter.bytes(j -> SettingsCodec.write(j, consents)));
            case Fact.ScreeningChanged(var screening, var digest) ->
                message(
                        LogTopics.MEMBER_LOG,
                        member,
                        WireName.of(fact),
                        envelope,
                        "screening",
                        digest,
                        JsonWriter.bytes(j -> SettingsCodec.write(j, screening)));
            case Fact.NudgePlanChanged(var plan, var digest, var ifMatch) ->
                message(
                        LogTopics.MEMBER_LOG,
                        member,
                        WireName.of(fact),
                        envelope,
                        "nudge-plan",
                        digest,
                        JsonWriter.bytes(j -> SettingsCodec.write(j, plan, ifMatch)));
            case Fact.NudgeFateReported(var fate) ->
                message(
                        LogTopics.MEMBER_LOG,
                        member,
                        WireName.of(fact),
                        envelope,
                        fate.nudgeId(),
                        null,
                        JsonWriter.bytes(j -> NudgeCodec.write(j, fate)));
            case Fact.NudgesResumed(var at) ->
                message(
                        LogTopics.MEMBER_LOG,
                        member,
                        WireName.of(fact),
                        envelope,
                        "snooze",
                        null,
                        JsonWriter.bytes(j -> NudgeCodec.writeResumed(j, at)));
            case Fact.CareDismissed dismissed ->
                message(
                        LogTopics.MEMBER_LOG,
                        member,
                        WireName.of(fact),
                        envelope,
                        "care",
                        null,
                        JsonWriter.bytes(j -> CareCodec.write(j, dismissed)));
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
                record.head().id().id(),
                Digest.of(value),
                value);
    }

    public static Message encode(MemberId member, NudgeEvent event, Envelope envelope) {
        var name = switch (event) {
            case NudgeEvent.Issued _ -> WireName.NUDGE_ISSUED;
            case NudgeEvent.Withdrawn _ -> WireName.NUDGE_WITHDRAWN;
        };
        return message(LogTopics.NUDGES, member, name, envelope, event.nudgeId(), null, NudgeCodec.bytes(event));
    }

    public static Message encode(MemberId member, Receipt receipt, Envelope envelope) {
        return message(
                LogTopics.DECISIONS,
                member,
                WireName.DECISION_MADE,
                envelope,
                receipt.decisionId(),
                null,
                NudgeCodec.bytes(receipt));
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

    private static Message message(
            String topic,
            MemberId member,
            WireName name,
            Envelope envelope,
            String subject,
            @Nullable String digest,
            byte[] value) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", envelope.id());
        headers.put("ce_source", envelope.source());
        headers.put("ce_type", name.type());
        headers.put("ce_time", DateTimeFormatter.ISO_INSTANT.format(envelope.time()));
        headers.put("ce_subject", subject);
        if (digest != null) {
            headers.put("ce_digest", digest);
        }
        headers.put("content-type", "application/json");
        if (envelope.traceparent() != null) {
            headers.put("traceparent", envelope.traceparent());
        }
        return new Message(topic, member.key(), headers, value);
    }

    // --- from the wire

    /** Reads a record of the member log. {@code header} gives a header's bytes, or null. Throws nothing. */
    public static Decoded decode(
            byte @Nullable [] key, Function<String, byte @Nullable []> header, byte @Nullable [] value) {
        try {
            if (key == null || value == null) {
                return new Decoded.Undecodable("no key or no value");
            }
            var type = header.apply("ce_type");
            if (type == null) {
                return new Decoded.Undecodable("no ce_type header");
            }
            var name = WireName.ofType(type);
            if (name == null) {
                return new Decoded.Unknown(text(type));
            }
            if (value.length > MAX_VALUE_BYTES) {
                return new Decoded.Undecodable("value of " + value.length + " bytes");
            }
            var keyText = text(key);
            var digest = header.apply("ce_digest");
            var tieBreak = digest == null ? "" : text(digest);
            var kind = name.recorded();
            var plain = kind == null ? null : PlainRecord.ofLog(kind, value);
            if (plain != null) {
                return new Decoded.Known(MemberId.parse(keyText), new Fact.Recorded(plain, tieBreak));
            }
            if (!(JsonReader.read(value) instanceof Json.Obj object)) {
                return new Decoded.Undecodable("the value is not a JSON object");
            }
            var problems = new Problems();
            var fact = fact(name, new Fields(object, "", problems, Strictness.LOG), problems, tieBreak);
            if (fact == null) {
                return problems.isEmpty() ? new Decoded.Unknown(name.type()) : undecodable(problems);
            }
            return new Decoded.Known(MemberId.parse(keyText), fact);
        } catch (MalformedJsonException e) {
            return new Decoded.Undecodable("malformed JSON: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            return new Decoded.Undecodable("invalid: " + e.getClass().getSimpleName());
        }
    }

    private static Decoded undecodable(Problems problems) {
        var first = problems.list().getFirst();
        return new Decoded.Undecodable(first.pointer() + " " + first.code());
    }

    private static @Nullable Fact fact(WireName name, Fields fields, Problems problems, String tieBreak) {
        return switch (name) {
            case PRACTICE_RECORDED -> recorded(RecordKind.PRACTICE, fields, problems, tieBreak);
            case POSTURE_CHECK_RECORDED -> recorded(RecordKind.POSTURE_CHECK, fields, problems, tieBreak);
            case TENSION_REPORT_RECORDED -> recorded(RecordKind.TENSION_REPORT, fields, problems, tieBreak);
            case SYMPTOM_REPORT_RECORDED -> recorded(RecordKind.SYMPTOM_REPORT, fields, problems, tieBreak);
            case RECORD_DELETED -> deleted(fields, problems, tieBreak);
            case PROFILE_CHANGED -> {
                var profile = SettingsCodec.profile(fields, problems);
                yield profile == null ? null : new Fact.ProfileChanged(profile, tieBreak);
            }
            case CONSENTS_CHANGED -> {
                var consents = SettingsCodec.consents(fields, problems);
                yield consents == null ? null : new Fact.ConsentsChanged(consents, tieBreak);
            }
            case SCREENING_CHANGED -> {
                var screening = SettingsCodec.screening(fields, problems);
                yield screening == null ? null : new Fact.ScreeningChanged(screening, tieBreak);
            }
            case NUDGE_PLAN_CHANGED -> {
                var plan = SettingsCodec.nudgePlan(fields, problems);
                var ifMatch = SettingsCodec.ifMatch(fields);
                yield plan == null || !problems.isEmpty() ? null : new Fact.NudgePlanChanged(plan, tieBreak, ifMatch);
            }
            case NUDGE_FATE_REPORTED -> {
                var fate = NudgeCodec.fate(fields, problems);
                yield fate == null ? null : new Fact.NudgeFateReported(fate);
            }
            case NUDGES_RESUMED -> {
                var at = NudgeCodec.resumed(fields);
                yield at == null ? null : new Fact.NudgesResumed(at);
            }
            case CARE_DISMISSED -> CareCodec.dismissed(fields, problems);
            case NUDGE_ISSUED, NUDGE_WITHDRAWN, DECISION_MADE -> null; // of other topics
        };
    }

    private static Fact.@Nullable Recorded recorded(RecordKind kind, Fields fields, Problems problems, String digest) {
        var record = RecordReader.log(kind, fields, problems);
        return record == null ? null : new Fact.Recorded(record, digest);
    }

    private static Fact.@Nullable Deleted deleted(Fields fields, Problems problems, String digest) {
        fields.require("source");
        var source = fields.identifier("source");
        fields.require("clientRecordId");
        var clientRecordId = fields.identifier("clientRecordId");
        var version = HeadReader.version(fields, true);
        fields.require("at");
        var at = fields.instant("at");
        if (!problems.isEmpty() || source == null || clientRecordId == null || version == null || at == null) {
            return null;
        }
        return new Fact.Deleted(new RecordId(source, clientRecordId), version, at, digest);
    }

    /** Reads a record of the nudges topic; empty when it is none. */
    public static @Nullable NudgeEvent decodeNudge(Function<String, byte @Nullable []> header, byte[] value) {
        try {
            var type = header.apply("ce_type");
            var name = type == null ? null : WireName.ofType(type);
            if (name == null || !(JsonReader.read(value) instanceof Json.Obj object)) {
                return null;
            }
            var problems = new Problems();
            var fields = new Fields(object, "", problems, Strictness.LOG);
            return switch (name) {
                case NUDGE_ISSUED -> NudgeCodec.issued(fields, problems);
                case NUDGE_WITHDRAWN -> NudgeCodec.withdrawn(fields, problems);
                default -> null;
            };
        } catch (MalformedJsonException | IllegalArgumentException _) {
            return null;
        }
    }

    /** Reads a record of the decisions topic. Throws nothing. */
    public static DecodedReceipt decodeReceipt(
            byte @Nullable [] key, Function<String, byte @Nullable []> header, byte @Nullable [] value) {
        try {
            var type = header.apply("ce_type");
            if (key == null || value == null || type == null) {
                return new DecodedReceipt.Undecodable("no key, no value or no ce_type header");
            }
            if (WireName.ofType(type) != WireName.DECISION_MADE) {
                return new DecodedReceipt.Unknown(text(type));
            }
            var keyText = text(key);
            if (!(JsonReader.read(value) instanceof Json.Obj object)) {
                return new DecodedReceipt.Undecodable("the value is not a JSON object");
            }
            var problems = new Problems();
            var receipt = NudgeCodec.receipt(new Fields(object, "", problems, Strictness.LOG), problems);
            if (receipt == null) {
                var first = problems.list().getFirst();
                return new DecodedReceipt.Undecodable(first.pointer() + " " + first.code());
            }
            return new DecodedReceipt.Known(MemberId.parse(keyText), receipt);
        } catch (MalformedJsonException e) {
            return new DecodedReceipt.Undecodable("malformed JSON: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            return new DecodedReceipt.Undecodable("invalid: " + e.getClass().getSimpleName());
        }
    }

    private static String text(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.UTF_8); // quick with ASCII, which ids and types are
        return text.indexOf(REPLACED) < 0 ? text : strictText(bytes);
    }

    /** The same of bytes that may be no UTF-8. */
    private static String strictText(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("not UTF-8", e);
        }
    }
}
