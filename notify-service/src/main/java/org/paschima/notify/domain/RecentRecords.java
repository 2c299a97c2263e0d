package org.paschima.notify.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Rank;
import org.paschima.contract.catalog.SymptomTier;
import org.paschima.notify.domain.RememberedRecord.What.Felt;
import org.paschima.notify.domain.RememberedRecord.What.Nothing;
import org.paschima.notify.domain.RememberedRecord.What.Practised;
import org.paschima.notify.domain.RememberedRecord.What.Stated;

/**
 * What the member's records say that a nudge may depend on.
 *
 * <p>The same for any order and repetition of the same facts: of each record the highest rank stays, of symptoms all
 * that were ever reported. Bounded: of each sort only the newest stay, and of practices that are too old to matter only few.
 *
 * @param byId by record id
 */
public record RecentRecords(SortedMap<String, RememberedRecord> byId, List<ReportedSymptom> symptoms) {

    /** Longer than any {@code afterPracticeMinutes} and a nudge's life together. */
    static final Duration PRACTICES_MATTER = Duration.ofDays(3);

    static final Duration FEELINGS_MATTER = Duration.ofDays(14);

    /** What the clock of who records may be ahead. */
    private static final Duration AHEAD = Duration.ofMinutes(10);

    /** So many practices are kept whatever the clock says: one that is far ahead must not have those of today forgotten. */
    private static final int FEWEST_PRACTICES = 24;

    private static final int MOST_PRACTICES = 100;
    private static final int MOST_FELT = 8;
    private static final int MOST_STATED = 50;
    private static final int MOST_GONE = 200;
    private static final int MOST_SYMPTOMS = 20;

    static final RecentRecords NOTHING = new RecentRecords(new TreeMap<>(), List.of());

    public RecentRecords {
        byId = Collections.unmodifiableSortedMap(new TreeMap<>(byId));
        symptoms = List.copyOf(symptoms);
    }

    /** A practice as deciding sees it. */
    public record Practice(String record, Instant start, Instant end) {}

    /** Of those versions that are remembered here. */
    @Nullable
    Rank rankOf(String record) {
        var remembered = byId.get(record);
        return remembered == null ? null : remembered.rank();
    }

    boolean knows(String record) {
        return byId.containsKey(record);
    }

    RecentRecords with(String record, RememberedRecord remembered, Instant now) {
        var kept = byId.get(record);
        if (kept != null && !remembered.rank().beats(kept.rank())) {
            return this;
        }
        var changed = new TreeMap<>(byId);
        changed.put(record, remembered);
        var newest = bounded(changed, now);
        if (kept != null && kept.what() instanceof Stated && !newest.containsKey(record)) {
            // A statement that became something long past must not come back with an older version of it.
            newest.put(record, nothing(remembered.rank(), remembered.at()));
        }
        return new RecentRecords(newest, symptoms);
    }

    /** Of too many symptoms of a tier the oldest become one, so that none is forgotten before a statement ends it. */
    RecentRecords with(List<ReportedSymptom> reported) {
        var all = new ArrayList<>(symptoms);
        for (var symptom : reported) {
            if (all.stream().noneMatch(symptom::isSameReportAs)) {
                all.add(symptom);
            }
        }
        Collections.sort(all);
        var kept = new ArrayList<ReportedSymptom>();
        for (var tier : SymptomTier.values()) {
            var ofTier = new ArrayList<>(
                    all.stream().filter(symptom -> symptom.tier() == tier).toList());
            while (ofTier.size() > MOST_SYMPTOMS) {
                var oldest = ofTier.removeLast();
                ofTier.add(ofTier.removeLast().with(oldest));
            }
            kept.addAll(ofTier);
        }
        Collections.sort(kept);
        return new RecentRecords(byId, kept);
    }

    /** The practice that ends last among those begun by {@code latestStart}: if any practice is recent, it is. */
    Optional<Practice> lastPractice(Instant latestStart) {
        return practices().stream()
                .filter(practice -> !practice.start().isAfter(latestStart))
                .max(Comparator.comparing(Practice::end).thenComparing(Practice::record));
    }

    /** A practice whose time overlaps the span, both ends included. */
    Optional<Practice> practiceWithin(Instant from, Instant to) {
        return lastPractice(to).filter(practice -> !practice.end().isBefore(from));
    }

    /** Whether a practice began within the span, both ends included. */
    boolean hasPracticeBegun(Instant from, Instant to) {
        return practices().stream()
                .anyMatch(practice ->
                        !practice.start().isBefore(from) && !practice.start().isAfter(to));
    }

    /** The side of neutral on which the member felt last: −1, 0 or +1 (domain.md §1.2). */
    int lean(Instant now) {
        return byId.values().stream()
                .filter(remembered -> remembered.what() instanceof Felt(var frontBack, var _)
                        && frontBack != null
                        && !remembered.at().isBefore(now.minus(FEELINGS_MATTER))
                        && !remembered.at().isAfter(now.plus(AHEAD)))
                .max(Comparator.comparing(RememberedRecord::at).thenComparing(RememberedRecord::rank))
                .map(remembered -> remembered.what() instanceof Felt(var frontBack, var _) && frontBack != null
                        ? Integer.signum(frontBack)
                        : 0)
                .orElse(0);
    }

    List<Practice> practices() {
        var practices = new ArrayList<Practice>();
        byId.forEach((record, remembered) -> {
            if (remembered.what() instanceof Practised(var end)) {
                practices.add(new Practice(record, remembered.at(), RememberedRecord.endOf(remembered.at(), end)));
            }
        });
        return practices;
    }

    private static SortedMap<String, RememberedRecord> bounded(TreeMap<String, RememberedRecord> byId, Instant now) {
        keepNewest(byId, Practised.class, FEWEST_PRACTICES, remembered -> isLongPast(remembered, now));
        keepNewest(byId, Practised.class, MOST_PRACTICES, _ -> true);
        var observed = Stillness.observed(byId.values());
        keepNewest(byId, Felt.class, MOST_FELT, remembered -> !observed.contains(remembered));
        keepNewest(byId, Stated.class, MOST_STATED, _ -> true);
        keepNewest(byId, Nothing.class, MOST_GONE, _ -> true);
        return byId;
    }

    private static boolean isLongPast(RememberedRecord remembered, Instant now) {
        return remembered.what() instanceof Practised(var end)
                && RememberedRecord.endOf(remembered.at(), end).isBefore(now.minus(PRACTICES_MATTER));
    }

    /** Beyond the newest of a sort only those stay that may not be forgotten. */
    private static void keepNewest(
            TreeMap<String, RememberedRecord> byId,
            Class<? extends RememberedRecord.What> sort,
            int most,
            Predicate<RememberedRecord> isForgettable) {
        var ofSort = byId.entrySet().stream()
                .filter(entry -> sort.isInstance(entry.getValue().what()))
                .sorted(Comparator.comparing((Map.Entry<String, RememberedRecord> entry) ->
                                entry.getValue().at())
                        .reversed()
                        .thenComparing(Map.Entry::getKey))
                .skip(most)
                .filter(entry -> isForgettable.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        ofSort.forEach(byId::remove);
    }

    static RememberedRecord nothing(Rank rank, Instant at) {
        return new RememberedRecord(rank, at, new Nothing());
    }
}
