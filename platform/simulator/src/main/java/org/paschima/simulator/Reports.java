package org.paschima.simulator;

import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.MemberRecord.TensionReport;
import org.paschima.contract.Moment;
import org.paschima.contract.Side;
import org.paschima.contract.Tension;

/** Which of a member's moments are reported, and what the reports say (domain.md §6.2, missingness). */
final class Reports {

    private static final double EVENING = 17;
    private static final double LATE_EVENING = 19;
    private static final double SOONEST_AGAIN = 0.25;
    private static final double LATEST_AGAIN = 1.8;
    private static final double LAST_HOUR = 27.9;
    private static final int STRESSED = 6;
    private static final int SPELL = 28;
    private static final int WORKING_DAYS = 5;
    private static final int BURST = 10;

    private final Model model;
    private final Parameters table;
    private final Traits traits;
    private final Latent latent;
    private final Senses senses;
    private final RandomGenerator random;
    private final RandomGenerator stress;
    private final RandomGenerator pain;
    private final Heads heads = new Heads("report");
    private final Heads otherDevice = new Heads("other-device", "report");
    private final double usualStress;
    private boolean inPain;

    Reports(Model model, Traits traits, Latent latent, Streams streams) {
        this.model = model;
        this.table = model.parameters();
        this.traits = traits;
        this.latent = latent;
        this.senses = new Senses(latent, model, streams.of(Aspect.REPORT_NOISE));
        this.random = streams.of(Aspect.REPORTS);
        this.stress = streams.of(Aspect.STRESS);
        this.pain = streams.of(Aspect.PAIN);
        this.usualStress = 4 + 1.5 * stress.nextGaussian();
    }

    List<MemberRecord> on(Day day) {
        liveWithPain(day);
        var reports = new ArrayList<MemberRecord>();
        if (day.isAfter(traits.staysDays()) || !Draws.happens(random, chance(day))) {
            return reports;
        }
        int count = 1 + random.nextInt((int) table.of(Parameter.REPORT_MOST));
        for (int i = 0; i < count; i++) {
            double hour = hour(day);
            boolean isLater = day.index() >= Scenario.CHANGES_ON;
            reports.addAll(inManner(report(day.at(hour), isLater), isLater));
            if (Draws.happens(random, table.of(Parameter.REPORT_AGAIN))) {
                double later = hour + SOONEST_AGAIN + (LATEST_AGAIN - SOONEST_AGAIN) * random.nextDouble();
                reports.add(report(day.at(Math.min(later, LAST_HOUR))));
            }
        }
        return reports;
    }

    private double chance(Day day) {
        boolean isWeekend = day.date().getDayOfWeek().getValue() > WORKING_DAYS;
        double usual = model.manner().share(traits.answered(), day.index() >= Scenario.CHANGES_ON, isWeekend);
        if (model.engagement() == Engagement.STUDY) {
            usual -= table.of(Parameter.COMPLIANCE_DECLINE) * day.index();
        }
        if (traits.missingness() != Missingness.NOT_AT_RANDOM) {
            return usual;
        }
        double slope = table.of(Parameter.MISSING_NOT_AT_RANDOM_SLOPE);
        return Draws.share(Draws.logit(Math.clamp(usual, 0.01, 0.99)) + slope * latent.unusual(day.index()));
    }

    private double hour(Day day) {
        double from = table.of(Parameter.REPORT_FROM);
        double to = table.of(Parameter.REPORT_TO);
        boolean evening = traits.missingness() == Missingness.BY_HOUR
                && Draws.happens(random, table.of(Parameter.MISSING_BY_HOUR_EVENING));
        if (day.index() >= model.eveningsFrom()) {
            from = LATE_EVENING;
        } else if (evening) {
            from = EVENING;
        }
        return from + (to - from) * random.nextDouble();
    }

    /** What comes of a report in the member's manner: none, one or many. */
    private List<TensionReport> inManner(TensionReport report, boolean isLater) {
        var manner = model.manner();
        if (!isLater) {
            return List.of(report);
        }
        boolean isTense = report.tension().getFirst().value() >= Manner.TENSE;
        var at = report.head().at().atZoneSameInstant(report.head().zone());
        var reports = new ArrayList<TensionReport>();
        if (manner != Manner.ONLY_TENSE_LATER || isTense) {
            reports.add(report);
        }
        if (manner == Manner.BURSTS_LATER && isTense) {
            for (int i = 1; i < BURST; i++) {
                reports.add(report(at.plusSeconds(50L * i), true));
            }
        }
        if (manner == Manner.TWO_DEVICES_LATER) {
            reports.add(new TensionReport(
                    otherDevice.at(at), report.tension(), report.stress(), report.pain(), report.moment()));
        }
        return reports;
    }

    private TensionReport report(ZonedDateTime at, boolean isLater) {
        if (!model.manner().hasCells()) {
            return report(at);
        }
        var tension = model.manner().cells(isLater, random.nextDouble()).stream()
                .map(what -> senses.rated(what, at))
                .toList();
        return new TensionReport(heads.at(at), tension, null, List.of(), Moment.ROUTINE);
    }

    /** A report at a time that something else chose, as when tension is noticed. */
    TensionReport report(ZonedDateTime at) {
        return report(at, senses.rated("upper-back", at));
    }

    TensionReport report(ZonedDateTime at, Tension upperBack) {
        var tension = new ArrayList<Tension>();
        tension.add(upperBack);
        for (var region : Traits.REGIONS) {
            if (tension.size() < Traits.REGIONS.size()
                    && !region.equals(upperBack.region())
                    && Draws.happens(random, table.of(Parameter.REPORT_OTHER_REGION))) {
                tension.add(senses.rated(region, at));
            }
        }
        var stressed = stress(at);
        var moment = moment(stressed, upperBack.value());
        return new TensionReport(heads.at(at), tension, stressed, pain(upperBack), moment);
    }

    private static Moment moment(@Nullable Integer stress, int tension) {
        if (stress != null && stress >= STRESSED) {
            return Moment.STRESS;
        }
        return tension >= STRESSED ? Moment.DISCOMFORT : Moment.ROUTINE;
    }

    private @Nullable Integer stress(ZonedDateTime at) {
        if (!Draws.happens(stress, table.of(Parameter.REPORT_STRESS))) {
            return null;
        }
        double day = latent.dayMean(at.toLocalDate()) - latent.level(at.toLocalDate());
        return Draws.rating(usualStress + 0.6 * day + stress.nextGaussian());
    }

    /** Pain comes in spells of four weeks: at any time in the share of members that the point prevalence gives. */
    private void liveWithPain(Day day) {
        if (day.index() % SPELL == 0) {
            double share = table.of(Parameter.PREVALENCE_POINT) / table.of(Parameter.PREVALENCE_YEAR);
            inPain = Draws.happens(pain, share) && traits.prone();
        }
    }

    private List<Tension> pain(Tension upperBack) {
        if (!Draws.happens(pain, table.of(Parameter.REPORT_PAIN))) {
            return List.of();
        }
        double felt = upperBack.value() - 1 + pain.nextGaussian();
        int value = inPain ? Math.max(1, Draws.rating(felt)) : 0;
        return List.of(new Tension("neck", Side.BOTH, value));
    }
}
