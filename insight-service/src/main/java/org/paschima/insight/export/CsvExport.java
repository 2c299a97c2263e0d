package org.paschima.insight.export;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Consents;
import org.paschima.contract.MemberId;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.MemberRecord.PostureCheck;
import org.paschima.contract.MemberRecord.Practice;
import org.paschima.contract.MemberRecord.SymptomReport;
import org.paschima.contract.MemberRecord.TensionReport;
import org.paschima.contract.Profile;
import org.paschima.contract.Side;
import org.paschima.contract.Tension;
import org.paschima.contract.catalog.Catalog;
import org.paschima.contract.catalog.Measure;
import org.paschima.insight.history.Everything;
import org.paschima.insight.history.KeptRecord;
import org.paschima.insight.history.MemberSettings;

/**
 * Settings, everything that is a value, and what was said, drawn and decided, one a line, under columns that stay: new ones are added at the end only. RFC 4180: CRLF,
 * quotes where they are needed. A text that a spreadsheet would take for a formula is led by an apostrophe; numbers are
 * written as they are, negative ones too.
 */
final class CsvExport {

    /** The columns, in their order. */
    enum Column {
        LOCAL_DATE("localDate"),
        AT("at"),
        ENDED_AT("endedAt"),
        ZONE("zone"),
        RECORD_ID("recordId"),
        KIND("kind"),
        VERSION("version"),
        ENTRY("entry"),
        PHASE("phase"),
        NAME("name"),
        SIDE("side"),
        VALUE("value"),
        UNIT("unit"),
        METHOD("method"),
        INSTRUMENT("instrument"),
        QUALITY("quality"),
        POSITION("position"),
        CONTEXT("context"),
        MOMENT("moment"),
        CUES("cues"),
        NOTE("note");

        private final String header;

        Column(String header) {
            this.header = header;
        }

        String header() {
            return header;
        }
    }

    /** Some spreadsheets take the full-width forms for the same. */
    private static final String BEGINS_FORMULA = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

    private static final Map<String, String> UNITS =
            Catalog.v1().measures().stream().collect(Collectors.toUnmodifiableMap(Measure::id, Measure::unit));

    private final Writer out;
    private final Map<Column, String> line = new EnumMap<>(Column.class);

