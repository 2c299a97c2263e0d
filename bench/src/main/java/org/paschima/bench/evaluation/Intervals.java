package org.paschima.bench.evaluation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.paschima.insight.domain.SideFilter;
import org.paschima.insight.domain.Trend;
import org.paschima.insight.domain.change.TensionDays;
import org.paschima.insight.domain.change.Window;
import org.paschima.simulator.Model;
import org.paschima.simulator.Scenario;
import org.paschima.simulator.SimulatedMember;

/**
 * How often the intervals hold the truth: of the change between three weeks and three weeks (domain.md §2.6), and of the
 * slope over the same days (§2.3). One look a member, at the three weeks after the day of the change.
 *
 * @param change of the 95 % interval of the verdict
 * @param slope of the 95 % interval of Theil–Sen
 */
public record Intervals(Share change, Share slope) {

    private static final Trend.Subject PRIMARY = new Trend.Subject.Regions(false, Trend.PRIMARY, SideFilter.ANY);
    private static final int HALF = Window.DAYS / 2;
    private static final double LOW = 0.90;
    private static final double HIGH = 0.97;

    public static Intervals of(Model model, Seeds seeds) {
        var change = new Share.Count();
        var slope = new Share.Count();
        var last = Calendar.day(Scenario.CHANGES_ON + HALF - 1);
        var window = new Window(last, Window.DAYS);
        seeds.forEach(model, member -> {
            var days = ReportedDays.of(member.records());
            var truth = usual(member, window.split(), last) - usual(member, window.first(), window.lastOfFirst());
            new TensionDays(days)
                    .verdict(TensionDays.PRIMARY, window)
                    .found()
                    .ifPresent(found -> change.add(found.low() <= truth && truth <= found.high()));
            var within = days.subMap(window.first(), last.plusDays(1));
            Trend.of(
                            PRIMARY,
                            within,
                            last.plusDays(1)
                                    .atStartOfDay(member.profile().zone())
                                    .toInstant())
                    .slope()
                    .ifPresent(found -> slope.add(found.low() <= 0 && 0 <= found.high()));
        });
        return new Intervals(change.share(), slope.share());
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
            var stable = of(Scenario.STABLE.in(Model.claimRule(phi)), seeds);
            var where = ", φ " + (phi == 0.3 ? ".3" : ".5");
            rows.add(stable.row("stable" + where));
            rows.add(of(Scenario.STEP_DOWN_2.in(Model.claimRule(phi)), seeds).row("step −2" + where));
            rows.add(Row.plain(
                    "95 % interval of the slope holds 0, no correction for alike days (§2.3)",
                    "stable" + where, stable.slope(), "", stable.slope().of()));
        }
        rows.add(of(Scenario.STABLE.in(Model.full()), seeds).row("stable, whole model"));
        return rows;
    }

    private Row row(String where) {
        return Row.within("95 % interval of a change holds the truth", where, change, LOW, HIGH, "");
    }
}
