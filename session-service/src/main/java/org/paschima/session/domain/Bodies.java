package org.paschima.session.domain;

import java.time.Instant;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Consents;
import org.paschima.contract.Profile;
import org.paschima.contract.RecordKind;
import org.paschima.contract.Screening;
import org.paschima.contract.codec.Identity;
import org.paschima.contract.codec.RecordReader;
import org.paschima.contract.codec.SettingsCodec;
import org.paschima.contract.json.Fields;
import org.paschima.contract.json.Json;
import org.paschima.contract.json.JsonReader;
import org.paschima.contract.json.MalformedJsonException;
import org.paschima.contract.json.Problems;

/** Reads the bodies of requests, strictly: what is unknown or out of range is refused, never dropped or clamped. */
public final class Bodies {

    private Bodies() {}

    /**
     * Reads a record, plain or as insight-service shows it.
     *
     * @param member whose record it is; the body may repeat it, but not contradict it
     */
    public static Reading<Noted> record(RecordKind kind, byte[] body, Identity identity, String member, Instant now) {
        return object(body, (fields, problems) -> {
            var sent = fields.text("member", _ -> true, "");
            if (sent != null && !sent.equals(member) && !sent.equals("me")) {
                fields.problem("member", "CONFLICT", "member differs from the one in the path; leave it out");
            }
            var record = RecordReader.request(kind, fields, identity, now, problems);
            return record == null ? null : Noted.of(record, problems);
        });
    }

    public static Reading<Profile> profile(byte[] body) {
        return object(body, SettingsCodec::profile);
    }

    public static Reading<Consents> consents(byte[] body) {
        return object(body, SettingsCodec::consents);
    }

    public static Reading<Screening> screening(byte[] body) {
        return object(body, SettingsCodec::screening);
    }

    private static <T> Reading<T> object(byte[] body, BiFunction<Fields, Problems, @Nullable T> reader) {
        try {
            return object(JsonReader.read(body), reader);
        } catch (MalformedJsonException e) {
            return new Reading.Malformed<>(String.valueOf(e.getMessage()));
        }
    }

    static <T> Reading<T> object(Json json, BiFunction<Fields, Problems, @Nullable T> reader) {
        if (!(json instanceof Json.Obj object)) {
            return new Reading.Malformed<>("a JSON object is expected, not a JSON " + json.typeName());
        }
        var problems = new Problems();
        var value = reader.apply(Shown.fieldsOf(object, problems), problems);
        return value == null || !problems.isEmpty()
                ? new Reading.Invalid<>(problems.list())
                : new Reading.Read<>(value);
    }
}
