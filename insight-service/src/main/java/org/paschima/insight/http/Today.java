package org.paschima.insight.http;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.paschima.contract.Language;
import org.paschima.contract.LocalDays;
import org.paschima.contract.Profile;
import org.paschima.contract.Rest;
import org.paschima.insight.domain.balance.BalanceOverTime;
import org.paschima.insight.domain.day.CellKey;
import org.paschima.insight.domain.day.CheckDone;
import org.paschima.insight.domain.day.DayCells;
import org.paschima.insight.domain.day.Reported;
import org.paschima.insight.domain.habit.Habit;
import org.paschima.insight.domain.statistics.Level;
import org.paschima.insight.domain.trend.SideFilter;
import org.paschima.insight.domain.trend.Trend;
import org.paschima.insight.store.DayPart;
import org.paschima.insight.store.OneMoment;

/**
 * How things stand with a member now: what was reported last of each region, how posture was these days, what was practised
 * today. What is concluded over weeks, the change and the habit, is of the same days as in the summary and in the habit, so
 * that no two answers of one moment contradict each other.
 *
 * @param localDate where the member lives, by the start of the member's day; of who has no profile, where the last record was
 */
record Today(
        LocalDate localDate,
        ZoneId zone,
        LocalTime dayStart,
        List<OfRegion> regions,
        DayRange postureRange,
        BalanceOverTime posture,
        Optional<CheckDone> lastCheck,
        DayCells day,
        DayRange habitRange,
        Habit habit,
        Summary.Change change) {

    /** Posture is of the last days, today among them: one check alone says little. */
    private static final int POSTURE_DAYS = 7;

    /**
     * What was reported of a region and side.
     *
     * @param latest the last report of it
     * @param date the local day of that report
     * @param daysAgo local days from then to now
     */
    record OfRegion(CellKey cell, Reported latest, LocalDate date, long daysAgo, Level level) {}

    Today {
        regions = List.copyOf(regions);
    }

    static Today of(Language language, Instant now, OneMoment asked) {
        var lookBack = new LookBack(Optional.empty(), Optional.empty(), now, Summary.DAYS);
        var read = lookBack.toRead();
        var habitDays = new LookBack(Optional.empty(), Optional.empty(), now);
        var known = asked.days(
                Habit.lookBackFrom(read.from(), habitDays.earliestTo()),
                read.to(),
                Set.of(DayPart.RATINGS, DayPart.SESSIONS));
        var recordZone = known.zone().orElse(ZoneOffset.UTC);
        var profile = asked.settings().profile();
        var zone = profile.map(Profile::zone).orElse(recordZone);
        var dayStart = profile.map(Profile::dayStart).orElse(LocalTime.MIDNIGHT);
        var today = LocalDays.of(now, zone, dayStart);

        var postureRange = new DayRange(today.minusDays(POSTURE_DAYS - 1L), today);
        var bands = OwnBands.upTo(today, asked);
        var postureDays = asked.days(
                postureRange.from(), postureRange.to(), EnumSet.of(OwnBands.postureAgainst(bands), DayPart.CHECKS));
        var habitRange = habitDays.in(recordZone);
        return new Today(
                today,
                zone,
                dayStart,
                regions(known.days(), today, now),
                postureRange,
                BalanceOverTime.of(postureDays.days().values(), bands),
                lastFelt(postureDays.days()),
                known.days().getOrDefault(today, DayCells.EMPTY),
                habitRange,
                Habit.of(
                        known.days(), profile.map(Profile::rest).orElse(Rest.NONE), habitRange.from(), habitRange.to()),
                Summary.change(language, lookBack.in(recordZone), known.days(), lookBack.lastWeek(recordZone)));
    }

    private static List<OfRegion> regions(SortedMap<LocalDate, DayCells> days, LocalDate today, Instant now) {
        var latest = new TreeMap<CellKey, OfDay>();
        days.forEach((date, cells) -> cells.tension()
                .forEach((cell, rated) -> rated.reports().stream()
                        .max(Reported::compareTo)
                        .ifPresent(report -> latest.merge(
                                cell,
                                new OfDay(date, report),
                                (one, other) -> one.report().compareTo(other.report()) > 0 ? one : other))));
        var regions = new ArrayList<OfRegion>();
        latest.forEach((cell, last) -> regions.add(
                new OfRegion(cell, last.report(), last.date(), daysAgo(last.date(), today), level(cell, days, now))));
        return regions;
    }

    private record OfDay(LocalDate date, Reported report) {}

    /** A record of where it is tomorrow already is not of the future here. */
    private static long daysAgo(LocalDate date, LocalDate today) {
        return Math.max(0, ChronoUnit.DAYS.between(date, today));
    }

    private static Level level(CellKey cell, SortedMap<LocalDate, DayCells> days, Instant now) {
        var side = SideFilter.valueOf(cell.side().name());
        return Trend.level(new Trend.Subject.Regions(false, Set.of(cell.region()), side), days, now);
    }

    private static Optional<CheckDone> lastFelt(SortedMap<LocalDate, DayCells> days) {
        return days.values().stream()
                .flatMap(cells -> cells.checks().stream())
                .filter(check -> check.frontBack() != null || check.sideSide() != null)
                .max((one, other) -> Long.compare(one.at(), other.at()));
    }
}
