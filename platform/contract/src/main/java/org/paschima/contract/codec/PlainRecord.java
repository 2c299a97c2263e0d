package org.paschima.contract.codec;

import static org.paschima.contract.codec.PlainName.NAMES;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.LocalDays;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.MemberRecord.Breath;
import org.paschima.contract.MemberRecord.Felt;
import org.paschima.contract.MemberRecord.Observation;
import org.paschima.contract.MemberRecord.PostureCheck;
import org.paschima.contract.MemberRecord.Practice;
import org.paschima.contract.MemberRecord.Ratings;
import org.paschima.contract.MemberRecord.Segment;
import org.paschima.contract.MemberRecord.Tadasana;
import org.paschima.contract.MemberRecord.TensionReport;
import org.paschima.contract.Moment;
import org.paschima.contract.Position;
import org.paschima.contract.Rank;
import org.paschima.contract.RecordHead;
import org.paschima.contract.RecordId;
import org.paschima.contract.RecordKind;
import org.paschima.contract.Tension;
import org.paschima.contract.ZoneNames;
import org.paschima.contract.catalog.Context;
import org.paschima.contract.json.ByteCursor;
import org.paschima.contract.json.Known;

/**
 * A record as plain bytes say it, read in one pass and without a tree: what {@link RecordWriter} writes, and what most
 * clients send. Symptoms, deletions, words and fields that are not known, nulls, escapes, letters beyond ASCII and all that
 * is wrong are not plain; of those nothing is said here (null), and {@link RecordReader} reads them.
 *
 * <p>What is read here is to the last bit what {@link RecordReader} reads of the same bytes, and it has nothing to note.
 */
final class PlainRecord {

    private static final Known<RecordKind> KINDS = Known.of(Arrays.asList(RecordKind.values()), RecordKind::wire);
    private static final Known<Moment> MOMENTS = Known.of(Arrays.asList(Moment.values()), Moment::wire);
    private static final Known<Position> POSITIONS = Known.of(Arrays.asList(Position.values()), Position::wire);
    private static final Known<String> CONTEXTS =
            PlainParts.words(RecordReader.CATALOG.contexts().stream().map(Context::id));
    private static final Known<String> CONCURRENT = PlainParts.words(RecordReader.CONCURRENT.stream());
    private static final int LONGEST_MEMBER = 255;
    private static final int LONGEST_ZONE = 64;

    private final Set<PlainName> said = EnumSet.noneOf(PlainName.class);
    private @Nullable RecordKind kind;
    private @Nullable String member;
    private @Nullable String source;
    private @Nullable String clientRecordId;
    private @Nullable Long version;
    private @Nullable OffsetDateTime at;
    private @Nullable OffsetDateTime endedAt;
    private @Nullable ZoneId zone;
    private LocalTime dayStart = LocalTime.MIDNIGHT;
    private @Nullable LocalDate localDate;
    private @Nullable String context;
    private Moment moment = Moment.ROUTINE;
    private List<Segment> segments = List.of();
    private @Nullable Ratings before;
    private @Nullable Ratings after;
    private boolean stoppedEarly;
    private List<String> concurrent = List.of();
    private @Nullable String note;
    private List<Tension> tension = List.of();
    private @Nullable Integer stress;
    private List<Tension> pain = List.of();
    private @Nullable Position position;
    private @Nullable Felt felt;
    private @Nullable Tadasana tadasana;
    private List<Observation> observations = List.of();
    private @Nullable Breath breath;
    private @Nullable Boolean comfortable;

    private PlainRecord() {}

    /** The record of an event's value; null where the value is not plain. */
    static @Nullable MemberRecord ofLog(RecordKind kind, byte[] value) {
        var plain = read(value);
        if (plain == null || !PlainName.of(kind).containsAll(plain.said)) {
            return null;
        }
        return plain.record(kind, plain.headOfLog());
    }

    /** The record of a request, and the member it names; null where the bytes are not plain, or not to be taken as they are. */
    static RecordReader.@Nullable Sent ofRequest(
            @Nullable RecordKind expected, byte[] body, Identity identity, Instant now) {
        var plain = read(body);
        var kind = plain == null || plain.kind == null ? expected : plain.kind;
        if (plain == null || kind == null || (expected != null && kind != expected)) {
            return null;
        }
        plain.said.removeAll(PlainName.BESIDE_A_RECORD);
        if (!PlainName.of(kind).containsAll(plain.said)) {
            return null;
        }
        var record = plain.record(kind, plain.headOfRequest(identity, now));
        return record == null || !AsItIs.isTaken(record, now) ? null : new RecordReader.Sent(plain.member, record);
    }

    // --- from the bytes

    private static @Nullable PlainRecord read(byte[] bytes) {
        var cursor = new ByteCursor(bytes);
        var plain = new PlainRecord();
        cursor.enterObject();
        for (var name = cursor.name(NAMES); name != null; name = cursor.name(NAMES)) {
            plain.said.add(name);
            plain.take(name, cursor);
        }
        return cursor.isAtEnd() ? plain : null;
    }

