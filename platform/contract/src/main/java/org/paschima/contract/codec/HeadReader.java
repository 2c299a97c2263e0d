package org.paschima.contract.codec;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.LocalDays;
import org.paschima.contract.Rank;
import org.paschima.contract.RecordHead;
import org.paschima.contract.RecordId;
import org.paschima.contract.json.Fields;

/** Reads what all records share: identity, version, time, zone, local day (api §1, §2). */
final class HeadReader {

    private static final Duration FUTURE_ALLOWED = Duration.ofMinutes(10);
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    private HeadReader() {}

    /** The head of a request. {@code timeField} is the name of the instant that decides the local day. */
    static @Nullable RecordHead ofRequest(Fields fields, Identity identity, String timeField, Instant now) {
        var id = id(fields, identity);
        var version = version(fields, identity.required() != null || fields.has("clientRecordId"));
        fields.require(timeField);
        var at = instant(fields, timeField, now);
        fields.require("zone");
        var zone = fields.zone("zone");
        var dayStart = dayStart(fields);
        var sent = fields.date("localDate"); // as answers show it; computed here all the same
        if (id == null || version == null || at == null || zone == null || dayStart == null) {
            return null;
        }
        var localDate = LocalDays.of(at.toInstant(), zone, dayStart);
        if (sent != null && !sent.equals(localDate)) {
            fields.warn(
                    "localDate",
                    "LOCAL_DATE_DIFFERS",
                    "the local day follows from the instant, zone and dayStart: it is " + localDate);
        }
        return new RecordHead(id, version, at, zone, dayStart, localDate);
    }

    static @Nullable RecordHead ofLog(Fields fields, String timeField) {
        fields.require("source");
        var source = fields.identifier("source");
        fields.require("clientRecordId");
        var clientRecordId = fields.identifier("clientRecordId");
        var version = version(fields, true);
        fields.require(timeField);
        var at = fields.instant(timeField);
        fields.require("zone");
        var zone = fields.zone("zone");
        var dayStart = dayStart(fields);
        fields.require("localDate");
        LocalDate localDate = fields.date("localDate");
        if (source == null
                || clientRecordId == null
                || version == null
                || at == null
                || zone == null
                || dayStart == null
                || localDate == null) {
            return null;
        }
        return new RecordHead(new RecordId(source, clientRecordId), version, at, zone, dayStart, localDate);
    }

    static @Nullable RecordId id(Fields fields, Identity identity) {
        var source = fields.has("source") ? fields.identifier("source") : identity.defaultSource();
        var clientRecordId =
                fields.has("clientRecordId") ? fields.identifier("clientRecordId") : identity.defaultClientRecordId();
        fields.skip("source");
        fields.skip("clientRecordId");
        if (source == null || clientRecordId == null) {
            return null;
        }
        var required = identity.required();
        if (required != null) {
            sameAsPath(fields, "source", source, required.source());
            sameAsPath(fields, "clientRecordId", clientRecordId, required.clientRecordId());
            return required;
        }
        return new RecordId(source, clientRecordId);
    }

    private static void sameAsPath(Fields fields, String name, String inBody, String inPath) {
        if (!inBody.equals(inPath)) {
            fields.problem(
                    name, "CONFLICT", name + " differs from the id in the path; make them equal or leave it out");
        }
    }

    static @Nullable Long version(Fields fields, boolean required) {
        if (required) {
            fields.require("version");
        }
        var version = fields.longInteger("version", 0, Rank.MAX_VERSION);
        return version == null && !required && !fields.has("version") ? Long.valueOf(1) : version;
    }

    /** An instant of a request: it has happened, give or take a clock that is ahead, and not before 2000. */
    static @Nullable OffsetDateTime instant(Fields fields, String name, Instant now) {
        var at = fields.instant(name);
        if (at == null) {
            return null;
        }
        if (isTooFarAhead(at, now)) {
            fields.problem(name, "FUTURE", name + " is more than 10 minutes in the future");
            return null;
        }
        if (isTooOld(at)) {
            fields.problem(name, "TOO_OLD", name + " is before 2000-01-01");
            return null;
        }
        return at;
    }

    static boolean isTooFarAhead(OffsetDateTime at, Instant now) {
        return at.toInstant().isAfter(now.plus(FUTURE_ALLOWED));
    }

    static boolean isTooOld(OffsetDateTime at) {
        return at.toInstant().isBefore(EARLIEST);
    }

    static @Nullable LocalTime dayStart(Fields fields) {
        var dayStart = fields.wallTime("dayStart");
        if (dayStart == null) {
            return fields.has("dayStart") ? null : LocalTime.MIDNIGHT;
        }
        if (dayStart.isAfter(LocalDays.LATEST_DAY_START)) {
            fields.problem("dayStart", "RANGE", "dayStart must be 00:00 to 06:00");
            return null;
        }
        return Objects.requireNonNull(dayStart);
    }
}
