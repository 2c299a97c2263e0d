package org.paschima.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.paschima.contract.MemberRecord;

/** When a member practises: by a habit that grows, when tense, or after a nudge (domain.md §4.1, §6.2). */
final class Routine {

    private static final double EARLIEST = 7;
    private static final double LATEST = 21;
    private static final double REGULARITY = 1.5;
    private static final double PRACTISES_WHEN_TENSE = 0.7;

    private final Model model;
    private final Parameters table;
    private final Traits traits;
    private final Practices practices;
    private final Reports reports;
    private final Senses senses;
    private final NudgeTrial nudges;
    private final RandomGenerator random;
    private final double usualHour;

    Routine(
            Model model,
            Traits traits,
            Practices practices,
            Reports reports,
            Latent latent,
            NudgeTrial nudges,
            Streams streams) {
        this.model = model;
        this.table = model.parameters();
        this.traits = traits;
        this.practices = practices;
        this.reports = reports;
        this.nudges = nudges;
        this.random = streams.of(Aspect.ROUTINE);
        this.senses = new Senses(latent, model, streams.of(Aspect.NOTICING));
        this.usualHour = EARLIEST + (LATEST - EARLIEST) * random.nextDouble();
    }

    List<MemberRecord> on(Day day) {
        if (day.isAfter(traits.staysDays())) {
            return List.of();
        }
        return switch (model.practising()) {
            case NOT_AT_ALL -> List.of();
            case BY_HABIT -> byHabit(day);
            case WHEN_TENSE -> whenTense(day);
            case NUDGED -> nudges.on(day, practices);
        };
    }

    private List<MemberRecord> byHabit(Day day) {
        double automatic = 1 - StrictMath.pow(0.05, day.index() / traits.habitDays());
        double before = table.of(Parameter.PRACTICE_BEFORE_HABIT);
        boolean practises = Draws.happens(random, traits.practiceShare() * (before + (1 - before) * automatic));
        double hour = Math.clamp(usualHour + REGULARITY * random.nextGaussian(), EARLIEST, LATEST);
        return practises ? List.of(practices.at(day.at(hour), null)) : List.of();
    }

    /** Twice a day the tension is noticed; when it is high it is mostly practised with, else noticed again later. */
    private List<MemberRecord> whenTense(Day day) {
        var lived = new ArrayList<MemberRecord>();
        for (double hour : new double[] {9 + 3 * random.nextDouble(), 15 + 4 * random.nextDouble()}) {
            var at = day.at(hour);
            var noticed = senses.rated("upper-back", at);
            boolean practises = Draws.happens(random, PRACTISES_WHEN_TENSE);
            var later = at.plusMinutes(10 + random.nextInt(50));
            if (noticed.value() >= Practices.TENSE && practises) {
                lived.add(practices.at(at, noticed));
            } else {
                lived.add(reports.report(at, noticed));
                lived.add(reports.report(later));
            }
        }
        return lived;
    }
}
