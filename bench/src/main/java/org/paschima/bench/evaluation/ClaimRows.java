package org.paschima.bench.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.paschima.insight.domain.change.Direction;
import org.paschima.simulator.Change;
import org.paschima.simulator.Model;
import org.paschima.simulator.Parameter;
import org.paschima.simulator.Scenario;

/** Of whom it is measured what is claimed ({@link Claims}), and what the table of operating characteristics says of it. */
final class ClaimRows {

    private static final Change IN_MID_WEEK = new Change.Step(Scenario.CHANGES_ON + 3, -2);

    private ClaimRows() {}

    static List<Row> rows(Seeds seeds) {
        var rows = new ArrayList<Row>();
        for (double phi : new double[] {0.3, 0.5, 0.7, 0.8, 0.9}) {
            var found = Claims.of(Scenario.STABLE.in(Model.claimRule(phi)), seeds);
            rows.add(found.falseClaims("stable, φ " + Claims.plain(phi)));
            if (phi == 0.3) {
                rows.add(Row.plain(
                        "“may be changing” at least once",
                        "stable, φ .3",
                        found.tentative(),
                        "",
                        found.tentative().of()));
            }
        }
        // The least change that counts is smaller for a lower tension (domain.md §1.1), the noise is not.
        for (int usual : new int[] {3, 7}) {
            for (double phi : new double[] {0.3, 0.5}) {
                rows.add(Claims.of(Scenario.STABLE.in(usually(usual, phi)), seeds)
                        .falseClaims("stable, φ " + Claims.plain(phi) + ", usual tension " + usual));
            }
        }
        rows.addAll(unlikeTheModel(seeds));
        rows.addAll(Diarists.rows(seeds));
        for (double phi : new double[] {0.3, 0.5}) {
            rows.add(Claims.of(Scenario.STEP_DOWN_2.in(Model.claimRule(phi)), seeds.tripled())
                    .found("step −2, φ " + Claims.plain(phi), Direction.IMPROVING, true));
        }
        // Weeks of looks begin on Mondays, as the steps above do; others divide no window evenly.
        for (double phi : new double[] {0.3, 0.5}) {
            rows.add(Claims.of(Scenario.STABLE.in(Model.claimRule(phi)).changing(IN_MID_WEEK), seeds.tripled())
                    .found("step −2 on a Thursday, φ " + Claims.plain(phi), Direction.IMPROVING, true));
        }
        for (int usual : new int[] {3, 7}) {
            for (double phi : new double[] {0.3, 0.5}) {
                // From 7 it is less than the least change that counts, 2.1: no target.
                rows.add(Claims.of(Scenario.STEP_DOWN_2.in(usually(usual, phi)), seeds.tripled())
                        .found(
                                "step −2, φ " + Claims.plain(phi) + ", usual tension " + usual,
                                Direction.IMPROVING,
                                usual == 3));
            }
        }
        for (var scenario : List.of(Scenario.STEP_DOWN_1_5, Scenario.STEP_UP_2, Scenario.SLOW_DOWN_2_IN_6_WEEKS)) {
            var direction = scenario == Scenario.STEP_UP_2 ? Direction.WORSENING : Direction.IMPROVING;
            rows.add(Claims.of(scenario.in(Model.claimRule(0.3)), seeds.tripled())
                    .found(Names.of(scenario) + ", φ .3", direction, false));
        }
        for (var scenario : List.of(
                Scenario.SEASON_ONLY,
                Scenario.EVENINGS_ONLY,
                Scenario.MISSING_NOT_AT_RANDOM,
                Scenario.DST_WEEK,
                Scenario.OVERCORRECTOR)) {
            rows.add(Claims.of(scenario.in(Model.claimRule(0.3)), seeds).falseClaims(Names.of(scenario) + ", φ .3"));
        }
        var flare = Claims.of(Scenario.FLARE_AND_RECOVER.in(Model.claimRule(0.3)), seeds);
        rows.add(Row.plain(
                "claimed at any time", "flare of +3, gone in days, φ .3", flare.established(), "", seeds.all()));
        rows.add(Row.atMost(
                "still claimed eleven weeks later",
                "flare of +3, gone in days, φ .3",
                flare.standing(),
                Claims.MOST_FALSE,
                ""));
        rows.add(Claims.of(Scenario.STABLE.in(Model.full()), seeds).falseClaims("stable, whole model"));
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
                rows.add(Claims.of(scenario.in(Model.claimRule(phi)), seeds)
                        .falseClaims(Names.of(scenario) + ", φ " + Claims.plain(phi)));
            }
        }
        rows.add(Claims.of(Scenario.STABLE.in(usually(3, 0.8)), seeds).falseClaims("stable, φ 0.8, usual tension 3"));
        rows.add(Claims.of(Scenario.STABLE.in(usually(3, 0.9)), seeds).falseClaims("stable, φ 0.9, usual tension 3"));
        rows.add(Claims.of(withAStep(Scenario.REGIONS_SHIFT), seeds.tripled())
                .found("step −2, mostly another region at once, φ .3", Direction.IMPROVING, true));
        rows.add(Claims.of(Scenario.STEP_DOWN_2.in(almostNoiseless()), seeds.tripled())
                .found("step −2, days and ratings of sd 0.1", Direction.IMPROVING, true));
        for (int usual : new int[] {7, 8}) {
            rows.add(Claims.of(Scenario.STEP_UP_2.in(usually(usual, 0.3)), seeds.tripled())
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
}
