package org.paschima.notify.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the member's records of the last six weeks say that a check may be suggested for, and where the newest were made.
 *
 * <p>The same for any order and repetition of the same facts, but for their places in the log: of each record the highest
 * rank counts, so a correction replaces and a deletion takes away. Bounded: some hundred records at most. Of a day with
 * very many those that say least are forgotten first; rises after practice and winging are remembered beyond six weeks,
 * the newest of each.
 *
 * @param byRecord by record id
 * @param answered the member has seen all that stands up to here in the log, and goes on
 * @param first the first episode among what was forgotten
 */
public record Reports(
        SortedMap<String, Report> byRecord,
        long answered,
        @Nullable Episode first) {

    public static final Reports NONE = new Reports(new TreeMap<>(), Place.BEFORE_ALL, null);

    static final int DAYS = 42;
    private static final int MOST_OF_A_DAY = 8;
    private static final int MOST_MARKS = 8;
    private static final int MOST_SILENT = 40;
    private static final int MOST_PLACES = 16;

    /** What a clock may be ahead. */
    private static final Duration AHEAD = Duration.ofMinutes(10);

    private static final Comparator<Map.Entry<String, Report>> NEWEST_FIRST = Comparator.comparing(
                    (Map.Entry<String, Report> entry) -> entry.getValue().at())
            .reversed()
            .thenComparing(Map.Entry::getKey);
    private static final Comparator<Map.Entry<String, Report>> WEIGHTIEST_FIRST = Comparator.comparingInt(
                    (Map.Entry<String, Report> entry) -> entry.getValue().weight())
            .reversed()
            .thenComparing(NEWEST_FIRST);

    public Reports {
        byRecord = Collections.unmodifiableSortedMap(new TreeMap<>(byRecord));
    }

    /** When something was first felt, and where that stands in the log. */
    public record Episode(LocalDate date, long offset) {
        static Optional<Episode> firstOf(Stream<Episode> episodes) {
            return episodes.min(Comparator.comparing(Episode::date).thenComparingLong(Episode::offset));
        }
    }

    Reports with(String record, Report report, Instant now) {
        var kept = byRecord.get(record);
        if (kept != null && !report.rank().beats(kept.rank())) {
            return this;
        }
        var changed = new TreeMap<>(byRecord);
        changed.put(record, report.after(kept));
        return bounded(changed, LocalDate.ofInstant(now, ZoneOffset.UTC));
    }

    /** Dismissals come in any order: the furthest holds. */
    Reports answered(long through) {
        return through <= answered ? this : new Reports(byRecord, through, first);
    }

    Collection<Report> all() {
        return byRecord.values();
    }

    /** The first episode of all that was ever noted here. */
    Optional<Episode> firstEpisode() {
        return Episode.firstOf(Stream.concat(Stream.ofNullable(first), episodes(byRecord.values())));
    }

    private static Stream<Episode> episodes(Collection<Report> reports) {
        return reports.stream().filter(Report::isEpisode).map(each -> new Episode(each.date(), each.offset()));
    }

    /** The zone that the newest surviving record was made in; not one that claims to be of a time to come. */
    @Nullable
    ZoneId newestZone(Instant now) {
        return byRecord.entrySet().stream()
                .filter(entry ->
                        entry.getValue().survives() && !entry.getValue().at().isAfter(now.plus(AHEAD)))
                .min(NEWEST_FIRST)
                .map(entry -> entry.getValue().zone())
                .orElse(null);
    }

    private Reports bounded(TreeMap<String, Report> reports, LocalDate today) {
        var latest = today.plusDays(1);
        var newest = reports.values().stream()
                .map(Report::until)
                .filter(date -> !date.isAfter(latest))
                .max(LocalDate::compareTo)
                .orElse(today);
        var recent = new TreeMap<>(reports);
        recent.values().removeIf(report -> report.until().isBefore(newest.minusDays(DAYS - 1L)));
        var remembered = new HashSet<String>();
        remembered.addAll(newest(reports, Report::survives, MOST_PLACES));
        remembered.addAll(newest(reports, Report::rose, MOST_MARKS));
        remembered.addAll(newest(reports, Report::wings, MOST_MARKS));
        remembered.addAll(newest(recent, report -> !report.speaks(), MOST_SILENT));
        remembered.addAll(weightiest(recent));
        var forgotten = new TreeMap<>(reports);
        forgotten.keySet().removeAll(remembered);
        var kept = new TreeMap<>(reports);
        kept.keySet().retainAll(remembered);
        var earliest = Episode.firstOf(Stream.concat(Stream.ofNullable(first), episodes(forgotten.values())));
        return new Reports(kept, answered, earliest.orElse(null));
    }

    private static Set<String> newest(SortedMap<String, Report> reports, Predicate<Report> which, int most) {
        return reports.entrySet().stream()
                .filter(entry -> which.test(entry.getValue()))
                .sorted(NEWEST_FIRST)
                .limit(most)
                .map(Map.Entry::getKey)
                .collect(HashSet::new, HashSet::add, HashSet::addAll);
    }

    private static Set<String> weightiest(SortedMap<String, Report> reports) {
        var perDay = new HashMap<LocalDate, Integer>();
        return reports.entrySet().stream()
                .filter(entry -> entry.getValue().speaks())
                .sorted(WEIGHTIEST_FIRST)
                .filter(entry -> perDay.merge(entry.getValue().date(), 1, Integer::sum) <= MOST_OF_A_DAY)
                .map(Map.Entry::getKey)
                .collect(HashSet::new, HashSet::add, HashSet::addAll);
    }
}
