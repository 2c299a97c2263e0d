package org.paschima.insight.domain.helps;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.paschima.insight.domain.day.DayCells;
import org.paschima.insight.domain.day.SessionDone;

/**
 * All pairs of a member in some regions, whatever the side (domain.md §3).
 *
 * <p>A pair is two consecutive ratings of one region and side, 3 to 120 minutes apart, with exactly one session between,
 * all of it; or the before and after that a session itself carries, up to 120 minutes apart, no other session in the way.
 * A comparison pair has no session between, and none that ended in the 120 minutes before it, whose relief may still
 * fade. Around a session such a pair is kept, but not {@linkplain RatedPair#isRested() rested}, and credited to nothing.
 *
 * @param practised in the order of their sessions
 * @param comparison in the order of time
 * @param unpractised the ratings that no practice is near of, in the order of time
 * @param ratedBefore sessions that carry a rating before
 * @param missingAfter those of them without any rating after: no change of zero, but not known
 */
public record Pairs(
        List<RatedPair> practised,
        List<RatedPair> comparison,
        List<Level> unpractised,
        List<SessionDone> ratedBefore,
        List<SessionDone> missingAfter) {

    static final long LEAST_SECONDS = 3 * 60;
    static final long MOST_SECONDS = 120 * 60;

    /**
     * What was rated at one time with no practice near.
     *
     * @param hour local, 0 to 24
     * @param value mean of the regions and sides, each less what it is {@linkplain RatedPair#usual() usually} higher
     */
    record Level(double hour, double value) {}

    public Pairs {
        unpractised = List.copyOf(unpractised);
        practised = List.copyOf(practised);
        comparison = List.copyOf(comparison);
        ratedBefore = List.copyOf(ratedBefore);
        missingAfter = List.copyOf(missingAfter);
    }

    public static Pairs of(SortedMap<LocalDate, DayCells> days, Set<String> regions) {
        return new PairSearch(days, regions).pairs();
    }
}
