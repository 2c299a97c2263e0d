package org.paschima.simulator;

import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What members are simulated: the parameters, and what a scenario fixes beside them.
 *
 * @param changes true changes of every member's usual tension
 * @param missingness the same for all; null when each member has its own by the table
 * @param eveningsFrom the first day from which reports are given in the evening only; beyond the history for never
 * @param zones where members live; empty when the table decides
 * @param overcorrect whether every member overcorrects; null when the table decides
 * @param manner how every member rates and reports, where it differs from the table
 */
public record Model(
        Parameters parameters,
        List<Change> changes,
        Engagement engagement,
        Practising practising,
        @Nullable Missingness missingness,
        int eveningsFrom,
        List<ZoneId> zones,
        @Nullable Boolean overcorrect,
        Manner manner) {

    private static final int NEVER = Integer.MAX_VALUE;

    public Model {
        changes = List.copyOf(changes);
        zones = List.copyOf(zones);
    }

    /** The whole model of domain.md §6.2, of members who are still there. */
    public static Model full() {
        return new Model(
                Parameters.table(),
                List.of(),
                Engagement.STAYS,
                Practising.BY_HABIT,
                null,
                NEVER,
                List.of(),
                null,
                Manner.USUAL);
    }

    /**
     * The members on whom the claim rule was measured (domain.md §2.9): day effect of sd 1 with correlation
     * {@code phi}, measurement sd 0.8, a diurnal amplitude of 0.6, 60 % of the days with one to three reports, and
     * nothing else. Their usual tension is 5, far enough from both ends of the scale.
     */
    public static Model claimRule(double phi) {
        return full().with(Practising.NOT_AT_ALL)
                .with(Missingness.COMPLETELY_AT_RANDOM)
                .in(List.of(ZoneId.of("Europe/Berlin")))
                .overcorrecting(false)
                .steady()
                .with(Parameter.BASELINE_PRONE_SHARE, 1)
                .with(Parameter.BASELINE_PRONE_MEAN, 5)
                .with(Parameter.BASELINE_PRONE_SD, 0)
                .with(Parameter.NOISE_DAY_CORRELATION, phi)
                .with(Parameter.DIURNAL_AMPLITUDE_SPREAD, 0)
                .with(Parameter.DIURNAL_PEAK_SD, 0)
                .with(Parameter.WEEKDAY_PEAK, 0)
                .with(Parameter.WEEKDAY_LAST_AFTERNOON, 0)
                .with(Parameter.WEEKDAY_WEEKEND, 0)
                .with(Parameter.LOAD_EFFECT, 0)
                .with(Parameter.REGION_SD, 0)
                .with(Parameter.ANSWERED_MISSING_MEDIAN, 0.4)
                .with(Parameter.ANSWERED_MISSING_SPREAD, 0)
                .with(Parameter.REPORT_MOST, 3)
                .with(Parameter.REPORT_OTHER_REGION, 0)
                .with(Parameter.REPORT_AGAIN, 0)
                .with(Parameter.REPORT_STRESS, 0)
                .with(Parameter.REPORT_PAIN, 0)
                .with(Parameter.CHECK_SHARE, 0)
                .with(Parameter.RED_FLAG_URGENT, 0)
                .with(Parameter.RED_FLAG_EMERGENCY, 0)
                .with(Parameter.TRAVEL_MONTHLY, 0);
    }

    /** Nothing of it moves the usual tension but its {@link #changes}. */
    public Model steady() {
        return with(Parameter.TREND_SD, 0).with(Parameter.CHRONIC_SCALE, 0).with(Parameter.FLARE_PER_YEAR, 0);
    }

    public Model with(Parameter parameter, double value) {
        return with(parameters.with(parameter, value));
    }

    public Model with(Parameters changed) {
        return new Model(
                changed, changes, engagement, practising, missingness, eveningsFrom, zones, overcorrect, manner);
    }

    public Model with(Engagement other) {
        return new Model(parameters, changes, other, practising, missingness, eveningsFrom, zones, overcorrect, manner);
    }

    public Model with(Practising other) {
        return new Model(parameters, changes, engagement, other, missingness, eveningsFrom, zones, overcorrect, manner);
    }

    public Model with(Missingness other) {
        return new Model(parameters, changes, engagement, practising, other, eveningsFrom, zones, overcorrect, manner);
    }

    public Model changing(Change... others) {
        return new Model(
                parameters,
                List.of(others),
                engagement,
                practising,
                missingness,
                eveningsFrom,
                zones,
                overcorrect,
                manner);
    }

    public Model onlyEveningsFrom(int day) {
        return new Model(parameters, changes, engagement, practising, missingness, day, zones, overcorrect, manner);
    }

    public Model in(List<ZoneId> others) {
        return new Model(
                parameters, changes, engagement, practising, missingness, eveningsFrom, others, overcorrect, manner);
    }

    public Model overcorrecting(boolean all) {
        return new Model(parameters, changes, engagement, practising, missingness, eveningsFrom, zones, all, manner);
    }

    public Model in(Manner other) {
        return new Model(
                parameters, changes, engagement, practising, missingness, eveningsFrom, zones, overcorrect, other);
    }
}
