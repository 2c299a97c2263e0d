package org.paschima.insight.domain.day;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Fact;
import org.paschima.contract.MemberId;
import org.paschima.contract.RecordId;
import org.paschima.contract.codec.HeldSetting;

/**
 * The fold in memory: what the store must equal, whatever order, repetition and batching the facts came in.
 *
 * <p>Offsets are the one exception: of a write that was delivered several times, any of its offsets may be kept.
 */
public final class PureFold {

    private final Map<MemberId, Map<RecordId, IndexEntry>> index = new HashMap<>();
    private final Map<MemberId, Map<DayBucket, Map<RecordId, StoredRecord>>> days = new HashMap<>();
    private final Map<MemberId, Map<Class<?>, Fact.OfMember>> settings = new HashMap<>();

    public void add(MemberId member, Fact fact, int partition, long offset) {
        switch (fact) {
            case Fact.OfRecord write -> record(member, write, partition, offset);
            case Fact.OfMember setting ->
                settings.computeIfAbsent(member, _ -> new HashMap<>())
                        .merge(setting.getClass(), setting, HeldSetting::of);
            case Fact.NudgeFateReported _, Fact.NudgesResumed _, Fact.NudgesPaused _, Fact.CareDismissed _ -> {
                // Of no matter to insight.
            }
        }
    }

    private void record(MemberId member, Fact.OfRecord write, int partition, long offset) {
        var entries = index.computeIfAbsent(member, _ -> new HashMap<>());
        Fold.decide(entries.get(write.id()), write, partition, offset).ifPresent(change -> {
            entries.put(write.id(), change.entry());
            var buckets = days.computeIfAbsent(member, _ -> new HashMap<>());
            var left = change.leaves() == null ? null : buckets.get(change.leaves());
            if (left != null) {
                left.remove(write.id());
                if (left.isEmpty()) {
                    buckets.remove(change.leaves());
                }
            }
            if (change.enters() != null && change.entry().bucket() != null) {
                buckets.computeIfAbsent(change.entry().bucket(), _ -> new HashMap<>())
                        .put(write.id(), change.enters());
            }
        });
    }

    public Map<RecordId, IndexEntry> index(MemberId member) {
        return Map.copyOf(index.getOrDefault(member, Map.of()));
    }

    /** The cells of every bucket that holds records, by {@link DayBucket#key()}. */
    public Map<String, DayCells> days(MemberId member) {
        var cells = new TreeMap<String, DayCells>();
        days.getOrDefault(member, Map.of())
                .forEach((bucket, records) -> cells.put(bucket.key(), DayCells.of(records.values())));
        return cells;
    }

    /** The winning setting of a kind, or null. */
    public <T extends Fact.OfMember> @Nullable T setting(MemberId member, Class<T> kind) {
        var winner = settings.getOrDefault(member, Map.of()).get(kind);
        return winner == null ? null : kind.cast(winner);
    }

    public java.util.Set<MemberId> members() {
        var all = new java.util.HashSet<>(index.keySet());
        all.addAll(settings.keySet());
        return all;
    }
}
