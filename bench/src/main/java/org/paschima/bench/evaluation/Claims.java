package org.paschima.bench.evaluation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.paschima.insight.domain.change.Claim;
import org.paschima.insight.domain.change.Direction;
import org.paschima.insight.domain.change.Look;
import org.paschima.insight.domain.change.TensionDays;
import org.paschima.insight.domain.change.Tier;
import org.paschima.insight.domain.day.DayCells;
import org.paschima.insight.domain.day.PrimaryRegions;
import org.paschima.insight.domain.statistics.MannKendall;
import org.paschima.insight.domain.trend.SideFilter;
import org.paschima.insight.domain.trend.Trend;
import org.paschima.simulator.Change;
import org.paschima.simulator.Model;
import org.paschima.simulator.Parameter;
import org.paschima.simulator.Scenario;

/**
 * What is claimed of members over 91 days of weekly looks (domain.md §2.9), and what naive Mann–Kendall would have said.
 *
 * @param established members with an established claim at any look
 * @param tentative members with at least a tentative one
 * @param standing members with an established claim at the last look
 * @param improving members with an established claim of improvement from the day of the change on
 * @param worsening the same of worsening
 * @param delay median days from the change to the end of the week of the first such claim, either way; null without any
 * @param offBy median days between the change and the day since which it is claimed; null without any claim
 * @param naiveDaily members with p &lt; .05 of naive Mann–Kendall over 28 days, looked at every day
 * @param naiveWeekly the same, looked at every week
 */
