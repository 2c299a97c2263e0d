package org.paschima.bench.evaluation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.Rank;
import org.paschima.insight.domain.day.DayBucket;
import org.paschima.insight.domain.day.DayCells;
import org.paschima.insight.domain.day.PureFold;
import org.paschima.insight.domain.day.StoredRecord;
import org.paschima.simulator.SimulatedMember;

/** A member's days as insight-service sees them. */
final class ReportedDays {

    private ReportedDays() {}

    /** Of records that were each delivered once. */
    static SortedMap<LocalDate, DayCells> of(Collection<MemberRecord> records) {
        var byDay = new TreeMap<LocalDate, List<StoredRecord>>();
        for (var record : records) {
            byDay.computeIfAbsent(record.head().localDate(), _ -> new ArrayList<>())
                    .add(new StoredRecord(record, new Rank(record.head().version(), false, ""), 0));
        }
        var days = new TreeMap<LocalDate, DayCells>();
        byDay.forEach((date, kept) -> days.put(date, DayCells.of(kept)));
        return days;
    }

    /** Of what survived in a fold, hourly parts merged. */
    static SortedMap<LocalDate, DayCells> of(PureFold fold, SimulatedMember member) {
        var days = new TreeMap<LocalDate, DayCells>();
        fold.days(member.id())
                .forEach((place, cells) -> days.merge(DayBucket.parse(place).localDate(), cells, DayCells::plus));
        return days;
    }
}
