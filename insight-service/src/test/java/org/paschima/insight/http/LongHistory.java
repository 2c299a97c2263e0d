package org.paschima.insight.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.paschima.contract.LogPosition;
import org.paschima.contract.MemberId;
import org.paschima.contract.RecordId;
import org.paschima.contract.RecordKind;
import org.paschima.contract.Side;
import org.paschima.contract.catalog.Catalog;
import org.paschima.contract.catalog.Region;
import org.paschima.insight.domain.day.CellKey;
import org.paschima.insight.domain.day.DayCells;
import org.paschima.insight.domain.day.RatedCells;
import org.paschima.insight.domain.day.Reported;
import org.paschima.insight.domain.day.TensionCell;
import org.paschima.insight.store.DayPart;
import org.paschima.insight.store.KeptRecord;
import org.paschima.insight.store.MemberExport;
import org.paschima.insight.store.MemberSettings;
import org.paschima.insight.store.RecordedDays;
import org.paschima.insight.store.Snapshot;

/** Ten years of all regions for the member "old", and an export of a hundred megabytes; of anybody else nothing. */
final class LongHistory extends NoHistory {

    static final String OLD = "old";
    static final LocalDate FIRST = LocalDate.of(2016, 1, 1);
    static final LocalDate LAST = LocalDate.of(2025, 12, 31);
    static final List<String> REGIONS =
            Catalog.v1().regions().stream().map(Region::id).limit(20).toList();

    private static final int EXPORTED = 100_000;

    private final TreeMap<LocalDate, DayCells> days = new TreeMap<>();

    LongHistory() {
        var random = new Random(20);
        for (var day = FIRST; !day.isAfter(LAST); day = day.plusDays(1)) {
            var tension = new TreeMap<CellKey, TensionCell>();
            long noon = day.atTime(12, 0).toEpochSecond(ZoneOffset.UTC);
            for (var region : REGIONS) {
                tension.put(
                        new CellKey(region, Side.BOTH),
                        TensionCell.of(List.of(new Reported(noon, 12, random.nextInt(11)))));
            }
            days.put(day, RatedCells.ofTension(tension));
        }
    }

    @Override
    public Snapshot<RecordedDays> days(
            MemberId member, LocalDate from, LocalDate to, Set<DayPart> parts, Set<String> regions) {
        return member.member().equals(OLD)
                ? new Snapshot<>(
                        new LogPosition(0, 1),
                        1,
                        new RecordedDays(new TreeMap<>(days.subMap(from, true, to, true)), Optional.empty()))
                : super.days(member, from, to, parts, regions);
    }

    @Override
    public void export(MemberId member, MemberExport.Reader reader) throws IOException {
        if (!member.member().equals(OLD)) {
            super.export(member, reader);
            return;
        }
        var json = ("{\"note\":\"" + "x".repeat(1_000) + "\"}").getBytes(StandardCharsets.UTF_8);
        reader.read(new MemberExport(
                new LogPosition(0, 1),
                new MemberSettings(Map.of()),
                () -> IntStream.range(0, EXPORTED)
                        .mapToObj(number -> new KeptRecord(
                                new RecordId("app", "r-" + number), RecordKind.TENSION_REPORT, 1, FIRST, json))
                        .iterator()));
    }
}
