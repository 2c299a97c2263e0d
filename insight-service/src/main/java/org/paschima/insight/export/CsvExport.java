package org.paschima.insight.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.MemberId;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.MemberRecord.PostureCheck;
import org.paschima.contract.MemberRecord.Practice;
import org.paschima.contract.MemberRecord.SymptomReport;
import org.paschima.contract.MemberRecord.TensionReport;
import org.paschima.contract.Tension;
import org.paschima.contract.ZoneNames;
import org.paschima.contract.catalog.Catalog;
import org.paschima.contract.catalog.Measure;
import org.paschima.contract.codec.WireTime;
import org.paschima.insight.export.CsvLines.Column;
import org.paschima.insight.store.KeptRecord;
import org.paschima.insight.store.MemberExport;

/** Settings, everything that is a value, and what was said, drawn and decided, one a line ({@link CsvLines}). */
final class CsvExport {

    private static final Map<String, String> UNITS =
            Catalog.v1().measures().stream().collect(Collectors.toUnmodifiableMap(Measure::id, Measure::unit));

    private final CsvLines line;

    CsvExport(OutputStream out) {
        this.line = new CsvLines(out);
    }

    void write(MemberId member, MemberExport export, List<ExportSection> sections) throws IOException {
        line.header();
        new CsvSettings(line).write(export.settings());
        for (var record : export.records()) {
            write(record);
        }
        for (var section : sections) {
            section.happenings().forEach(member, this::write);
        }
        line.flush();
    }

