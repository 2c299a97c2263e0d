package org.paschima.session.domain;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.MemberId;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.Rank;
import org.paschima.contract.RecordId;
import org.paschima.contract.RecordKind;
import org.paschima.contract.codec.Identity;
import org.paschima.contract.codec.RecordReader;
import org.paschima.contract.json.Fields;
import org.paschima.contract.json.Json;
import org.paschima.contract.json.Parsed;
import org.paschima.contract.json.Problems;

/** One item of a batch: a record with its kind and member in it, or a deletion. */
public sealed interface BatchItem {

    /** The member as the item names it: an id, or {@code me}. */
    String member();

    RecordKind kind();

    RecordId id();

    long version();

    record Recording(String member, Noted noted) implements BatchItem {
        public MemberRecord record() {
            return noted.record();
        }

        @Override
        public RecordKind kind() {
            return record().kind();
        }

        @Override
        public RecordId id() {
            return record().head().id();
        }

        @Override
        public long version() {
            return record().head().version();
        }
    }

    record Deletion(String member, RecordKind kind, RecordId id, long version, OffsetDateTime at)
            implements BatchItem {}

    /**
     * Reads one line of a batch.
     *
     * @param whose the member of a line that names none; null where each must name its own
     */
    static Parsed<BatchItem> read(byte[] line, Identity identity, @Nullable String whose, Instant now) {
        var plain = plain(RecordReader.sent(null, line, identity, now), whose);
        return plain != null ? new Parsed.Read<>(plain) : inFull(line, identity, whose, now);
    }

    /** The item that was read without a tree; null where something of it is to be judged in full. */
    private static @Nullable BatchItem plain(RecordReader.@Nullable Sent sent, @Nullable String whose) {
        if (sent == null || (sent.member() != null && !MemberId.isMember(sent.member()))) {
            return null;
        }
        var member = sent.member() == null ? whose : sent.member();
        return member == null ? null : new Recording(member, Noted.of(sent.record()));
    }

    private static Parsed<BatchItem> inFull(byte[] line, Identity identity, @Nullable String whose, Instant now) {
        return Parsed.object(line, (object, problems) -> read(object, problems, identity, whose, now));
    }

    static Parsed<BatchItem> read(Json item, Identity identity, @Nullable String whose, Instant now) {
        return Parsed.object(item, (object, problems) -> read(object, problems, identity, whose, now));
    }

    private static @Nullable BatchItem read(
            Json.Obj object, Problems problems, Identity identity, @Nullable String whose, Instant now) {
        return read(Shown.fieldsOf(object, problems), problems, identity, whose, now);
    }

    private static @Nullable BatchItem read(
            Fields fields, Problems problems, Identity identity, @Nullable String whose, Instant now) {
        fields.require("kind");
        var kind = fields.oneOf("kind", RecordKind.values(), RecordKind::wire);
        if (whose == null) {
            fields.require("member");
        }
        var named = fields.text("member", MemberId::isMember, MemberId.MEMBER_RULE);
        var member = named == null && !fields.has("member") ? whose : named;
        var deleted = fields.bool("deleted");
        if (kind == null || (deleted == null && fields.has("deleted"))) {
            return null; // what else is there cannot be judged
        }
        if (deleted != null && deleted) {
            return deletion(fields, problems, member, kind, identity, now);
        }
        var record = RecordReader.request(kind, fields, identity, now, problems);
        if (member == null || record == null) {
            return null;
        }
        Bodies.check(record.head().version(), now, problems);
        return new Recording(member, Noted.of(record, problems));
    }

    private static @Nullable BatchItem deletion(
            Fields fields,
            Problems problems,
            @Nullable String member,
            RecordKind kind,
            Identity identity,
            Instant now) {
        var source = fields.has("source") ? fields.identifier("source") : identity.defaultSource();
        fields.skip("source");
        fields.require("clientRecordId");
        var clientRecordId = fields.identifier("clientRecordId");
        fields.require("version");
        var version = fields.longInteger("version", 0, Rank.MAX_VERSION);
        fields.end();
        if (member == null || source == null || clientRecordId == null || version == null) {
            return null;
        }
        Bodies.check(version, now, problems);
        return new Deletion(
                member,
                kind,
                new RecordId(source, clientRecordId),
                version,
                OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
    }
}
