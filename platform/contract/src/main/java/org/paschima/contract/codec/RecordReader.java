package org.paschima.contract.codec;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.MemberRecord.Practice;
import org.paschima.contract.MemberRecord.Ratings;
import org.paschima.contract.MemberRecord.Statement;
import org.paschima.contract.MemberRecord.Symptom;
import org.paschima.contract.MemberRecord.SymptomReport;
import org.paschima.contract.MemberRecord.TensionReport;
import org.paschima.contract.Moment;
import org.paschima.contract.Rank;
import org.paschima.contract.RecordHead;
import org.paschima.contract.RecordKind;
import org.paschima.contract.Side;
import org.paschima.contract.Tension;
import org.paschima.contract.catalog.Catalog;
import org.paschima.contract.json.Fields;
import org.paschima.contract.json.Problems;

/**
 * Reads records from JSON: of requests strictly, of the log tolerantly (see {@link org.paschima.contract.json.Strictness}).
 * Returns null exactly when something was added to the problems. Ranges: domain.md §1.1.
 */
public final class RecordReader {

    static final Catalog CATALOG = Catalog.v1();
    static final Set<String> CONCURRENT = Set.of("painkiller", "heat", "massage");
    static final String BY_MEMBER = "member";
    static final int MAX_CONCURRENT = 3;
    static final int MAX_NOTE = 500;
    static final int MAX_RATINGS = 100;
    static final int MAX_SEGMENTS = 50;

    private RecordReader() {}

    /** The record that a request's body describes. Calls {@code fields.end()}. */
    public static @Nullable MemberRecord request(
            RecordKind kind, Fields fields, Identity identity, Instant now, Problems problems) {
        int before = problems.size();
        var head = HeadReader.ofRequest(fields, identity, timeField(kind), now);
        var record = body(kind, fields, head, now);
        repeated(fields, "kind", kind.wire());
        repeated(fields, "id", head == null ? null : head.id().id());
        fields.end();
        return problems.size() == before ? record : null;
    }

    /** A record that was sent, and the member whom its body names. */
    public record Sent(@Nullable String member, MemberRecord record) {}

    /**
     * What {@link #request} reads of the same body, where that is plain JSON of a record to be taken as it is, with a
     * version that may be chosen now ({@link Rank#mostAt}); null for all else, which is not judged by this.
     *
     * @param kind the kind it must be of; null where the body is to name it
     */
    public static @Nullable Sent sent(@Nullable RecordKind kind, byte[] body, Identity identity, Instant now) {
        return PlainRecord.ofRequest(kind, body, identity, now);
    }

    /** What an answer shows beside a record may come back with it, so long as it says the same. */
    private static void repeated(Fields fields, String name, @Nullable String right) {
        var sent = fields.text(name, _ -> true, "");
        if (sent != null && right != null && !sent.equals(right)) {
            fields.problem(
                    name, "CONFLICT", name + " differs from what this record is; make them equal or leave it out");
        }
    }

    /** The record that an event's value describes. */
    static @Nullable MemberRecord log(RecordKind kind, Fields fields, Problems problems) {
        var record = body(kind, fields, HeadReader.ofLog(fields, timeField(kind)), null);
        return problems.isEmpty() ? record : null;
    }

    private static String timeField(RecordKind kind) {
        return kind == RecordKind.PRACTICE ? "startedAt" : "at";
    }

    private static @Nullable MemberRecord body(
            RecordKind kind, Fields fields, @Nullable RecordHead head, @Nullable Instant now) {
        return switch (kind) {
            case PRACTICE -> practice(fields, head, now);
            case POSTURE_CHECK -> PostureCheckReader.read(fields, head);
            case TENSION_REPORT -> tensionReport(fields, head);
            case SYMPTOM_REPORT -> symptomReport(fields, head);
        };
    }

    private static @Nullable Practice practice(Fields fields, @Nullable RecordHead head, @Nullable Instant now) {
        var endedAt = endedAt(fields, head, now);
        fields.require("context");
        var context = fields.code("context", CATALOG::hasContext, "the contexts of the catalogue (mat, desk, …)");
        var moment = moment(fields);
        fields.require("segments");
        var segments =
                fields.objects("segments", MAX_SEGMENTS, SegmentReader::read); // empty: not said what was practised
        var before = ratings(fields, "before");
        var after = ratings(fields, "after");
        var stoppedEarly = fields.bool("stoppedEarly");
        var concurrent = fields.codes("concurrent", MAX_CONCURRENT, CONCURRENT::contains, "painkiller, heat, massage");
        var note = fields.text("note", MAX_NOTE);
        if (head == null || context == null) {
            return null;
        }
        return new Practice(
                head,
                endedAt,
                context,
                moment,
                segments,
                before,
                after,
                stoppedEarly != null && stoppedEarly,
                concurrent,
                note);
    }

