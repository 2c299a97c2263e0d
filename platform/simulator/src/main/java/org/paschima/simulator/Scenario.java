package org.paschima.simulator;

import java.time.ZoneId;
import java.util.List;

/**
 * The situations that conclusions are tried on (domain.md §6.3). Each fixes what it is about and leaves the rest of a
 * model as it is; days are counted from the first of the history.
 */
public enum Scenario {
    STABLE,
    STEP_DOWN_2,
    STEP_DOWN_1_5,
    STEP_UP_2,
    SLOW_DOWN_2_IN_6_WEEKS,
    FLARE_AND_RECOVER,
    SEASON_ONLY,
    EVENINGS_ONLY,
    NULL_PRACTICE_WHEN_TENSE,
    ONE_BEST_PRACTICE,
    MISSING_NOT_AT_RANDOM,
    DST_WEEK,
    OVERCORRECTOR,
    HEAVY_TAILS,
    ORDINAL_THRESHOLDS,
    ONE_SIDED,
    SIDES_SHIFT,
    REGIONS_SHIFT,
    REGION_ADDED,
    BURSTS,
    WEEKDAYS_SHIFT,
    ONLY_WHEN_TENSE,
    TWO_DEVICES;

    /** The day on which the scenarios that change do so: two weeks after a window of 42 days is full. */
    public static final int CHANGES_ON = 56;

    private static final int SLOWLY = 42;
    private static final int QUARTER = 91;

    /** Much calmer than working days: who reports only then reports something else. */
    private static final double CALM_WEEKENDS = -1.5;

    /** The model with this situation in it; nothing else moves the usual tension. */
    public Model in(Model base) {
        var model = base.steady();
        return switch (this) {
            case STABLE -> model;
            case STEP_DOWN_2 -> model.changing(new Change.Step(CHANGES_ON, -2));
            case STEP_DOWN_1_5 -> model.changing(new Change.Step(CHANGES_ON, -1.5));
            case STEP_UP_2 -> model.changing(new Change.Step(CHANGES_ON, 2));
            case SLOW_DOWN_2_IN_6_WEEKS -> model.changing(new Change.Slow(CHANGES_ON, SLOWLY, -2));
            case FLARE_AND_RECOVER -> model.changing(new Change.Flare(CHANGES_ON, 3, 5));
            case SEASON_ONLY -> model.changing(new Change.Season(0.5, QUARTER));
            case EVENINGS_ONLY -> model.onlyEveningsFrom(CHANGES_ON);
            case NULL_PRACTICE_WHEN_TENSE -> model.with(Practising.WHEN_TENSE).with(Parameter.RELIEF_NULL_SHARE, 1);
            case ONE_BEST_PRACTICE ->
                model.with(Practising.BY_HABIT)
                        .with(Parameter.RELIEF_NULL_SHARE, 0)
                        .with(Parameter.RELIEF_SD, 0)
                        .with(Parameter.RELIEF_BACK_BODY_BREATH, -1.6);
            case MISSING_NOT_AT_RANDOM -> model.with(Missingness.NOT_AT_RANDOM);
            case DST_WEEK ->
                model.in(List.of(
                                ZoneId.of("Europe/Berlin"),
                                ZoneId.of("America/New_York"),
                                ZoneId.of("Australia/Lord_Howe"),
                                ZoneId.of("America/Santiago"),
                                ZoneId.of("America/Havana")))
                        .with(Parameter.REPORT_FROM, 5)
                        .with(Parameter.REPORT_TO, 27.5);
            case OVERCORRECTOR -> model.overcorrecting(true).with(Practising.BY_HABIT);
            case HEAVY_TAILS -> model.in(Manner.HEAVY_TAILS);
            case ORDINAL_THRESHOLDS -> model.in(Manner.FIVE_WORDS);
            case ONE_SIDED -> model.in(Manner.ONE_SIDE);
            case SIDES_SHIFT -> model.in(Manner.OTHER_SIDE_LATER);
            case REGIONS_SHIFT -> model.in(Manner.OTHER_REGION_LATER);
            case REGION_ADDED -> model.in(Manner.REGION_ADDED_LATER);
            case BURSTS -> model.in(Manner.BURSTS_LATER);
            case WEEKDAYS_SHIFT -> model.in(Manner.WEEKENDS_LATER).with(Parameter.WEEKDAY_WEEKEND, CALM_WEEKENDS);
            case ONLY_WHEN_TENSE -> model.in(Manner.ONLY_TENSE_LATER);
            case TWO_DEVICES -> model.in(Manner.TWO_DEVICES_LATER);
        };
    }
}
