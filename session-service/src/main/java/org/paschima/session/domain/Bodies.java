package org.paschima.session.domain;

import java.time.Instant;
import java.util.function.BiFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Consents;
import org.paschima.contract.Profile;
import org.paschima.contract.Rank;
import org.paschima.contract.RecordKind;
import org.paschima.contract.Screening;
import org.paschima.contract.codec.Identity;
import org.paschima.contract.codec.RecordReader;
import org.paschima.contract.codec.SettingsCodec;
import org.paschima.contract.json.Fields;
import org.paschima.contract.json.Parsed;
import org.paschima.contract.json.Problems;

/** Reads the bodies of requests, strictly: what is unknown or out of range is refused, never dropped or clamped. */
public final class Bodies {

    private Bodies() {}

    /**
     * Reads a record, plain or as insight-service shows it.
     *
     * @param member whose record it is; the body may repeat it, but not contradict it
     */
    public static Parsed<Noted> record(RecordKind kind, byte[] body, Identity identity, String member, Instant now) {
        var plain = RecordReader.sent(kind, body, identity, now);
        return plain != null && isOf(plain.member(), member)
                ? new Parsed.Read<>(Noted.of(plain.record()))
                : recordInFull(kind, body, identity, member, now);
    }

    private static boolean isOf(@Nullable String sent, String member) {
        return sent == null || sent.equals(member) || sent.equals("me");
    }

    private static Parsed<Noted> recordInFull(
            RecordKind kind, byte[] body, Identity identity, String member, Instant now) {
        return object(body, (fields, problems) -> {
            if (!isOf(fields.text("member", _ -> true, ""), member)) {
                fields.problem("member", "CONFLICT", "member differs from the one in the path; leave it out");
            }
            var record = RecordReader.request(kind, fields, identity, now, problems);
            if (record == null) {
                return null;
            }
            check(record.head().version(), now, problems);
            return Noted.of(record, problems);
        });
    }

    public static Parsed<Profile> profile(byte[] body, Instant now) {
        return setting(body, SettingsCodec::profile, Profile::version, now);
    }

    public static Parsed<Consents> consents(byte[] body, Instant now) {
        return setting(body, SettingsCodec::consents, Consents::version, now);
    }

    public static Parsed<Screening> screening(byte[] body, Instant now) {
        return setting(body, SettingsCodec::screening, Screening::version, now);
    }

    private static <T> Parsed<T> setting(
            byte[] body, BiFunction<Fields, Problems, @Nullable T> reader, ToLongFunction<T> version, Instant now) {
        return object(body, (fields, problems) -> {
            var setting = reader.apply(fields, problems);
            if (setting != null) {
                check(version.applyAsLong(setting), now, problems);
            }
            return setting;
        });
    }

    /** A version is not so far ahead that it could never be corrected. */
    static void check(long version, Instant now, Problems problems) {
        if (version > Rank.mostAt(now)) {
            problems.add("/version", "RANGE", Rank.ruleAt(now));
        }
    }

    private static <T> Parsed<T> object(byte[] body, BiFunction<Fields, Problems, @Nullable T> reader) {
        return Parsed.object(body, (object, problems) -> reader.apply(Shown.fieldsOf(object, problems), problems));
    }
}