public record Claims(
        Share established,
        Share tentative,
        Share standing,
        Share improving,
        Share worsening,
        @Nullable Integer delay,
        @Nullable Integer offBy,
        Share naiveDaily,
        Share naiveWeekly) {

    private static final Trend.Subject PRIMARY = new Trend.Subject.Regions(false, PrimaryRegions.ALL, SideFilter.ANY);
    private static final int NAIVE_WINDOW = 28;
    private static final double NAIVE_ALPHA = 0.05;
    private static final double MOST_FALSE = 0.05;
    private static final double LEAST_FOUND = 0.5;

    private static final Change IN_MID_WEEK = new Change.Step(Scenario.CHANGES_ON + 3, -2);

    public static Claims of(Model model, Seeds seeds) {
        var count = new Counts(changeOf(model));
        seeds.forEach(model, member -> count.add(ReportedDays.of(member.records())));
        return count.claims();
    }

    static Claims of(Diarists diarists, Seeds seeds) {
        var count = new Counts(diarists.changed());
        for (long seed = seeds.first(); seed <= seeds.last(); seed++) {
            for (int number = 1; number <= seeds.members(); number++) {
                count.add(ReportedDays.of(diarists.records(seed, number)));
            }
        }
        return count.claims();
    }

    private static LocalDate changeOf(Model model) {
        return Calendar.day(model.changes().stream()
                .filter(Change.Step.class::isInstance)
                .mapToInt(Change::from)
                .findFirst()
                .orElse(Scenario.CHANGES_ON));
    }

    /** Counts member by member. */
    private static final class Counts {
        private final LocalDate changed;
        private final Share.Count established = new Share.Count();
        private final Share.Count tentative = new Share.Count();
        private final Share.Count standing = new Share.Count();
        private final Share.Count improving = new Share.Count();
        private final Share.Count worsening = new Share.Count();
        private final Share.Count naiveDaily = new Share.Count();
        private final Share.Count naiveWeekly = new Share.Count();
        private final List<Integer> delays = new ArrayList<>();
        private final List<Integer> offBy = new ArrayList<>();

        Counts(LocalDate changed) {
            this.changed = changed;
        }

        void add(SortedMap<LocalDate, DayCells> days) {
            var looks = new TensionDays(days)
                    .looks(TensionDays.PRIMARY, Calendar.week(Calendar.FIRST_LOOK), Calendar.week(Calendar.WEEKS));
            var claims = new ArrayList<Claim>();
            for (int i = 1; i <= looks.size(); i++) {
                claims.add(Claim.of(looks.subList(0, i)));
            }
            established.add(claims.stream().anyMatch(claim -> claim.tier() == Tier.ESTABLISHED));
            tentative.add(claims.stream().anyMatch(claim -> claim.tier() != Tier.NONE));
            standing.add(claims.getLast().tier() == Tier.ESTABLISHED);
            var better = firstDelay(looks, claims, Direction.IMPROVING);
            var worse = firstDelay(looks, claims, Direction.WORSENING);
            improving.add(better.isPresent());
            worsening.add(worse.isPresent());
            better.or(() -> worse).ifPresent(delays::add);
            sinceOfFirst(looks, claims).ifPresent(offBy::add);
            naive(days);
        }

        /** By how many days the first claim after the change dates it wrongly, either way. */
        private Optional<Integer> sinceOfFirst(List<Look> looks, List<Claim> claims) {
            for (int i = 0; i < claims.size(); i++) {
                if (looks.get(i).week().sunday().isAfter(changed)
                        && claims.get(i).since().isPresent()) {
                    var since = claims.get(i).since().get();
                    return Optional.of((int) Math.abs(since.toEpochDay() - changed.toEpochDay()));
                }
            }
            return Optional.empty();
        }

        private Optional<Integer> firstDelay(List<Look> looks, List<Claim> claims, Direction direction) {
            for (int i = 0; i < claims.size(); i++) {
                var ended = looks.get(i).week().sunday();
                var claim = claims.get(i);
                if (ended.isAfter(changed)
                        && claim.tier() == Tier.ESTABLISHED
                        && claim.direction().equals(Optional.of(direction))) {
                    return Optional.of((int) (ended.toEpochDay() - changed.toEpochDay() + 1));
                }
            }
            return Optional.empty();
        }

        private void naive(SortedMap<LocalDate, DayCells> days) {
            var means = new TreeMap<LocalDate, Double>();
            days.forEach((date, cells) -> {
                var cell = Trend.ratings(PRIMARY, cells);
                if (cell.n() > 0) {
                    means.put(date, cell.mean());
                }
            });
            boolean daily = false;
            boolean weekly = false;
            for (int day = 7 * Calendar.FIRST_LOOK - 1; day < Calendar.DAYS && !weekly; day++) {
                var to = Calendar.day(day);
                var within = means.subMap(to.minusDays(NAIVE_WINDOW - 1), to.plusDays(1));
                boolean alarm = MannKendall.of(List.copyOf(within.values())).p() < NAIVE_ALPHA;
                daily |= alarm;
                weekly |= alarm && day % 7 == 6;
            }
            naiveDaily.add(daily);
            naiveWeekly.add(weekly);
        }

        Claims claims() {
            Collections.sort(delays);
            Collections.sort(offBy);
            return new Claims(
                    established.share(),
                    tentative.share(),
                    standing.share(),
                    improving.share(),
                    worsening.share(),
                    delays.isEmpty() ? null : delays.get(delays.size() / 2),
                    offBy.isEmpty() ? null : offBy.get(offBy.size() / 2),
                    naiveDaily.share(),
                    naiveWeekly.share());
        }
    }

    static List<Row> rows(Seeds seeds) {
        var rows = new ArrayList<Row>();
        for (double phi : new double[] {0.3, 0.5, 0.7, 0.8, 0.9}) {
            var found = of(Scenario.STABLE.in(Model.claimRule(phi)), seeds);
            rows.add(found.falseClaims("stable, φ " + plain(phi)));
            if (phi == 0.3) {
                rows.add(Row.plain(
                        "“may be changing” at least once",
                        "stable, φ .3",
                        found.tentative(),
                        "",
                        found.tentative.of()));
            }
        }
        // The least change that counts is smaller for a lower tension (domain.md §1.1), the noise is not.
        for (int usual : new int[] {3, 7}) {
            for (double phi : new double[] {0.3, 0.5}) {
                rows.add(of(Scenario.STABLE.in(usually(usual, phi)), seeds)
                        .falseClaims("stable, φ " + plain(phi) + ", usual tension " + usual));
            }
        }
        rows.addAll(unlikeTheModel(seeds));
        rows.addAll(Diarists.rows(seeds));
        for (double phi : new double[] {0.3, 0.5}) {
            rows.add(of(Scenario.STEP_DOWN_2.in(Model.claimRule(phi)), seeds.tripled())
                    .found("step −2, φ " + plain(phi), Direction.IMPROVING, true));
        }
        // Weeks of looks begin on Mondays, as the steps above do; others divide no window evenly.
        for (double phi : new double[] {0.3, 0.5}) {
            rows.add(of(Scenario.STABLE.in(Model.claimRule(phi)).changing(IN_MID_WEEK), seeds.tripled())
                    .found("step −2 on a Thursday, φ " + plain(phi), Direction.IMPROVING, true));
        }
        for (int usual : new int[] {3, 7}) {
            for (double phi : new double[] {0.3, 0.5}) {
                // From 7 it is less than the least change that counts, 2.1: no target.
                rows.add(of(Scenario.STEP_DOWN_2.in(usually(usual, phi)), seeds.tripled())
                        .found(
                                "step −2, φ " + plain(phi) + ", usual tension " + usual,
                                Direction.IMPROVING,
                                usual == 3));
            }
        }
        for (var scenario : List.of(Scenario.STEP_DOWN_1_5, Scenario.STEP_UP_2, Scenario.SLOW_DOWN_2_IN_6_WEEKS)) {
            var direction = scenario == Scenario.STEP_UP_2 ? Direction.WORSENING : Direction.IMPROVING;
            rows.add(of(scenario.in(Model.claimRule(0.3)), seeds.tripled())
                    .found(Names.of(scenario) + ", φ .3", direction, false));
        }
        for (var scenario : List.of(
                Scenario.SEASON_ONLY,
                Scenario.EVENINGS_ONLY,
                Scenario.MISSING_NOT_AT_RANDOM,
                Scenario.DST_WEEK,
                Scenario.OVERCORRECTOR)) {
            rows.add(of(scenario.in(Model.claimRule(0.3)), seeds).falseClaims(Names.of(scenario) + ", φ .3"));
        }
        var flare = of(Scenario.FLARE_AND_RECOVER.in(Model.claimRule(0.3)), seeds);
        rows.add(Row.plain(
                "claimed at any time", "flare of +3, gone in days, φ .3", flare.established(), "", seeds.all()));
        rows.add(Row.atMost(
                "still claimed eleven weeks later",
                "flare of +3, gone in days, φ .3",
                flare.standing(),
                MOST_FALSE,
                ""));
        rows.add(of(Scenario.STABLE.in(Model.full()), seeds).falseClaims("stable, whole model"));
        return rows;
    }

    /** Members who rate and report in other ways than the model the rule was made with; their usual tension stays what it is. */
    static final List<Scenario> UNLIKE_THE_MODEL = List.of(
            Scenario.HEAVY_TAILS,
            Scenario.ORDINAL_THRESHOLDS,
            Scenario.ONE_SIDED,
            Scenario.SIDES_SHIFT,
            Scenario.REGIONS_SHIFT,
            Scenario.REGION_ADDED,
            Scenario.BURSTS,
            Scenario.WEEKDAYS_SHIFT,
            Scenario.ONLY_WHEN_TENSE,
            Scenario.TWO_DEVICES);

    private static List<Row> unlikeTheModel(Seeds seeds) {
        var rows = new ArrayList<Row>();
        for (var scenario : UNLIKE_THE_MODEL) {
            for (double phi : new double[] {0.3, 0.5}) {
                rows.add(of(scenario.in(Model.claimRule(phi)), seeds)
                        .falseClaims(Names.of(scenario) + ", φ " + plain(phi)));
            }
        }
        rows.add(of(Scenario.STABLE.in(usually(3, 0.8)), seeds).falseClaims("stable, φ 0.8, usual tension 3"));
        rows.add(of(Scenario.STABLE.in(usually(3, 0.9)), seeds).falseClaims("stable, φ 0.9, usual tension 3"));
        rows.add(of(withAStep(Scenario.REGIONS_SHIFT), seeds.tripled())
                .found("step −2, mostly another region at once, φ .3", Direction.IMPROVING, true));
        rows.add(of(Scenario.STEP_DOWN_2.in(almostNoiseless()), seeds.tripled())
                .found("step −2, days and ratings of sd 0.1", Direction.IMPROVING, true));
        for (int usual : new int[] {7, 8}) {
            rows.add(of(Scenario.STEP_UP_2.in(usually(usual, 0.3)), seeds.tripled())
                    .found("step +2, φ .3, usual tension " + usual, Direction.WORSENING, false));
        }
        return rows;
    }

    static Model withAStep(Scenario scenario) {
        return scenario.in(Model.claimRule(0.3)).changing(new Change.Step(Scenario.CHANGES_ON, -2));
    }

    static Model almostNoiseless() {
        return Model.claimRule(0.3)
                .with(Parameter.NOISE_DAY_SD, 0.1)
                .with(Parameter.NOISE_MEASUREMENT_SD, 0.1)
                .with(Parameter.DIURNAL_AMPLITUDE_MEAN, 0.01);
    }

    /** The members of the claim rule with another usual tension than 5. */
    static Model usually(double tension, double phi) {
        return Model.claimRule(phi).with(Parameter.BASELINE_PRONE_MEAN, tension);
    }

    Row falseClaims(String where) {
        return Row.atMost(
                "false claims in 91 days",
                where,
                established,
                MOST_FALSE,
                "naive MK: " + plain(naiveDaily.value()) + " looked at daily, " + plain(naiveWeekly.value())
                        + " weekly");
    }

    Row found(String where, Direction direction, boolean hasTarget) {
        var right = direction == Direction.IMPROVING ? improving : worsening;
        var wrong = direction == Direction.IMPROVING ? worsening : improving;
        var what = "found, median delay " + (delay == null ? "–" : delay + " d") + ", dated within "
                + (offBy == null ? "–" : offBy + " d") + ", wrong way " + plain(wrong.value());
        return hasTarget
                ? Row.atLeast(what, where, right, LEAST_FOUND, "")
                : Row.plain(what, where, right, "", right.of());
    }

    private static String plain(double value) {
        return String.format(Locale.ROOT, "%.3f", value).replaceFirst("0+$", "").replaceFirst("\\.$", "");
    }
}