    private void write(Happening happening) throws IOException {
        var localDate = happening.localDate();
        line.set(Column.LOCAL_DATE, localDate == null ? null : localDate.toString());
        line.set(Column.AT, WireTime.of(happening.at()));
        var endedAt = happening.endedAt();
        line.set(Column.ENDED_AT, endedAt == null ? null : WireTime.of(endedAt));
        line.text(Column.RECORD_ID, happening.id());
        line.set(Column.KIND, happening.kind().wire());
        line.set(Column.ENTRY, happening.entry());
        line.text(Column.NAME, happening.name());
        line.number(Column.VALUE, happening.value());
        line.text(Column.NOTE, happening.text());
        line.endLine();
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

    // --- the lines of each kind of record

    private void practice(MemberRecord record, Practice practice) throws IOException {
        if (practice.segments().isEmpty()) {
            begin(record, "session", null); // not said what was practised
            inPractice(practice);
            line.text(Column.NOTE, practice.note());
            line.endLine();
        }
        for (var segment : practice.segments()) {
            begin(record, "session", segment.practice());
            inPractice(practice);
            line.side(segment.side());
            line.number(Column.VALUE, segment.minutes());
            line.set(Column.UNIT, "min");
            line.text(Column.METHOD, segment.armVariation());
            line.text(Column.CUES, String.join(" ", segment.cues()));
            line.text(Column.NOTE, practice.note());
            line.text(Column.ACTIVITY, segment.activity());
            line.text(Column.LABEL, segment.label());
            line.endLine();
            if (segment.breathRate() != null) {
                begin(record, "breath", "guided-rate");
                inPractice(practice);
                line.number(Column.VALUE, segment.breathRate());
                line.set(Column.UNIT, "/min");
                line.endLine();
            }
        }
        ratings(practice, "before", practice.before());
        ratings(practice, "after", practice.after());
        for (var concurrent : practice.concurrent()) {
            begin(record, "concurrent", concurrent);
            inPractice(practice);
            line.endLine();
        }
        if (practice.stoppedEarly()) {
            begin(record, "stopped-early", null);
            inPractice(practice);
            line.endLine();
        }
    }

    private void inPractice(Practice practice) {
        var ended = practice.endedAt();
        line.set(Column.ENDED_AT, ended == null ? null : WireTime.of(ended));
        line.text(Column.CONTEXT, practice.context());
        line.set(Column.MOMENT, practice.moment().wire());
    }

    private void ratings(Practice practice, String phase, MemberRecord.@Nullable Ratings ratings) throws IOException {
        if (ratings == null) {
            return;
        }
        for (var tension : ratings.tension()) {
            rating(practice, "tension", tension);
            inPractice(practice);
            line.set(Column.PHASE, phase);
            line.endLine();
        }
        feeling(practice, phase, "stress", ratings.stress());
        feeling(practice, phase, "mood", ratings.mood());
    }

    private void feeling(Practice practice, String phase, String entry, @Nullable Integer value) throws IOException {
        if (value != null) {
            begin(practice, entry, null);
            inPractice(practice);
            line.set(Column.PHASE, phase);
            line.number(Column.VALUE, value);
            line.endLine();
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
            line.side(observation.side());
            line.number(Column.VALUE, observation.value());
            line.set(Column.UNIT, UNITS.get(observation.measure()));
            line.set(Column.METHOD, observation.method().wire());
            line.text(Column.INSTRUMENT, observation.instrument());
            line.number(Column.QUALITY, observation.quality());
            line.endLine();
        }
        var breath = check.breath();
        if (breath != null) {
            seen(check, "breath", "rate", breath.rate());
            seen(check, "breath", "back-awareness", breath.backAwareness());
        }
        for (var tension : check.tension()) {
            rating(record, "tension", tension);
            inCheck(check);
            line.endLine();
        }
        if (check.comfortable() != null) {
            seen(check, "comfortable", null, check.comfortable() ? 1 : 0);
        }
    }

    private void inCheck(PostureCheck check) {
        var position = check.position();
        line.set(Column.POSITION, position == null ? null : position.wire());
        line.text(Column.CONTEXT, check.context());
    }

    private void seen(PostureCheck check, String entry, @Nullable String name, @Nullable Number value)
            throws IOException {
        if (value != null) {
            begin(check, entry, name);
            inCheck(check);
            line.number(Column.VALUE, value);
            line.set(Column.UNIT, "rate".equals(name) ? "/min" : null);
            line.endLine();
        }
    }

    private void report(MemberRecord record, TensionReport report) throws IOException {
        for (var tension : report.tension()) {
            rating(record, "tension", tension);
            line.set(Column.MOMENT, report.moment().wire());
            line.endLine();
        }
        for (var pain : report.pain()) {
            rating(record, "pain", pain);
            line.set(Column.MOMENT, report.moment().wire());
            line.endLine();
        }
        if (report.stress() != null) {
            begin(record, "stress", null);
            line.number(Column.VALUE, report.stress());
            line.set(Column.MOMENT, report.moment().wire());
            line.endLine();
        }
    }

    private void symptoms(MemberRecord record, SymptomReport report) throws IOException {
        for (var symptom : report.symptoms()) {
            begin(record, "symptom", symptom.code());
            if (symptom.side() != null) {
                line.side(symptom.side());
            }
            var since = symptom.since() == null ? "" : "since " + symptom.since();
            var worsening = symptom.worsening() == null ? "" : symptom.worsening() ? "worsening" : "not worsening";
            line.text(Column.NOTE, String.join(" ", List.of(since, worsening)).strip());
            line.endLine();
        }
        var statement = report.statement();
        if (statement != null) {
            begin(record, "statement", statement.wire());
            line.endLine();
        }
    }

    private void rating(MemberRecord record, String entry, Tension rating) {
        begin(record, entry, rating.region());
        line.side(rating.side());
        line.number(Column.VALUE, rating.value());
    }

    // --- a line

    private void begin(MemberRecord record, String entry, @Nullable String name) {
        var head = record.head();
        line.set(Column.LOCAL_DATE, head.localDate().toString());
        line.set(Column.AT, WireTime.of(head.at()));
        line.set(Column.ZONE, ZoneNames.inTables(head.zone()));
        line.text(Column.RECORD_ID, head.id().id());
        line.set(Column.KIND, record.kind().wire());
        line.set(Column.VERSION, Long.toString(head.version()));
        line.set(Column.ENTRY, entry);
        line.text(Column.NAME, name);
    }
}
