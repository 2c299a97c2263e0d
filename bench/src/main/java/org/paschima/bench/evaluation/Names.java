package org.paschima.bench.evaluation;

import org.paschima.simulator.Scenario;

/** What scenarios are called in the table. */
final class Names {

    private Names() {}

    static String of(Scenario scenario) {
        return switch (scenario) {
            case STABLE -> "stable";
            case STEP_DOWN_2 -> "step −2";
            case STEP_DOWN_1_5 -> "step −1.5";
            case STEP_UP_2 -> "step +2";
            case SLOW_DOWN_2_IN_6_WEEKS -> "slow −2 in 6 weeks";
            case FLARE_AND_RECOVER -> "flare of +3, gone in days";
            case SEASON_ONLY -> "season of ±0.5";
            case EVENINGS_ONLY -> "evenings only from week 9";
            case NULL_PRACTICE_WHEN_TENSE -> "null practice when tense";
            case ONE_BEST_PRACTICE -> "one best practice";
            case MISSING_NOT_AT_RANDOM -> "reports when tense";
            case DST_WEEK -> "clocks change, reports by night";
            case OVERCORRECTOR -> "overcorrectors";
            case HEAVY_TAILS -> "heavy tails";
            case ORDINAL_THRESHOLDS -> "five words at uneven distances";
            case ONE_SIDED -> "one side only";
            case SIDES_SHIFT -> "mostly the other side from week 9";
            case REGIONS_SHIFT -> "mostly another region from week 9";
            case REGION_ADDED -> "a calmer region beside from week 9";
            case BURSTS -> "bursts of ten when tense from week 9";
            case WEEKDAYS_SHIFT -> "working days, then weekends from week 9";
            case ONLY_WHEN_TENSE -> "only when tense from week 9";
            case TWO_DEVICES -> "two devices from week 9";
        };
    }
}
