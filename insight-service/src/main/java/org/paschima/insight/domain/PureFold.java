package org.paschima.insight.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.paschima.contract.Fact;

/**
 * What any number of facts about one member's records amount to, whatever their order and however often each is told: the
 * meaning that the stored state must equal.
 *
 * @param index by record id
 * @param days by place; only those on which something survives
 */
public record PureFold(Map<String, IndexEntry> index, Map<String, DayCells> days) {

    public static PureFold of(List<Fact.OfRecord> facts) {
        var winning = new TreeMap<String, Fact.OfRecord>();
        for (var fact : facts) {
            winning.merge(
                    fact.id().id(), fact, (before, now) -> now.rank().beats(before.rank()) ? now : before);
        }
        var index = new TreeMap<String, IndexEntry>();
        var surviving = new TreeMap<String, List<StoredRecord>>();
        winning.forEach((id, fact) -> {
            switch (fact) {
                case Fact.Recorded(var record, var _) -> {
                    var place = StoredRecord.placeOf(record);
                    index.put(id, new IndexEntry(fact.rank(), place));
                    surviving.computeIfAbsent(place, _ -> new ArrayList<>()).add(new StoredRecord(record));
                }
                case Fact.Deleted _ -> index.put(id, new IndexEntry(fact.rank(), null));
            }
        });
        var days = new TreeMap<String, DayCells>();
        surviving.forEach((place, records) -> days.put(place, DayFold.of(records)));
        return new PureFold(index, days);
    }
}
