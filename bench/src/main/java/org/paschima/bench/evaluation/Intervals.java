package org.paschima.bench.evaluation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.paschima.insight.domain.change.TensionDays;
import org.paschima.insight.domain.change.Window;
import org.paschima.insight.domain.day.PrimaryRegions;
import org.paschima.insight.domain.trend.SideFilter;
import org.paschima.insight.domain.trend.Trend;
import org.paschima.simulator.Model;
import org.paschima.simulator.Scenario;
import org.paschima.simulator.SimulatedMember;

/**
 * How often the intervals hold the truth: of the change between three weeks and three weeks (domain.md §2.6), at the three
 * weeks after the day of the change; and of the slope of a change that takes six weeks (§2.3), over just these.
 */
public final class Intervals {

    private static final Trend.Subject PRIMARY = new Trend.Subject.Regions(false, PrimaryRegions.ALL, SideFilter.ANY);
    private static final int HALF = Window.DAYS / 2;
    private static final double LOW = 0.90;
    private static final double HIGH = 0.97;

    private Intervals() {}

    /** Of the 95 % interval of the verdict, one look a member. */
    public static Share ofChange(Model model, Seeds seeds) {
        var holds = new Share.Count();
        var last = Calendar.day(Scenario.CHANGES_ON + HALF - 1);
        var window = new Window(last, Window.DAYS);
        seeds.forEach(model, member -> {
            var truth = usual(member, window.split(), last) - usual(member, window.first(), window.lastOfFirst());
            new TensionDays(ReportedDays.of(member.records()))
                    .verdict(TensionDays.PRIMARY, window)
                    .found()
                    .ifPresent(found -> holds.add(found.low() <= truth && truth <= found.high()));
        });
        return holds.share();
    }

    /** Of the 95 % interval of Theil–Sen over the six weeks of a slow change. */
    static Share ofSlope(double phi, Seeds seeds) {
        return ofSlope(Scenario.SLOW_DOWN_2_IN_6_WEEKS.in(Model.claimRule(phi)), seeds);
    }

    static Share ofSlope(Model model, Seeds seeds) {
        var holds = new Share.Count();
        var first = Calendar.day(Scenario.CHANGES_ON);
        var last = Calendar.day(Scenario.CHANGES_ON + Window.DAYS - 1);
        seeds.forEach(model, member -> {
            var latent = member.truth().latent();
            double truth = (latent.level(last) - latent.level(first)) / (Window.DAYS - 1);
            var within = ReportedDays.of(member.records()).subMap(first, last.plusDays(1));
            Trend.of(PRIMARY, within, Instant.EPOCH)
                    .slope()
                    .ifPresent(found -> holds.add(found.low() <= truth && truth <= found.high()));
        });
        return holds.share();
    }

    /** Six weeks before the day on which a manner begins, and six from it on. */
    static Share ofNoSlope(Model model, Seeds seeds) {
        var holds = new Share.Count();
        var first = Calendar.day(Scenario.CHANGES_ON - Window.DAYS);
        var last = Calendar.day(Scenario.CHANGES_ON + Window.DAYS - 1);
        seeds.forEach(
                model,
                member -> Trend.of(
                                PRIMARY,
                                ReportedDays.of(member.records()).subMap(first, last.plusDays(1)),
                                Instant.EPOCH)
                        .slope()
                        .ifPresent(found -> holds.add(found.low() <= 0 && 0 <= found.high())));
        return holds.share();
    }

    private static double usual(SimulatedMember member, LocalDate from, LocalDate to) {
        double sum = 0;
        int n = 0;
        for (var date = from; !date.isAfter(to); date = date.plusDays(1)) {
            sum += member.truth().latent().level(date);
            n++;
        }
        return sum / n;
    }

    static List<Row> rows(Seeds seeds) {
        var rows = new ArrayList<Row>();
        for (double phi : new double[] {0.3, 0.5}) {
            var where = ", φ " + (phi == 0.3 ? ".3" : ".5");
            rows.add(change(Scenario.STABLE.in(Model.claimRule(phi)), seeds, "stable" + where));
            rows.add(change(Scenario.STEP_DOWN_2.in(Model.claimRule(phi)), seeds, "step −2" + where));
            rows.add(Row.within(
                    "95 % interval of the slope holds the truth",
                    "the six weeks of slow −2" + where, ofSlope(phi, seeds), LOW, HIGH, ""));
        }
        rows.add(change(Scenario.STABLE.in(Model.full()), seeds, "stable, whole model"));
        for (var scenario : List.of(
                Scenario.STABLE,
                Scenario.SIDES_SHIFT,
                Scenario.REGIONS_SHIFT,
                Scenario.REGION_ADDED,
                Scenario.BURSTS)) {
            rows.add(Row.atLeast(
                    "95 % interval of the slope over twelve weeks holds none",
                    Names.of(scenario) + ", φ .3", ofNoSlope(scenario.in(Model.claimRule(0.3)), seeds), LOW, ""));
        }
        return rows;
    }

    private static Row change(Model model, Seeds seeds, String where) {
        return Row.within("95 % interval of a change holds the truth", where, ofChange(model, seeds), LOW, HIGH, "");
    }
}