    private void take(PlainName name, ByteCursor cursor) {
        switch (name) {
            case KIND -> kind = cursor.word(KINDS);
            case MEMBER -> member = cursor.text(LONGEST_MEMBER);
            case SOURCE -> source = cursor.identifier();
            case CLIENT_RECORD_ID -> clientRecordId = cursor.identifier();
            case VERSION -> version = cursor.wholeNumber(0, Rank.MAX_VERSION);
            case AT, STARTED_AT -> at = cursor.instant();
            case ENDED_AT -> endedAt = cursor.instant();
            case ZONE -> zone = zone(cursor);
            case DAY_START -> takeDayStart(cursor);
            case LOCAL_DATE -> localDate = cursor.date();
            case CONTEXT -> context = cursor.word(CONTEXTS);
            case MOMENT -> takeMoment(cursor);
            case SEGMENTS -> segments = PlainParts.segments(cursor);
            case BEFORE -> before = PlainParts.ratings(cursor);
            case AFTER -> after = PlainParts.ratings(cursor);
            case STOPPED_EARLY -> stoppedEarly = Boolean.TRUE.equals(cursor.bool());
            case CONCURRENT -> concurrent = PlainParts.words(cursor, CONCURRENT, RecordReader.MAX_CONCURRENT);
            case NOTE -> note = cursor.text(RecordReader.MAX_NOTE);
            case TENSION -> tension = PlainParts.tension(cursor);
            case STRESS -> stress = cursor.integer(0, 10);
            case PAIN -> pain = PlainParts.tension(cursor);
            case POSITION -> position = cursor.word(POSITIONS);
            case FELT -> felt = PlainParts.felt(cursor);
            case TADASANA -> tadasana = PlainParts.tadasana(cursor);
            case OBSERVATIONS -> observations = PlainParts.observations(cursor);
            case BREATH -> breath = PlainParts.breath(cursor);
            case COMFORTABLE -> comfortable = cursor.bool();
            default -> cursor.lose();
        }
    }

    private static @Nullable ZoneId zone(ByteCursor cursor) {
        var text = cursor.text(LONGEST_ZONE);
        return text == null ? null : ZoneNames.find(text);
    }

    private void takeDayStart(ByteCursor cursor) {
        var time = cursor.wallTime();
        if (time == null || time.isAfter(LocalDays.LATEST_DAY_START)) {
            cursor.lose();
        } else {
            dayStart = time;
        }
    }

    private void takeMoment(ByteCursor cursor) {
        var word = cursor.word(MOMENTS);
        if (word != null) {
            moment = word;
        }
    }

    // --- to a record

    private @Nullable RecordHead headOfLog() {
        return source == null || clientRecordId == null ? null : head(new RecordId(source, clientRecordId), localDate);
    }

    private @Nullable RecordHead headOfRequest(Identity identity, Instant now) {
        var id = id(identity);
        if (id == null
                || at == null
                || zone == null
                || !isTimely(at, now)
                || (endedAt != null && !isTimely(endedAt, now))) {
            return null;
        }
        if (version == null) {
            if (identity.required() != null || clientRecordId != null) {
                return null;
            }
            version = 1L;
        }
        var computed = LocalDays.of(at.toInstant(), zone, dayStart);
        return localDate != null && !localDate.equals(computed) ? null : head(id, computed);
    }

    private static boolean isTimely(OffsetDateTime time, Instant now) {
        return !HeadReader.isTooFarAhead(time, now) && !HeadReader.isTooOld(time);
    }

    private @Nullable RecordId id(Identity identity) {
        var id = new RecordId(
                source == null ? identity.defaultSource() : source,
                clientRecordId == null ? identity.defaultClientRecordId() : clientRecordId);
        return identity.required() == null || id.equals(identity.required()) ? id : null;
    }

    private @Nullable RecordHead head(RecordId id, @Nullable LocalDate day) {
        return version == null || at == null || zone == null || day == null
                ? null
                : new RecordHead(id, version, at, zone, dayStart, day);
    }

    private @Nullable MemberRecord record(RecordKind kind, @Nullable RecordHead head) {
        if (head == null) {
            return null;
        }
        return switch (kind) {
            case PRACTICE -> practice(head);
            case POSTURE_CHECK ->
                new PostureCheck(head, position, context, felt, tadasana, observations, breath, tension, comfortable);
            case TENSION_REPORT ->
                said.contains(PlainName.TENSION) ? new TensionReport(head, tension, stress, pain, moment) : null;
            case SYMPTOM_REPORT -> null;
        };
    }

    private @Nullable Practice practice(RecordHead head) {
        if (context == null
                || !said.contains(PlainName.SEGMENTS)
                || (endedAt != null && endedAt.toInstant().isBefore(head.at().toInstant()))) {
            return null;
        }
        return new Practice(head, endedAt, context, moment, segments, before, after, stoppedEarly, concurrent, note);
    }
}
