package org.paschima.insight.domain.change;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.paschima.insight.domain.day.DayCells;
import org.paschima.insight.domain.day.IsoWeek;
import org.paschima.insight.domain.day.PrimaryRegions;
import org.paschima.insight.domain.statistics.Holm;
import org.paschima.insight.domain.statistics.Pace;

/**
 * The days on which a member reported tension, as what may have changed is asked of them.
 *
 * <p>One index per member is looked at without more ado, the {@link #PRIMARY} one. Any other region is one of many in which
 * something can always be found, so it is judged among all regions that can be compared in the window, by Holm's
 * correction, whichever of them are asked for (domain.md §2.9). Sides are compared each with itself.
 */
public final class TensionDays {

    /** The name of neck, shoulder and upper back together. */
    public static final String PRIMARY = "primary";

    private final SortedMap<LocalDate, List<Rating>> primary = new TreeMap<>();
    private final Map<String, SortedMap<LocalDate, List<Rating>>> regions = new TreeMap<>();

    public TensionDays(SortedMap<LocalDate, DayCells> days) {
        days.forEach((date, cells) -> {
            var all = new ArrayList<Rating>();
            cells.tension()
                    .forEach((cell, ratings) ->
                            ratings.reports().forEach(report -> all.add(new Rating(date, cell, report))));
            all.sort(Comparator.comparing(Rating::report).thenComparing(Rating::cell));
            for (var rating : all) {
                if (PrimaryRegions.ALL.contains(rating.cell().region())) {
                    primary.computeIfAbsent(date, _ -> new ArrayList<>()).add(rating);
                }
                regions.computeIfAbsent(rating.cell().region(), _ -> new TreeMap<>())
                        .computeIfAbsent(date, _ -> new ArrayList<>())
                        .add(rating);
            }
        });
    }

    /** The first day that a claim after the look of this week depends on. */
    public static LocalDate neededFrom(IsoWeek week) {
        return Look.window(week.plus(1 - Claim.MEMORY_WEEKS)).last().minusDays(StepEvidence.DAYS - 1L);
    }

    /** Whether reports of a region, or of {@link #PRIMARY}, changed within the window. */
    public Verdict verdict(String region, Window window) {
        return judged(region, window, comparison(region, window));
    }

    /** The looks at the weeks from one to the other, both included. */
    public List<Look> looks(String region, IsoWeek first, IsoWeek last) {
        return looks(region, first, last, Pace.UNBROKEN);
    }

    /** The same, one look a slice. */
    public List<Look> looks(String region, IsoWeek first, IsoWeek last, Pace pace) {
        var looks = new ArrayList<Look>();
        for (var week = first; week.compareTo(last) <= 0; week = week.plus(1)) {
            var window = Look.window(week);
            var comparison = comparison(region, window);
            var verdict = judged(region, window, comparison);
            var occasions = Occasion.of(comparison.means(), window);
            var evidence = comparison.evidence(reported(region), verdict);
            looks.add(
                    evidence.isPresent()
                            ? new Look(week, verdict, occasions, evidence.get())
                            : new Look(week, verdict, occasions));
            pace.sliceDone();
        }
        return looks;
    }

    /** The looks that a {@link Claim} after the one at this week depends on, which is the last of them. */
    public List<Look> lately(String region, IsoWeek week) {
        return looks(region, week.plus(1 - Claim.MEMORY_WEEKS), week);
    }

    private Comparison comparison(String region, Window window) {
        return Comparison.of(reported(region), window);
    }

    private SortedMap<LocalDate, List<Rating>> reported(String region) {
        return region.equals(PRIMARY) ? primary : regions.getOrDefault(region, Collections.emptySortedMap());
    }

    private Verdict judged(String region, Window window, Comparison comparison) {
        if (region.equals(PRIMARY) || comparison.welch().isEmpty()) {
            return comparison.verdict();
        }
        var ps = new HashMap<String, Double>();
        regions.keySet()
                .forEach(each -> (each.equals(region) ? comparison : comparison(each, window))
                        .welch()
                        .ifPresent(welch -> ps.put(each, welch.p())));
        var judged = Holm.of(ps, Verdict.ALPHA).get(region);
        return judged == null ? comparison.verdict() : comparison.verdict(judged, ps.size());
    }
}
