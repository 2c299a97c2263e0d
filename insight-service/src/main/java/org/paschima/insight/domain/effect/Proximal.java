package org.paschima.insight.domain.effect;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.paschima.insight.domain.day.DayCells;
import org.paschima.insight.domain.day.PrimaryRegions;
import org.paschima.insight.domain.day.SessionDone;

/** What a member did and felt around a moment, in seconds of the epoch: a function of the surviving records alone. */
final class Proximal {

    private static final long HOUR = Duration.ofHours(1).toSeconds();
    private static final long BEFORE = Duration.ofHours(24).toSeconds();

    private final List<SessionDone> sessions = new ArrayList<>();
    private final NavigableMap<Long, Double> tension;

    /** The outcome, and what it would depend on anyway. */
    record Seen(double outcome, double before) {}

    Proximal(Collection<DayCells> days) {
        var sums = new HashMap<Long, long[]>();
        for (var day : days) {
            sessions.addAll(day.sessions());
            day.tension().forEach((key, cell) -> {
                if (PrimaryRegions.ALL.contains(key.region())) {
                    cell.reports().forEach(report -> add(sums, report.epochSecond(), report.value(), 1));
                }
            });
        }
        sessions.forEach(session -> afterItIsOver(sums, session));
        tension = means(sums);
    }

    private static void add(Map<Long, long[]> sums, long at, long value, int times) {
        var sum = sums.computeIfAbsent(at, _ -> new long[2]);
        sum[0] += times * value;
        sum[1] += times;
    }

    /**
     * What a session without an end carries after it, days hold at its start. Left there it would be one moment with what
     * was rated before it, and half of the relief would be taken for the state in which practice began.
     */
    private static void afterItIsOver(Map<Long, long[]> sums, SessionDone session) {
        session.after().forEach((key, value) -> {
            if (PrimaryRegions.ALL.contains(key.region())) {
                add(sums, session.ratedAfterAt(), value, -1);
                add(sums, session.overAt(), value, 1);
            }
        });
    }

    /** The primary index at each moment it was rated: the mean over what was rated then. */
    private static NavigableMap<Long, Double> means(Map<Long, long[]> sums) {
        var means = new TreeMap<Long, Double>();
        sums.forEach((at, sum) -> {
            if (sum[1] > 0) {
                means.put(at, (double) sum[0] / sum[1]);
            }
        });
        return means;
    }

    /** Empty when the outcome was not seen, which is not the same as none. */
    Optional<Seen> after(Outcome outcome, long at) {
        return switch (outcome) {
            case MINUTES -> Optional.of(new Seen(minutes(at, at + HOUR), minutes(at - BEFORE, at)));
            case PRACTISED -> Optional.of(new Seen(minutes(at, at + HOUR) > 0 ? 1 : 0, minutes(at - BEFORE, at)));
            case TENSION -> tensionChange(at);
        };
    }

    private Optional<Seen> tensionChange(long at) {
        var before = tension.floorEntry(at);
        var next = tension.ceilingEntry(at + HOUR);
        if (before == null
                || next == null
                || before.getKey() < at - BEFORE
                || next.getKey() > at + Outcome.TENSION.window().toSeconds()) {
            return Optional.empty();
        }
        return Optional.of(new Seen(next.getValue() - before.getValue(), before.getValue()));
    }

    /**
     * Minutes practised from one moment to before the other. Of a session that lies only partly within, its share of
     * time: so the minutes of two adjacent spans are those of both together.
     */
    double minutes(long from, long to) {
        double minutes = 0;
        for (var session : sessions) {
            minutes += session.minutes() * shareWithin(session, from, to);
        }
        return minutes;
    }

    private static double shareWithin(SessionDone session, long from, long to) {
        long begin = session.startedAt();
        long end = session.overAt();
        if (end <= begin) {
            return begin >= from && begin < to ? 1 : 0;
        }
        return (double) Math.max(0, Math.min(to, end) - Math.max(from, begin)) / (end - begin);
    }
}
