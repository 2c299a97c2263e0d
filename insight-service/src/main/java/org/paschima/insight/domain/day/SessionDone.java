package org.paschima.insight.domain.day;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.MemberRecord.Practice;
import org.paschima.contract.MemberRecord.Ratings;
import org.paschima.contract.MemberRecord.Segment;
import org.paschima.contract.Moment;
import org.paschima.contract.RecordId;

/**
 * One practice record as conclusions need it: when, what, and how it felt before and after (domain.md §3).
 *
 * @param startedAt seconds of the epoch
 * @param endedAt seconds of the epoch; null while it is still going
 * @param localHour 0 to 23, of the start, in the zone it was recorded under
 * @param concurrent what else may explain a change: painkiller, heat, massage
 * @param before tension before, by region and side; empty when it was not rated
 * @param after tension after; empty when it was not rated, which is not the same as no change
 */
public record SessionDone(
        RecordId id,
        long startedAt,
        @Nullable Long endedAt,
        int localHour,
        String context,
        Moment moment,
        List<Part> parts,
        boolean stoppedEarly,
        List<String> concurrent,
        SortedMap<CellKey, Integer> before,
        SortedMap<CellKey, Integer> after) {

    private static final double SECONDS_A_MINUTE = 60;

    /**
     * A segment: {@code minutes} above 0.
     *
     * @param activity what another practice was, if that is said
     */
    public record Part(
            String practice,
            double minutes,
            List<String> cues,
            @Nullable String activity) {
        public Part {
            cues = List.copyOf(cues);
        }

        public Part(String practice, double minutes, List<String> cues) {
            this(practice, minutes, cues, null);
        }
    }

    public SessionDone {
        parts = List.copyOf(parts);
        concurrent = List.copyOf(concurrent);
        before = Collections.unmodifiableSortedMap(new TreeMap<>(before));
        after = Collections.unmodifiableSortedMap(new TreeMap<>(after));
    }

    static SessionDone of(Practice practice) {
        var head = practice.head();
        return new SessionDone(
                head.id(),
                head.at().toEpochSecond(),
                practice.endedAt() == null ? null : practice.endedAt().toEpochSecond(),
                hour(head.at().toEpochSecond(), head.zone()),
                practice.context(),
                practice.moment(),
                parts(practice),
                practice.stoppedEarly(),
                practice.concurrent(),
                ratings(practice.before()),
                ratings(practice.after()));
    }

    /** One of which nothing is said but when is another practice of all its time. */
    private static List<Part> parts(Practice practice) {
        var endedAt = practice.endedAt();
        if (practice.segments().isEmpty() && endedAt != null) {
            double minutes = Duration.between(practice.head().at(), endedAt).toSeconds() / SECONDS_A_MINUTE;
            return minutes > 0 ? List.of(new Part(Segment.OTHER, minutes, List.of())) : List.of();
        }
        return practice.segments().stream()
                .map(segment -> new Part(segment.practice(), segment.minutes(), segment.cues(), segment.activity()))
                .toList();
    }

    static int hour(long epochSecond, ZoneId zone) {
        return Instant.ofEpochSecond(epochSecond).atZone(zone).getHour();
    }

    /** Of a region that is rated twice, the last rating counts. */
    private static SortedMap<CellKey, Integer> ratings(@Nullable Ratings ratings) {
        var values = new TreeMap<CellKey, Integer>();
        if (ratings != null) {
            ratings.tension()
                    .forEach(rating -> values.put(new CellKey(rating.region(), rating.side()), rating.value()));
        }
        return values;
    }

    /** When its ratings after were given, as far as is known: its end, or its start while it is going. */
    public long ratedAfterAt() {
        return endedAt == null ? startedAt : endedAt;
    }

    /** When it was over, in seconds of the epoch; of one that has no end, after the minutes of its parts. */
    public long overAt() {
        return endedAt == null ? startedAt + Math.round(minutes() * SECONDS_A_MINUTE) : endedAt;
    }

    public double minutes() {
        double minutes = 0;
        for (var part : parts) {
            minutes += part.minutes();
        }
        return minutes;
    }

    /** The only practice of the session; null when several share it and no one of them can be credited. */
    public @Nullable String onlyPractice() {
        var names = parts.stream().map(Part::practice).distinct().toList();
        return names.size() == 1 ? names.getFirst() : null;
    }

    List<DayCells.PracticeDone> practices() {
        var done = new java.util.ArrayList<DayCells.PracticeDone>();
        for (int i = 0; i < parts.size(); i++) {
            var part = parts.get(i);
            done.add(new DayCells.PracticeDone(
                    id, i, part.practice(), part.minutes(), part.activity(), context, moment));
        }
        return done;
    }

    /** Of each place that was rated before and after, both ratings. */
    public List<DayCells.Pair> pairs() {
        var both = new HashMap<>(before);
        both.keySet().retainAll(after.keySet());
        return both.entrySet().stream()
                .map(rated -> new DayCells.Pair(
                        id,
                        rated.getKey().region(),
                        rated.getKey().side(),
                        onlyPractice(),
                        rated.getValue(),
                        after.getOrDefault(rated.getKey(), 0)))
                .toList();
    }
}
