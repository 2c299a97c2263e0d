package org.paschima.session.domain;

import java.time.Instant;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Consents;
import org.paschima.contract.MemberRecord;
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

    public static Reading<MemberRecord> record(RecordKind kind, byte[] body, Identity identity, Instant now) {
        return object(body, (fields, problems) -> RecordReader.request(kind, fields, identity, now, problems));
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
        var value =
                reader.apply(new Fields(object, "", problems, org.paschima.contract.json.Reading.REQUEST), problems);
        return value == null || !problems.isEmpty()
                ? new Reading.Invalid<>(problems.list())
                : new Reading.Read<>(value);
    }
}
