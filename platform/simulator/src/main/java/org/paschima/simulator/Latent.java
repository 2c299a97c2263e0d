package org.paschima.simulator;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.paschima.contract.LocalDays;

/**
 * The true tension of one member at any moment of a history (domain.md §6.2): usual level, region, changes, time of day,
 * weekday, load, the day's own effect, relief from practices before, and what regular practice did.
 *
 * <p>It grows with the history: days are lived in order, and what was lived does not change.
 */
public final class Latent {

    static final LocalTime DAY_START = LocalTime.of(4, 0);

    private static final int WAKING_FROM = 8;
    private static final int WAKING_TO = 22;
    private static final int AFTERNOON = 15;
    private static final double FORGOTTEN_HOURS = 24;

    private final Traits traits;
    private final List<Change> changes;
    private final Parameters table;
    private final LocalDate first;
    private final List<Double> dayEffects = new ArrayList<>();
    private final List<Double> chronic = new ArrayList<>();
    private final List<Relief> reliefs = new ArrayList<>();
    private final double wakingMean;

    private record Relief(long at, double size) {}

    Latent(Traits traits, Model model, LocalDate first) {
        this.traits = traits;
        this.changes = model.changes();
        this.table = model.parameters();
        this.first = first;
        double sum = 0;
        for (int hour = WAKING_FROM; hour < WAKING_TO; hour++) {
            sum += diurnal(hour + 0.5);
        }
        this.wakingMean = sum / (WAKING_TO - WAKING_FROM);
    }

    /** A day begins; its own effect holds all day, the chronic one changes slowly. */
    void begin(double dayEffect, double chronicEffect) {
        dayEffects.add(dayEffect);
        chronic.add(chronicEffect);
    }

    /** Something at an instant changed the tension, fading with the hours. */
    void relieve(Instant at, double size) {
        reliefs.add(new Relief(at.getEpochSecond(), size));
    }

    /** The tension of a region at an instant, before it is noticed, rounded and reported. */
    public double at(String region, Instant instant, ZoneId zone) {
        var wall = LocalDateTime.ofInstant(instant, zone);
        var date = LocalDays.of(instant, zone, DAY_START);
        double hour = wall.toLocalTime().toSecondOfDay() / 3600.0;
        return slow(date)
                + traits.regions().getOrDefault(region, 0.0)
                + diurnal(hour)
                + weekday(date.getDayOfWeek(), hour)
                + dayEffects.get(day(date))
                + relief(instant.getEpochSecond());
    }

    /** The usual waking tension around a date, of all regions: what a level should be near. */
    public double level(LocalDate date) {
        return slow(date) + wakingMean + weekMean();
    }

    /** The mean waking tension of one day: the level with the day's own effect. */
    public double dayMean(LocalDate date) {
        return slow(date) + wakingMean + weekday(date.getDayOfWeek(), WAKING_FROM) + dayEffects.get(day(date));
    }

    /** How far a day is from the usual. */
    double unusual(int day) {
        double unusual = dayEffects.get(day);
        for (var change : changes) {
            unusual += change.on(day);
        }
        return unusual;
    }

    private double slow(LocalDate date) {
        int day = day(date);
        double slow = traits.baseline() + traits.trendPerWeek() * day / 7 + chronic.get(day);
        for (var change : changes) {
            slow += change.on(day);
        }
        return slow;
    }

    private double diurnal(double hour) {
        return traits.diurnal() * StrictMath.cos(2 * Math.PI * (hour - traits.peakHour()) / 24);
    }

    private double weekday(DayOfWeek day, double hour) {
        double effect = day == traits.peakDay() ? table.of(Parameter.WEEKDAY_PEAK) : 0;
        if (day == DayOfWeek.FRIDAY && hour >= AFTERNOON) {
            effect += table.of(Parameter.WEEKDAY_LAST_AFTERNOON);
        }
        if (day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY) {
            effect += table.of(Parameter.WEEKDAY_WEEKEND);
        }
        return effect;
    }

    private double weekMean() {
        double afternoon = (double) (WAKING_TO - AFTERNOON) / (WAKING_TO - WAKING_FROM);
        return (table.of(Parameter.WEEKDAY_PEAK)
                        + afternoon * table.of(Parameter.WEEKDAY_LAST_AFTERNOON)
                        + 2 * table.of(Parameter.WEEKDAY_WEEKEND))
                / 7;
    }

    private double relief(long epochSecond) {
        double sum = 0;
        for (int i = reliefs.size() - 1; i >= 0; i--) {
            double hours = (epochSecond - reliefs.get(i).at()) / 3600.0;
            if (hours > FORGOTTEN_HOURS) {
                break;
            }
            if (hours >= 0) {
                sum += reliefs.get(i).size() * StrictMath.exp(-hours / table.of(Parameter.RELIEF_HOURS));
            }
        }
        return sum;
    }

    private int day(LocalDate date) {
        return Math.clamp(date.toEpochDay() - first.toEpochDay(), 0, dayEffects.size() - 1);
    }
}
