package org.paschima.insight.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.paschima.contract.Fact;
import org.paschima.contract.LocalDays;
import org.paschima.contract.MemberId;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.RecordHead;
import org.paschima.contract.RecordId;
import org.paschima.contract.codec.FactCodec;
import org.paschima.insight.HistoryFixture;
import org.paschima.insight.HistoryFixture.Told;
import org.paschima.insight.freshness.AsOf;
import org.paschima.insight.history.Everything;
import org.paschima.insight.history.KeptRecord;
import org.paschima.insight.history.MemberSettings;

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

    static String exported(ExportFormat format, MemberRecord... records) throws IOException {
        return exported(format, Arrays.stream(records).map(FactCodec::recorded).toList(), List.of());
    }

    static String exported(ExportFormat format, List<Fact.Recorded> facts, List<ExportSection> sections)
            throws IOException {
        var kept = new ArrayList<KeptRecord>();
        for (var fact : facts) {
            var json = HistoryFixture.message(new Told(MEMBER, fact)).value();
            var head = fact.record().head();
            kept.add(new KeptRecord(head.id(), fact.record().kind(), head.version(), head.localDate(), json));
        }
        var out = new ByteArrayOutputStream();
        format.write(MEMBER, new Everything(new AsOf(3, 1042), new MemberSettings(Map.of()), kept), sections, out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