    CsvExport(OutputStream out) {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    void write(MemberId member, Everything everything, List<ExportSection> sections) throws IOException {
        for (var column : Column.values()) {
            line.put(column, column.header());
        }
        endLine();
        settings(everything.settings());
        for (var record : everything.records()) {
            write(record);
        }
        for (var section : sections) {
            section.happenings().forEach(member, this::write);
        }
        out.flush();
    }

    private void write(Happening happening) throws IOException {
        var localDate = happening.localDate();
        set(Column.LOCAL_DATE, localDate == null ? null : localDate.toString());
        set(Column.AT, happening.at().toString());
        var endedAt = happening.endedAt();
        set(Column.ENDED_AT, endedAt == null ? null : endedAt.toString());
        text(Column.RECORD_ID, happening.id());
        set(Column.KIND, happening.kind().wire());
        set(Column.ENTRY, happening.entry());
        text(Column.NAME, happening.name());
        number(Column.VALUE, happening.value());
        text(Column.NOTE, happening.text());
        endLine();
    }

    private void write(KeptRecord kept) throws IOException {
        var record = kept.record();
        switch (record) {
            case Practice practice -> practice(record, practice);
            case PostureCheck check -> check(record, check);
            case TensionReport report -> report(record, report);
            case SymptomReport report -> symptoms(record, report);
        }
    }

    // --- the lines of settings, which have no time

    private void settings(MemberSettings settings) throws IOException {
        var profile = settings.profile().orElse(null);
        if (profile != null) {
            profile(profile);
        }
        var consents = settings.consents().orElse(null);
        if (consents != null) {
            consent(consents, "tracking", consents.tracking());
            consent(consents, "nudging", consents.nudging());
            consent(consents, "research", consents.research());
            consent(consents, "teacher", consents.teacher());
        }
        var screening = settings.screening().orElse(null);
        if (screening != null) {
            for (var condition : screening.conditions()) {
                setting(MemberSettings.Kind.SCREENING, screening.version(), "condition", condition);
                endLine();
            }
        }
    }

    private void profile(Profile profile) throws IOException {
        inProfile(profile, "zone", null);
        text(Column.ZONE, profile.zone().getId());
        endLine();
        inProfile(profile, "day-start", profile.dayStart().toString());
        endLine();
        if (profile.language() != null) {
            inProfile(profile, "language", profile.language());
            endLine();
        }
        if (profile.birthYear() != null) {
            inProfile(profile, "birth-year", null);
            number(Column.VALUE, profile.birthYear());
            endLine();
        }
        for (var weekday : profile.rest().weekdays()) {
            inProfile(profile, "rest-day", weekday.name().toLowerCase(Locale.ROOT));
            endLine();
        }
        for (var away : profile.rest().away()) {
            inProfile(profile, "away", away.from() + "/" + away.to());
            endLine();
        }
        for (var group : profile.groups()) {
            inProfile(profile, "group", group);
            endLine();
        }
    }

    private void inProfile(Profile profile, String entry, @Nullable String name) {
        setting(MemberSettings.Kind.PROFILE, profile.version(), entry, name);
    }

    private void consent(Consents consents, String purpose, boolean isGiven) throws IOException {
        setting(MemberSettings.Kind.CONSENTS, consents.version(), "consent", purpose);
        number(Column.VALUE, isGiven ? 1 : 0);
        endLine();
    }

    private void setting(MemberSettings.Kind kind, long version, String entry, @Nullable String name) {
        set(Column.KIND, kind.wire());
        set(Column.VERSION, Long.toString(version));
        set(Column.ENTRY, entry);
        text(Column.NAME, name);
    }

    // --- the lines of each kind of record

    private void practice(MemberRecord record, Practice practice) throws IOException {
        for (var segment : practice.segments()) {
            begin(record, "session", segment.practice());
            inPractice(practice);
            side(segment.side());
            number(Column.VALUE, segment.minutes());
            set(Column.UNIT, "min");
            text(Column.METHOD, segment.armVariation());
            text(Column.CUES, String.join(" ", segment.cues()));
            text(Column.NOTE, practice.note());
            endLine();
            if (segment.breathRate() != null) {
                begin(record, "breath", "guided-rate");
                inPractice(practice);
                number(Column.VALUE, segment.breathRate());
                set(Column.UNIT, "/min");
                endLine();
            }
        }
        ratings(practice, "before", practice.before());
        ratings(practice, "after", practice.after());
        for (var concurrent : practice.concurrent()) {
            begin(record, "concurrent", concurrent);
            inPractice(practice);
            endLine();
        }
        if (practice.stoppedEarly()) {
            begin(record, "stopped-early", null);
            inPractice(practice);
            endLine();
        }
    }

    private void inPractice(Practice practice) {
        var ended = practice.endedAt();
        set(Column.ENDED_AT, ended == null ? null : ended.toString());
        text(Column.CONTEXT, practice.context());
        set(Column.MOMENT, practice.moment().wire());
    }

    private void ratings(Practice practice, String phase, MemberRecord.@Nullable Ratings ratings) throws IOException {
        if (ratings == null) {
            return;
        }
        for (var tension : ratings.tension()) {
            rating(practice, "tension", tension);
            inPractice(practice);
            set(Column.PHASE, phase);
            endLine();
        }
        feeling(practice, phase, "stress", ratings.stress());
        feeling(practice, phase, "mood", ratings.mood());
    }

    private void feeling(Practice practice, String phase, String entry, @Nullable Integer value) throws IOException {
        if (value != null) {
            begin(practice, entry, null);
            inPractice(practice);
            set(Column.PHASE, phase);
            number(Column.VALUE, value);
            endLine();
        }
    }

    private void check(MemberRecord record, PostureCheck check) throws IOException {
        var felt = check.felt();
        if (felt != null) {
            seen(check, "felt", "front-back", felt.frontBack());
            seen(check, "felt", "side-side", felt.sideSide());
        }
        var plumb = check.tadasana();
        if (plumb != null) {
            seen(check, "tadasana", "ears", plumb.ears());
            seen(check, "tadasana", "shoulders", plumb.shoulders());
            seen(check, "tadasana", "hips", plumb.hips());
            seen(check, "tadasana", "ankles", plumb.ankles());
        }
        for (var observation : check.observations()) {
            begin(record, "measure", observation.measure());
            inCheck(check);
            side(observation.side());
            number(Column.VALUE, observation.value());
            set(Column.UNIT, UNITS.get(observation.measure()));
            set(Column.METHOD, observation.method().wire());
            text(Column.INSTRUMENT, observation.instrument());
            number(Column.QUALITY, observation.quality());
            endLine();
        }
        var breath = check.breath();
        if (breath != null) {
            seen(check, "breath", "rate", breath.rate());
            seen(check, "breath", "back-awareness", breath.backAwareness());
        }
        for (var tension : check.tension()) {
            rating(record, "tension", tension);
            inCheck(check);
            endLine();
        }
        if (check.comfortable() != null) {
            seen(check, "comfortable", null, check.comfortable() ? 1 : 0);
        }
    }

    private void inCheck(PostureCheck check) {
        var position = check.position();
        set(Column.POSITION, position == null ? null : position.wire());
        text(Column.CONTEXT, check.context());
    }

    private void seen(PostureCheck check, String entry, @Nullable String name, @Nullable Number value)
            throws IOException {
        if (value != null) {
            begin(check, entry, name);
            inCheck(check);
            number(Column.VALUE, value);
            set(Column.UNIT, "rate".equals(name) ? "/min" : null);
            endLine();
        }
    }

    private void report(MemberRecord record, TensionReport report) throws IOException {
        for (var tension : report.tension()) {
            rating(record, "tension", tension);
            set(Column.MOMENT, report.moment().wire());
            endLine();
        }
        for (var pain : report.pain()) {
            rating(record, "pain", pain);
            set(Column.MOMENT, report.moment().wire());
            endLine();
        }
        if (report.stress() != null) {
            begin(record, "stress", null);
            number(Column.VALUE, report.stress());
            set(Column.MOMENT, report.moment().wire());
            endLine();
        }
    }

    private void symptoms(MemberRecord record, SymptomReport report) throws IOException {
        for (var symptom : report.symptoms()) {
            begin(record, "symptom", symptom.code());
            if (symptom.side() != null) {
                side(symptom.side());
            }
            var since = symptom.since() == null ? "" : "since " + symptom.since();
            var worsening = symptom.worsening() == null ? "" : symptom.worsening() ? "worsening" : "not worsening";
            text(Column.NOTE, String.join(" ", List.of(since, worsening)).strip());
            endLine();
        }
        var statement = report.statement();
        if (statement != null) {
            begin(record, "statement", statement.wire());
            endLine();
        }
    }

    private void rating(MemberRecord record, String entry, Tension rating) {
        begin(record, entry, rating.region());
        side(rating.side());
        number(Column.VALUE, rating.value());
    }

    // --- a line

    private void begin(MemberRecord record, String entry, @Nullable String name) {
        var head = record.head();
        set(Column.LOCAL_DATE, head.localDate().toString());
        set(Column.AT, head.at().toString());
        text(Column.ZONE, head.zone().getId());
        text(Column.RECORD_ID, head.id().id());
        set(Column.KIND, record.kind().wire());
        set(Column.VERSION, Long.toString(head.version()));
        set(Column.ENTRY, entry);
        text(Column.NAME, name);
    }

    private void side(Side side) {
        set(Column.SIDE, side.wire());
    }

    private void set(Column column, @Nullable String value) {
        if (value != null) {
            line.put(column, value);
        }
    }

    private void number(Column column, @Nullable Number value) {
        set(
                column,
                value == null
                        ? null
                        : BigDecimal.valueOf(value.doubleValue())
                                .stripTrailingZeros()
                                .toPlainString());
    }

    /** A text that somebody else chose. */
    private void text(Column column, @Nullable String value) {
        boolean looksLikeFormula = value != null && !value.isEmpty() && BEGINS_FORMULA.indexOf(value.charAt(0)) >= 0;
        set(column, looksLikeFormula ? "'" + value : value);
    }

    private void endLine() throws IOException {
        for (var column : Column.values()) {
            if (column != Column.LOCAL_DATE) {
                out.write(',');
            }
            var value = line.getOrDefault(column, "");
            out.write(needsQuotes(value) ? '"' + value.replace("\"", "\"\"") + '"' : value);
        }
        out.write("\r\n");
        line.clear();
    }

    private static boolean needsQuotes(String value) {
        return value.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    }
}
