package org.paschima.notify.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the member's records say that a check may be suggested for, and where the newest were made.
 *
 * <p>The same for any order and repetition of the same facts, but for their positions in the log: of each record the highest
 * rank counts, so a correction replaces and a deletion takes away. Bounded by numbers alone and by no clock, so that one
 * that was ahead has nothing forgotten: of the newest {@value #MOST_DAYS} days with ratings the four reports that stand
 * last in the log of each sort that a rule asks for, since what came before the member's answer counts no more; and of
 * rises, winging and first episodes some few of any age.
 *
 * @param byRecord by record id
 * @param answered the member has seen all that stands up to here in the log, and goes on
 * @param first the first episode among what was forgotten
 */
public record Reports(
        SortedMap<String, Report> byRecord,
        long answered,
        @Nullable Episode first) {

    public static final Reports NONE = new Reports(new TreeMap<>(), FactPosition.BEFORE_ALL, null);

    /** More than the rules look at, so that some may be deleted again or lie ahead. */
    private static final int MOST_DAYS = 60;

    private static final int MOST_OF_A_DAY = 4;
    private static final int MOST_MARKS = 8;
    private static final int MOST_FIRST = 4;
    private static final int MOST_SILENT = 40;
    private static final int MOST_PLACES = 16;

    /** What a clock may be ahead. */
    private static final Duration AHEAD = Duration.ofMinutes(10);

    private static final Comparator<Map.Entry<String, Report>> NEWEST_FIRST = Comparator.comparing(
                    (Map.Entry<String, Report> entry) -> entry.getValue().at())
            .reversed()
            .thenComparing(Map.Entry::getKey);
    private static final Comparator<Map.Entry<String, Report>> LAST_IN_LOG_FIRST = Comparator.comparingLong(
                    (Map.Entry<String, Report> entry) -> entry.getValue().offset())
            .reversed()
            .thenComparing(Map.Entry::getKey);
    private static final Comparator<Map.Entry<String, Report>> FIRST_FELT = Comparator.comparing(
                    (Map.Entry<String, Report> entry) -> entry.getValue().date())
            .thenComparingLong(entry -> entry.getValue().offset());

    public Reports {
        byRecord = Collections.unmodifiableSortedMap(new TreeMap<>(byRecord));
    }

    /** When something was first felt, and where that stands in the log. */
    public record Episode(LocalDate date, long offset) {
        static Optional<Episode> firstOf(Stream<Episode> episodes) {
            return episodes.min(Comparator.comparing(Episode::date).thenComparingLong(Episode::offset));
        }
    }

    Reports with(String record, Report report) {
        var kept = byRecord.get(record);
        if (kept != null && !report.rank().beats(kept.rank())) {
            return this;
        }
        var changed = new TreeMap<>(byRecord);
        changed.put(record, report);
        return bounded(changed);
    }

    /** Dismissals come in any order: the furthest holds. */
    Reports answered(long through) {
        return through <= answered ? this : new Reports(byRecord, through, first);
    }

    /** Those that survive, but for what claims to be of a day that is nowhere yet. */
    Stream<Report> surviving(Instant now) {
        var tomorrow = LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(1);
        return byRecord.values().stream()
                .filter(report -> report.survives() && !report.date().isAfter(tomorrow));
    }

    /** The first episode of all that was ever noted here. */
    Optional<Episode> firstEpisode(Instant now) {
        return Episode.firstOf(Stream.concat(Stream.ofNullable(first), episodes(surviving(now))));
    }

    private static Stream<Episode> episodes(Stream<Report> reports) {
        return reports.filter(Report::isEpisode).map(each -> new Episode(each.date(), each.offset()));
    }

    /** The zone that the newest surviving record was made in. */
    @Nullable
    ZoneId newestZone(Instant now) {
        return newest(now).map(Report::zone).orElse(null);
    }

    /** The newest surviving record; not one that claims to be of a time to come. */
    Optional<Report> newest(Instant now) {
        return byRecord.entrySet().stream()
                .filter(entry ->
                        entry.getValue().survives() && !entry.getValue().at().isAfter(now.plus(AHEAD)))
                .min(NEWEST_FIRST)
                .map(Map.Entry::getValue);
    }

    private Reports bounded(SortedMap<String, Report> reports) {
        var all = reports.entrySet();
        var remembered = new HashSet<String>();
        most(MOST_PLACES, NEWEST_FIRST, all, Report::survives, remembered);
        most(MOST_SILENT, NEWEST_FIRST, all, report -> !report.survives(), remembered);
        most(MOST_MARKS, LAST_IN_LOG_FIRST, all, Report::rose, remembered);
        most(MOST_MARKS, LAST_IN_LOG_FIRST, all, Report::wings, remembered);
        most(MOST_FIRST, FIRST_FELT, all, Report::isEpisode, remembered);
        var days = new TreeMap<LocalDate, List<Map.Entry<String, Report>>>(Comparator.reverseOrder());
        for (var entry : all) {
            if (entry.getValue().isRated()) {
                days.computeIfAbsent(entry.getValue().date(), _ -> new ArrayList<>())
                        .add(entry);
            }
        }
        days.values().stream().limit(MOST_DAYS).forEach(day -> {
            most(MOST_OF_A_DAY, LAST_IN_LOG_FIRST, day, Report::isRated, remembered);
            if (day.size() > MOST_OF_A_DAY) {
                most(MOST_OF_A_DAY, LAST_IN_LOG_FIRST, day, Report::isOfStrongPain, remembered);
                most(MOST_OF_A_DAY, LAST_IN_LOG_FIRST, day, Report::isOfHighTension, remembered);
                most(MOST_OF_A_DAY, LAST_IN_LOG_FIRST, day, report -> report.tension() >= 0, remembered);
            }
        });
        var forgotten = all.stream()
                .filter(entry -> !remembered.contains(entry.getKey()))
                .map(Map.Entry::getValue);
        var earliest = Episode.firstOf(Stream.concat(Stream.ofNullable(first), episodes(forgotten)));
        reports.keySet().retainAll(remembered);
        return new Reports(reports, answered, earliest.orElse(null));
    }

    private static void most(
            int most,
            Comparator<Map.Entry<String, Report>> order,
            Collection<Map.Entry<String, Report>> among,
            Predicate<Report> which,
            Set<String> remembered) {
        var candidates = new ArrayList<Map.Entry<String, Report>>();
        for (var entry : among) {
            if (which.test(entry.getValue())) {
                candidates.add(entry);
            }
        }
        if (candidates.size() > most) {
            candidates.sort(order);
        }
        for (var entry : candidates.subList(0, Math.min(most, candidates.size()))) {
            remembered.add(entry.getKey());
        }
    }
}
