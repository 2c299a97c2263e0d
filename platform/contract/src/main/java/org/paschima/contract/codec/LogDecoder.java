package org.paschima.contract.codec;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Fact;
import org.paschima.contract.MemberId;
import org.paschima.contract.RecordId;
import org.paschima.contract.RecordKind;
import org.paschima.contract.json.Fields;
import org.paschima.contract.json.Json;
import org.paschima.contract.json.JsonReader;
import org.paschima.contract.json.MalformedJsonException;
import org.paschima.contract.json.Problems;
import org.paschima.contract.json.Strictness;

/** Reads what comes from a topic, with headers that anybody may have written; {@link FactCodec} is the way to it. */
final class LogDecoder {

    /** What stands in a text for bytes that are none. */
    private static final char REPLACED = '\uFFFD';

    private LogDecoder() {}

    /** Reads a record of the member log. {@code header} gives a header's bytes, or null. Throws nothing. */
    static Decoded decode(byte @Nullable [] key, Function<String, byte @Nullable []> header, byte @Nullable [] value) {
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
            if (value.length > FactCodec.MAX_VALUE_BYTES) {
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
            case NUDGES_PAUSED -> NudgeCodec.paused(fields, problems);
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

    /** Reads a record of the decisions topic. Throws nothing. */
    static DecodedReceipt decodeReceipt(
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
            var receipt = ReceiptCodec.receipt(new Fields(object, "", problems, Strictness.LOG), problems);
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
