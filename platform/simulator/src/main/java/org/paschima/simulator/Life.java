package org.paschima.simulator;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.paschima.contract.MemberRecord;

/**
 * Lives the days of one member in order: the day's own effect, then what is practised, reported, checked and suffered in
 * it (domain.md §6.2).
 */
final class Life {

    private static final int WEEK = 7;

    private final Parameters table;
    private final Manner manner;
    private final Traits traits;
    private final Places places;
    private final LocalDate first;
    private final Latent latent;
    private final Routine routine;
    private final Reports reports;
    private final Checks checks;
    private final Symptoms symptoms;
    private final NudgeTrial nudges;
    private final ChronicEffect chronic;
    private final RandomGenerator dayEffects;
    private final RandomGenerator loads;
    private final RandomGenerator flares;
    private final List<MemberRecord> records = new ArrayList<>();
    private final List<Double> minutes = new ArrayList<>();
    private double dayEffect;
    private double flare;

    Life(Model model, Traits traits, Places places, Streams streams, LocalDate first) {
        this.table = model.parameters();
        this.manner = model.manner();
        this.traits = traits;
        this.places = places;
        this.first = first;
        this.latent = new Latent(traits, model, first);
        var practices = new Practices(model, traits, latent, streams);
        this.reports = new Reports(model, traits, latent, streams);
        this.nudges = new NudgeTrial(model, streams);
        this.routine = new Routine(model, traits, practices, reports, latent, nudges, streams);
        this.checks = new Checks(model, traits, practices, latent, streams);
        this.symptoms = new Symptoms(model, traits, streams);
        this.chronic = new ChronicEffect(table);
        this.dayEffects = streams.of(Aspect.DAY);
        this.loads = streams.of(Aspect.LOAD);
        this.flares = streams.of(Aspect.FLARES);
        this.dayEffect = table.of(Parameter.NOISE_DAY_SD) * dayEffects.nextGaussian();
    }

    /** The records of so many days, in the order of their instants. */
    List<MemberRecord> days(int count) {
        for (int index = 0; index < count; index++) {
            var date = first.plusDays(index);
            live(new Day(index, date, places.on(date)));
        }
        records.sort(Comparator.comparing(record -> record.head().at().toInstant()));
        return records;
    }

    private void live(Day day) {
        latent.begin(effectOf(day), traits.isNullResponder() ? 0 : chronic.after(minutesInWeek()));
        // What is practised changes what is reported after it.
        var practised = routine.on(day);
        minutes.add(minutesOf(practised));
        records.addAll(practised);
        records.addAll(reports.on(day));
        records.addAll(checks.on(day));
        records.addAll(symptoms.on(day));
    }

    private double effectOf(Day day) {
        double correlation = table.of(Parameter.NOISE_DAY_CORRELATION);
        dayEffect = correlation * dayEffect
                + StrictMath.sqrt(1 - correlation * correlation)
                        * table.of(Parameter.NOISE_DAY_SD)
                        * (manner == Manner.HEAVY_TAILS ? Draws.heavyTailed(dayEffects) : dayEffects.nextGaussian());
        flare *= StrictMath.exp(-1 / table.of(Parameter.FLARE_DAYS));
        if (Draws.happens(flares, table.of(Parameter.FLARE_PER_YEAR) / 365.25)) {
            flare += table.of(Parameter.FLARE_SIZE);
        }
        boolean works = day.date().getDayOfWeek().getValue() <= 5;
        double load = loads.nextGaussian();
        return dayEffect + flare + (works ? traits.loadEffect() * load : 0);
    }

    private static double minutesOf(List<MemberRecord> records) {
        double sum = 0;
        for (var record : records) {
            if (record instanceof MemberRecord.Practice practice) {
                for (var segment : practice.segments()) {
                    sum += segment.minutes();
                }
            }
        }
        return sum;
    }

    private double minutesInWeek() {
        return minutes.subList(Math.max(0, minutes.size() - WEEK), minutes.size()).stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    Truth truth(List<Change> changes) {
        return new Truth(traits, latent, changes, symptoms.flags(), nudges.decisions());
    }
}
