package org.paschima.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.MemberRecord.Statement;
import org.paschima.contract.MemberRecord.SymptomReport;
import org.paschima.contract.catalog.Catalog;
import org.paschima.contract.catalog.Symptom;
import org.paschima.contract.catalog.SymptomTier;

/** The few member-weeks with a red flag, and the statement that it is over (domain.md §5.1, §6.2). */
final class Symptoms {

    private static final int WEEK = 7;
    private static final int GONE_AFTER = 14;
    private static final double STATED_GONE = 0.7;

    private final Parameters table;
    private final Traits traits;
    private final RandomGenerator random;
    private final Heads heads = new Heads("symptom");
    private final List<Truth.RedFlag> flags = new ArrayList<>();
    private @Nullable SymptomTier thisWeek;
    private int dayOfWeek;
    private int goneOn = Integer.MAX_VALUE;

    Symptoms(Model model, Traits traits, Streams streams) {
        this.table = model.parameters();
        this.traits = traits;
        this.random = streams.of(Aspect.SYMPTOMS);
    }

    List<Truth.RedFlag> flags() {
        return List.copyOf(flags);
    }

    List<MemberRecord> on(Day day) {
        if (day.index() % WEEK == 0) {
            thisWeek = drawn();
            dayOfWeek = random.nextInt(WEEK);
        }
        if (day.isAfter(traits.staysDays())) {
            return List.of();
        }
        if (thisWeek != null && day.index() % WEEK == dayOfWeek) {
            return List.of(stated(day, thisWeek));
        }
        if (day.index() == goneOn) {
            goneOn = Integer.MAX_VALUE;
            return List.of(new SymptomReport(heads.at(day.at(12)), List.of(), Statement.GONE_FOR_14_DAYS));
        }
        return List.of();
    }

    private @Nullable SymptomTier drawn() {
        double emergency = table.of(Parameter.RED_FLAG_EMERGENCY);
        double at = random.nextDouble();
        if (at < emergency) {
            return SymptomTier.EMERGENCY;
        }
        return at < emergency + table.of(Parameter.RED_FLAG_URGENT) ? SymptomTier.URGENT : null;
    }

    private SymptomReport stated(Day day, SymptomTier tier) {
        var codes = Catalog.v1().symptoms().stream()
                .filter(symptom -> symptom.tier() == tier)
                .map(Symptom::code)
                .toList();
        var code = Draws.one(random, codes);
        var head = heads.at(day.at(9 + 10 * random.nextDouble()));
        flags.add(new Truth.RedFlag(head.id(), code, tier));
        if (Draws.happens(random, STATED_GONE)) {
            goneOn = day.index() + GONE_AFTER + random.nextInt(WEEK);
        }
        return new SymptomReport(head, List.of(new MemberRecord.Symptom(code, null, day.date(), null)), null);
    }
}
