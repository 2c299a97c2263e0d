package org.paschima.insight.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.paschima.contract.Consents;
import org.paschima.contract.Fact;
import org.paschima.contract.LocalDays;
import org.paschima.contract.LogPosition;
import org.paschima.contract.MemberId;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.Profile;
import org.paschima.contract.RecordHead;
import org.paschima.contract.RecordId;
import org.paschima.contract.Rest;
import org.paschima.contract.Screening;
import org.paschima.contract.codec.FactCodec;
import org.paschima.contract.codec.SettingsCodec;
import org.paschima.insight.HistoryFixture;
import org.paschima.insight.HistoryFixture.Told;
import org.paschima.insight.store.KeptRecord;
import org.paschima.insight.store.MemberExport;
import org.paschima.insight.store.MemberSettings;

/** Exports of records that were told. */
final class ExportFixture {

    static final MemberId MEMBER = new MemberId("studio", "m|1@x:y~");

    private ExportFixture() {}

    static RecordHead headAt(String id, String at) {
        var time = OffsetDateTime.parse(at);
        var zone = ZoneId.of("Europe/Berlin");
        return new RecordHead(
                RecordId.parse(id),
                3,
                time,
                zone,
                LocalTime.MIDNIGHT,
                LocalDays.of(time.toInstant(), zone, LocalTime.MIDNIGHT));
    }

    /** Something of each kind that is not of the log. */
    static ExportSection happenings() {
        var at = OffsetDateTime.parse("2026-03-09T10:00:00Z");
        var said = new Happening(
                Happening.Kind.STATEMENT,
                "s-1",
                null,
                at,
                null,
                "said",
                "verdict.lower.v1",
                null,
                "Your tension reports were lower.",
                true);
        var begun = new Happening(
                Happening.Kind.SELF_EXPERIMENT,
                "x-1",
                null,
                at,
                at.plusDays(7),
                "begun",
                "tadasana or savasana",
                null,
                "=1+1",
                true);
        var drawn = new Happening(
                Happening.Kind.SELF_EXPERIMENT, "x-1/draws/1", null, at, null, "drawn", "tadasana", null, null, true);
        var withheld = new Happening(
                Happening.Kind.DECISION,
                "2026-03-09/10:30",
                LocalDate.of(2026, 3, 9),
                at,
                null,
                "withheld",
                "slot 10:30",
                0.4,
                null,
                false);
        return new ExportSection("happenings", (_, _) -> {}, (_, reader) -> {
            for (var each : List.of(said, begun, drawn, withheld)) {
                reader.read(each);
            }
        });
    }

    static String exported(ExportFormat format, MemberRecord... records) throws IOException {
        return exported(format, Arrays.stream(records).map(FactCodec::recorded).toList(), List.of());
    }

    static String exported(ExportFormat format, List<Fact.Recorded> facts, List<ExportSection> sections)
            throws IOException {
        return exported(format, new MemberSettings(Map.of()), facts, sections);
    }

    /** All that settings can hold. */
    static MemberSettings settings(String group) throws IOException {
        var rest = new Rest(
                Set.of(DayOfWeek.SUNDAY), List.of(new Rest.Away(LocalDate.of(2026, 4, 1), LocalDate.of(2026, 4, 7))));
        var profile = new Profile(
                ZoneId.of("Europe/Berlin"), LocalTime.of(4, 0), "de-CH", 1980, rest, List.of("morning", group), 7);
        return new MemberSettings(Map.of(
                MemberSettings.Kind.PROFILE, json(json -> SettingsCodec.write(json, profile)),
                MemberSettings.Kind.CONSENTS,
                        json(json -> SettingsCodec.write(json, new Consents(true, true, false, false, 8))),
                MemberSettings.Kind.SCREENING,
                        json(json -> SettingsCodec.write(json, new Screening(List.of("glaucoma"), 9)))));
    }

    @FunctionalInterface
    private interface Writing {
        void to(JsonGenerator json) throws IOException;
    }

    private static byte[] json(Writing writing) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var json = new JsonFactory().createGenerator(out)) {
            writing.to(json);
        }
        return out.toByteArray();
    }

    static String exported(
            ExportFormat format, MemberSettings settings, List<Fact.Recorded> facts, List<ExportSection> sections)
            throws IOException {
        var kept = new ArrayList<KeptRecord>();
        for (var fact : facts) {
            var json = HistoryFixture.message(new Told(MEMBER, fact)).value();
            var head = fact.record().head();
            kept.add(new KeptRecord(head.id(), fact.record().kind(), head.version(), head.localDate(), json));
        }
        var out = new ByteArrayOutputStream();
        format.write(MEMBER, new MemberExport(new LogPosition(3, 1042), settings, kept), sections, out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