    private static @Nullable OffsetDateTime endedAt(Fields fields, @Nullable RecordHead head, @Nullable Instant now) {
        var endedAt = now == null ? fields.instant("endedAt") : HeadReader.instant(fields, "endedAt", now);
        if (endedAt != null
                && head != null
                && endedAt.toInstant().isBefore(head.at().toInstant())) {
            fields.problem("endedAt", "RANGE", "endedAt must not be before startedAt");
        }
        return endedAt;
    }

    private static @Nullable Ratings ratings(Fields fields, String name) {
        var ratings = fields.object(name);
        if (ratings == null) {
            return null;
        }
        var read = new Ratings(
                tension(ratings, "tension"), ratings.integer("stress", 0, 10), ratings.integer("mood", 0, 10));
        ratings.end();
        return read;
    }

    private static @Nullable TensionReport tensionReport(Fields fields, @Nullable RecordHead head) {
        fields.require("tension");
        var tension = tension(fields, "tension");
        if (fields.isStrict() && fields.isEmptyArray("tension")) {
            noteEmpty(fields, "tension");
        }
        var stress = fields.integer("stress", 0, 10);
        var pain = tension(fields, "pain");
        var moment = moment(fields);
        return head == null ? null : new TensionReport(head, tension, stress, pain, moment);
    }

    private static @Nullable SymptomReport symptomReport(Fields fields, @Nullable RecordHead head) {
        var symptoms = fields.objects("symptoms", 50, RecordReader::symptom);
        var statement = fields.oneOf("statement", Statement.values(), Statement::wire);
        if (fields.isStrict() && (fields.items("symptoms", 50).isEmpty() == !fields.has("statement"))) {
            fields.problem(
                    "symptoms", "REQUIRED", "a symptom report holds either symptoms (at least one) or a statement");
        }
        boolean statedByMember = statedByMember(fields);
        return head == null ? null : new SymptomReport(head, symptoms, statement, statedByMember);
    }

    /**
     * Who stated it is for session-service to say, by the token: what a request names, as an export sent back does, is
     * not looked at.
     */
    private static boolean statedByMember(Fields fields) {
        var statedBy = fields.text("statedBy", 64);
        return !fields.isStrict() && BY_MEMBER.equals(statedBy);
    }

    /** Any well-formed code is taken: an unknown symptom must hold, not be refused (domain.md §5.1: fail closed). */
    private static @Nullable Symptom symptom(Fields fields) {
        fields.require("code");
        var code = fields.code("code", _ -> true, "");
        var side = fields.oneOf("side", Side.values(), Side::wire);
        var since = fields.date("since");
        var worsening = fields.bool("worsening");
        return code == null ? null : new Symptom(code, side, since, worsening);
    }

    static Moment moment(Fields fields) {
        var moment = fields.oneOf("moment", Moment.values(), Moment::wire);
        return moment == null ? Moment.ROUTINE : moment;
    }

    static Side side(Fields fields) {
        var side = fields.oneOf("side", Side.values(), Side::wire);
        return side == null ? Side.BOTH : side;
    }

    /** Ratings by region and side; one region and side is rated once. */
    static List<Tension> tension(Fields fields, String name) {
        var seen = new HashSet<String>();
        return fields.objects(name, MAX_RATINGS, rating -> {
            rating.require("region");
            var region = rating.code("region", CATALOG::hasRegion, "the regions of the catalogue");
            var side = side(rating);
            rating.require("value");
            var value = rating.integer("value", 0, Tension.MAX);
            if (region == null || value == null) {
                return null;
            }
            if (!seen.add(region + "/" + side)) {
                rating.problem("region", "DUPLICATE", "this region and side is rated twice");
                return null;
            }
            return new Tension(region, side, value);
        });
    }

    static void noteEmpty(Fields fields, String name) {
        fields.problem(name, "REQUIRED", name + " must hold at least one item");
    }
}
