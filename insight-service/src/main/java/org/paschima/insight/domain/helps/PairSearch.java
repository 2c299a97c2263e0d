package org.paschima.insight.domain.helps;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.RecordId;
import org.paschima.insight.domain.day.CellKey;
import org.paschima.insight.domain.day.DayCells;
import org.paschima.insight.domain.day.SessionDone;

/** Finds the pairs in days. Used once, by one thread. */
final class PairSearch {

    private enum Role {
        AFTER,
        PLAIN,
        BEFORE
    }

    /** A rating, and whose it is if a session carries it. What a session carries after it counts as given when it was over. */
    private record Rating(
            LocalDate date,
            long at,
            int localHour,
            int value,
            Role role,
            @Nullable SessionDone session) {
        private static final int SECONDS_AN_HOUR = 3600;
        private static final Comparator<Rating> ORDER =
                Comparator.comparingLong(Rating::at).thenComparing(Rating::role).thenComparingInt(Rating::value);

        /** Local: of zones that are off by half an hour it is off by as much, always the same. */
        double hour() {
            return localHour + Math.floorMod(at, SECONDS_AN_HOUR) / (double) SECONDS_AN_HOUR;
        }
    }

    private record OnDay(LocalDate date, SessionDone session) {}

    /** Pairs of one occasion, of several regions and sides, becoming their mean. */
    private static final class Occasion {
        private final LocalDate date;
        private final @Nullable SessionDone session;
        private long beforeAt = Long.MAX_VALUE;
        private long afterAt = Long.MIN_VALUE;
        private double hourBefore;
        private long sumBefore;
        private long sumAfter;
        private final List<CellKey> cells = new ArrayList<>();

        Occasion(LocalDate date, @Nullable SessionDone session) {
            this.date = date;
            this.session = session;
        }

        void add(CellKey cell, Rating before, long after, int valueAfter) {
            if (before.at() < beforeAt) {
                beforeAt = before.at();
                hourBefore = before.hour();
            }
            afterAt = Math.max(afterAt, after);
            sumBefore += before.value();
            sumAfter += valueAfter;
            cells.add(cell);
        }

        RatedPair pair(Unpractised unpractised, boolean isRested) {
            int n = cells.size();
            return new RatedPair(
                    date,
                    beforeAt,
                    afterAt,
                    (double) sumBefore / n,
                    (double) sumAfter / n,
                    hourBefore,
                    unpractised.usual(cells),
                    isRested,
                    session);
        }
    }

    private record Span(long from, long to) {}

    /** How the cell of a day holds a rating that a session carries. */
    private record StandIn(long at, int value) {}

    private static final Comparator<OnDay> BY_START = Comparator.comparingLong(
                    (OnDay on) -> on.session().startedAt())
            .thenComparing(on -> on.session().id().id());
    private static final Comparator<RatedPair> BY_TIME =
            Comparator.comparingLong(RatedPair::beforeAt).thenComparingLong(RatedPair::afterAt);

    private final Set<String> regions;
    private final List<OnDay> sessions;
    private final long longest;
    private final SortedMap<CellKey, List<Rating>> ratings = new TreeMap<>();
    private final Map<RecordId, Occasion> practised = new HashMap<>();
    private final Map<Span, Occasion> comparison = new HashMap<>();
    private final Unpractised unpractised = new Unpractised();

    PairSearch(SortedMap<LocalDate, DayCells> days, Set<String> regions) {
        this.regions = regions;
        this.sessions = days.entrySet().stream()
                .flatMap(day -> day.getValue().sessions().stream().map(session -> new OnDay(day.getKey(), session)))
                .sorted(BY_START)
                .toList();
        this.longest = sessions.stream()
                .mapToLong(on -> on.session().overAt() - on.session().startedAt())
                .max()
                .orElse(0);
        days.forEach(this::collect);
        ratings.values().forEach(list -> list.sort(Rating.ORDER));
    }

    // --- the ratings, in the order of time

    private void collect(LocalDate date, DayCells day) {
        var carried = new HashMap<CellKey, List<Rating>>();
        var standIns = new HashMap<CellKey, List<StandIn>>();
        for (var session : day.sessions()) {
            session.before().forEach((key, value) -> {
                put(
                        carried,
                        key,
                        new Rating(date, session.startedAt(), session.localHour(), value, Role.BEFORE, session));
                put(standIns, key, new StandIn(session.startedAt(), value));
            });
            session.after().forEach((key, value) -> {
                put(carried, key, new Rating(date, session.overAt(), session.localHour(), value, Role.AFTER, session));
                put(standIns, key, new StandIn(session.ratedAfterAt(), value));
            });
        }
        day.tension().forEach((key, cell) -> {
            if (regions.contains(key.region())) {
                var all = ratings.computeIfAbsent(key, _ -> new ArrayList<>());
                all.addAll(carried.getOrDefault(key, List.of()));
                var standIn = standIns.getOrDefault(key, new ArrayList<>());
                for (var report : cell.reports()) {
                    // the cell holds what sessions carry too
                    if (!standIn.remove(new StandIn(report.epochSecond(), report.value()))) {
                        all.add(new Rating(
                                date, report.epochSecond(), report.localHour(), report.value(), Role.PLAIN, null));
                    }
                }
            }
        });
    }

