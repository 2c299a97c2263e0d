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
    static final double MOST_FALSE = 0.05;
    private static final double LEAST_FOUND = 0.5;

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

    static String plain(double value) {
        return String.format(Locale.ROOT, "%.3f", value).replaceFirst("0+$", "").replaceFirst("\\.$", "");
    }
}
