package org.paschima.insight.domain.effect;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The effect of nudges over the members of a studio (domain.md §4.6), gathered member by member.
 *
 * <p>Of each member only sums are kept, or for a yes-or-no outcome its distinct points, so memory grows with members and
 * not with days. Used by one thread. The order of the members does not matter beyond rounding.
 */
public final class NudgeEffect {

    public static final int LEAST_MEMBERS = 30;
    public static final int LEAST_POINTS = 1_000;

    private static final int MEMBERS_TO = 10;
    private static final int POINTS_TO = 100;

    private static final int DAYS_A_WEEK = 7;
    private static final Shape OVERALL = new Shape(2, 1);
    private static final Shape BY_WEEK = new Shape(2, 2);

    private final Outcome outcome;
    private final Instant now;
    private final Gathered overall;
    private final Gathered byWeek;
    private int members;
    private long points;

    /**
     * What there is to say.
     *
     * @param overall null when withheld
     * @param df members less coefficients; null when withheld
     * @param byWeek null when withheld, or when the points do not tell
     * @param reason why it is withheld, or null
     */
    public record Answer(
            Estimate.@Nullable Effect overall,
            @Nullable Integer df,
            @Nullable ByWeek byWeek,
            int members,
            long availablePoints,
            @Nullable Reason reason) {

        /**
         * What of it may be shown: counts rounded down, and degrees of freedom of no more members than these, so that nobody
         * counts one of them by subtracting, or works the count back from an interval (docs/adr/0029).
         */
        public Answer shown() {
            int about = members - members % MEMBERS_TO;
            long points = availablePoints - availablePoints % POINTS_TO;
            int fewer = members - about;
            return new Answer(
                    overall == null || df == null ? null : overall.withDf(df - fewer),
                    df == null ? null : (Integer) (df - fewer),
                    byWeek == null ? null : byWeek.withDf(byWeek.df() - fewer),
                    about,
                    points,
                    reason);
        }
    }

    /**
     * How the effect changes with the weeks since a member's first decision.
     *
     * @param atFirst in the first week
     * @param perWeek change from each week to the next
     */
    public record ByWeek(Estimate.Effect atFirst, Estimate.Effect perWeek, int df) {
        ByWeek withDf(int other) {
            return new ByWeek(atFirst.withDf(other), perWeek.withDf(other), other);
        }
    }

    public enum Reason {
        /** Too few members or available points. */
        NOT_ENOUGH_DATA,
        /** Enough of them, but they do not tell: as when nobody practised, or nothing was ever drawn. */
        NOT_ESTIMABLE
    }

    /**
     * @param now decisions whose outcome is still to come are left out
     */
    public NudgeEffect(Outcome outcome, Instant now) {
        this.outcome = outcome;
        this.now = now;
        this.overall = Gathered.of(outcome, OVERALL);
        this.byWeek = Gathered.of(outcome, BY_WEEK);
    }

    /** Adds a member. One without a point that counts is not counted. */
    public void add(MemberSpan member) {
        var around = new Proximal(member.days());
        var overallPoints = new ArrayList<Point>();
        var weekPoints = new ArrayList<Point>();
        for (var decision : member.decisions()) {
            if (!decision.wasDrawn() || decision.at().plus(outcome.window()).isAfter(now)) {
                continue;
            }
            double week =
                    Math.floorDiv(ChronoUnit.DAYS.between(member.firstDecision(), decision.localDate()), DAYS_A_WEEK);
            around.after(outcome, decision.at().getEpochSecond()).ifPresent(seen -> {
                overallPoints.add(point(decision, seen, List.of(1.0)));
                weekPoints.add(point(decision, seen, List.of(1.0, week)));
            });
        }
        if (!overallPoints.isEmpty()) {
            members++;
            points += overallPoints.size();
            overall.add(overallPoints);
            byWeek.add(weekPoints);
        }
    }

    private static Point point(Decision decision, Proximal.Seen seen, List<Double> moderators) {
        return new Point(
                true, decision.probability(), decision.sent(), List.of(1.0, seen.before()), moderators, seen.outcome());
    }

    public Answer answer() {
        if (members < LEAST_MEMBERS || points < LEAST_POINTS) {
            return withheld(Reason.NOT_ENOUGH_DATA);
        }
        return overall.estimate()
                .map(found -> new Answer(found.effects().getFirst(), found.df(), decay(), members, points, null))
                .orElseGet(() -> withheld(Reason.NOT_ESTIMABLE));
    }

    private @Nullable ByWeek decay() {
        return byWeek.estimate()
                .map(found ->
                        new ByWeek(found.effects().getFirst(), found.effects().getLast(), found.df()))
                .orElse(null);
    }

    private Answer withheld(Reason reason) {
        return new Answer(null, null, null, members, points, reason);
    }

    /** What an estimator needs of the members so far. */
    private sealed interface Gathered {

        static Gathered of(Outcome outcome, Shape shape) {
            return switch (outcome) {
                case MINUTES, TENSION -> new OfSums(shape, new ArrayList<>());
                case PRACTISED -> new OfRows(shape, new ArrayList<>());
            };
        }

        void add(List<Point> points);

        Optional<Estimate> estimate();

        record OfSums(Shape shape, List<MemberSums> members) implements Gathered {
            @Override
            public void add(List<Point> points) {
                members.add(MemberSums.of(shape, points));
            }

            @Override
            public Optional<Estimate> estimate() {
                return Wcls.estimate(shape, members);
            }
        }

        record OfRows(Shape shape, List<MemberRows> members) implements Gathered {
            @Override
            public void add(List<Point> points) {
                members.add(MemberRows.of(points));
            }

            @Override
            public Optional<Estimate> estimate() {
                return Emee.estimate(shape, members);
            }
        }
    }
}