    private static <T> void put(Map<CellKey, List<T>> map, CellKey key, T value) {
        map.computeIfAbsent(key, _ -> new ArrayList<>()).add(value);
    }

    // --- the pairs

    Pairs pairs() {
        sessions.forEach(this::carriedPairs);
        ratings.forEach((key, all) -> {
            for (int i = 0; i < all.size(); i++) {
                addUnpractised(key, all.get(i));
                if (i > 0) {
                    consecutive(key, all.get(i - 1), all.get(i));
                }
            }
        });
        var ratedBefore = new ArrayList<SessionDone>();
        var missing = new ArrayList<SessionDone>();
        for (var on : sessions) {
            var session = on.session();
            if (isRated(session.before())) {
                ratedBefore.add(session);
                if (!isRated(session.after()) && !practised.containsKey(session.id())) {
                    missing.add(session);
                }
            }
        }
        return new Pairs(
                sessions.stream()
                        .map(on -> practised.get(on.session().id()))
                        .filter(Objects::nonNull)
                        .map(occasion -> occasion.pair(unpractised, isRested(occasion.beforeAt)))
                        .toList(),
                comparison.values().stream()
                        .map(occasion -> occasion.pair(unpractised, true))
                        .sorted(BY_TIME)
                        .toList(),
                unpractised.levels(),
                ratedBefore,
                missing);
    }

    private boolean isRated(SortedMap<CellKey, Integer> rated) {
        return rated.keySet().stream().anyMatch(key -> regions.contains(key.region()));
    }

    private void carriedPairs(OnDay on) {
        var session = on.session();
        if (session.overAt() - session.startedAt() > Pairs.MOST_SECONDS
                || within(session.startedAt(), session.overAt()).size() > 1) {
            return;
        }
        session.before().forEach((key, value) -> {
            var after = session.after().get(key);
            if (after != null && regions.contains(key.region())) {
                var before =
                        new Rating(on.date(), session.startedAt(), session.localHour(), value, Role.BEFORE, session);
                occasion(on).add(key, before, session.overAt(), after);
            }
        });
    }

    private Occasion occasion(OnDay on) {
        return practised.computeIfAbsent(on.session().id(), _ -> new Occasion(on.date(), on.session()));
    }

    private void consecutive(CellKey key, Rating before, Rating after) {
        long apart = after.at() - before.at();
        if (apart < Pairs.LEAST_SECONDS || apart > Pairs.MOST_SECONDS) {
            return;
        }
        var between = within(before.at(), after.at());
        if (between.isEmpty()) {
            if (isRested(before.at()) && after.role() != Role.AFTER) {
                comparison
                        .computeIfAbsent(new Span(before.at(), after.at()), _ -> new Occasion(before.date(), null))
                        .add(key, before, after.at(), after.value());
            }
        } else if (between.size() == 1) {
            var on = between.getFirst();
            var session = on.session();
            boolean isCarried =
                    session.before().containsKey(key) && session.after().containsKey(key);
            if (!isCarried && session.startedAt() >= before.at() && session.overAt() <= after.at()) {
                occasion(on).add(key, before, after.at(), after.value());
            }
        }
    }

    private void addUnpractised(CellKey key, Rating rating) {
        if (rating.role() != Role.AFTER && isRested(rating.at())) {
            unpractised.add(key, rating.at(), rating.hour(), rating.value());
        }
    }

    /** What relieved in the two hours before may still fade. */
    private boolean isRested(long at) {
        return within(at - Pairs.MOST_SECONDS, at).isEmpty();
    }

    /** The sessions that any time between the two belongs to, the two themselves left out. */
    private List<OnDay> within(long from, long to) {
        var found = new ArrayList<OnDay>();
        for (int i = firstFrom(from - longest); i < sessions.size(); i++) {
            var session = sessions.get(i).session();
            if (session.startedAt() >= to) {
                break;
            }
            boolean isMoment = session.startedAt() == session.overAt();
            if (session.overAt() > from || (isMoment && session.overAt() == from)) {
                found.add(sessions.get(i));
            }
        }
        return found;
    }

    /** The place of the first session that started then or later. */
    private int firstFrom(long at) {
        int low = 0;
        int high = sessions.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sessions.get(middle).session().startedAt() < at) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
