package org.paschima.bench.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.paschima.simulator.Missingness;
import org.paschima.simulator.Parameter;

/** What the table of operating characteristics says of {@link Practices}. */
final class PracticeRows {

    /** So that hardly any member has the pairs from which on they are judged alone. */
    private static final int FEW_DAYS = 14;

    private static final double NEXT_TO_NOTHING = 0.001;

    private PracticeRows() {}

    static List<Row> rows(Seeds seeds) {
        var same = Practices.of(PracticeModels.allTheSame(), seeds);
        var best = Practices.of(PracticeModels.oneBest(), seeds.tripled());
        var table = Practices.of(PracticeModels.byTheTable(), seeds);
        var none = Practices.of(PracticeModels.nullWhenTense(), seeds);
        var atRandom = Practices.of(PracticeModels.nullWhenTense().with(Missingness.COMPLETELY_AT_RANDOM), seeds);
        var sameDrawn = Practices.of(
                PracticeModels.allTheSame(),
                seeds,
                FEW_DAYS,
                Optional.of(Practices.population(PracticeModels.allTheSame(), seeds, FEW_DAYS)));
        var few = Practices.of(PracticeModels.byTheTable(), seeds, FEW_DAYS, Optional.empty());
        var drawn = Practices.of(
                PracticeModels.byTheTable(),
                seeds,
                FEW_DAYS,
                Optional.of(Practices.population(PracticeModels.byTheTable(), seeds, FEW_DAYS)));
        var bestAtRandom = Practices.of(PracticeModels.oneBest().with(Missingness.COMPLETELY_AT_RANDOM), seeds);
        var tableAtRandom = Practices.of(PracticeModels.byTheTable().with(Missingness.COMPLETELY_AT_RANDOM), seeds);
        var noWave = Practices.of(
                PracticeModels.byTheTable()
                        .with(Missingness.COMPLETELY_AT_RANDOM)
                        .with(Parameter.DIURNAL_AMPLITUDE_MEAN, NEXT_TO_NOTHING),
                seeds);
        var skipped = Practices.of(PracticeModels.byTheTable().with(Missingness.NOT_AT_RANDOM), seeds);
        return List.of(
                Row.atLeast(
                        "ranking withheld", "all practices do the same", same.withheld(), 0.9, "raw ranking: never"),
                Row.atLeast(
                        "ranking withheld",
                        "all do the same, after two weeks, drawn to the population",
                        sameDrawn.withheld(),
                        0.9,
                        "raw ranking: never"),
                Row.atMost(
                        "null practice claimed helpful",
                        "null practice when tense",
                        none.claimed(),
                        0.05,
                        "raw change below 0: " + number(none.rawClaimed().value())),
                beyondExpected(none, "null practice when tense"),
                beyondExpected(atRandom, "null practice when tense, nothing skipped for a reason"),
                Row.plain(
                        "largest drop shown",
                        "one best practice by a point",
                        best.claimed(),
                        "",
                        best.claimed().of()),
                Row.plain(
                        "of those, of the truly best practice",
                        "one best practice by a point",
                        best.claimedRight(),
                        "",
                        best.claimedRight().of()),
                regret(best, "one best practice by a point"),
                regret(table, "effects as the table draws them"),
                regret(few, "the same after two weeks, each alone"),
                regret(drawn, "the same after two weeks, drawn to the population"),
                coverage(same, "all practices do the same"),
                coverage(best, "one best practice by a point"),
                coverage(table, "effects as the table draws them"),
                coverage(few, "the same after two weeks, each alone"),
                coverage(drawn, "the same after two weeks, drawn to the population"),
                coverage(atRandom, "null practice when tense, nothing skipped for a reason"),
                coverage(bestAtRandom, "one best practice by a point, nothing skipped for a reason"),
                coverage(tableAtRandom, "effects as the table draws them, nothing skipped for a reason"),
                coverage(noWave, "the same, and no daily wave"),
                coverage(skipped, "effects as the table draws them, ratings skipped when nothing eased"));
    }

    private static Row beyondExpected(Practices found, String where) {
        return Row.plain(
                "mean change beyond the expected (truth 0)",
                where,
                found.adjusted(),
                "raw change " + number(found.rawChange().value()),
                found.adjusted().n());
    }

    private static Row regret(Practices found, String where) {
        return Row.plain(
                "points lost by following a shown ranking (withheld: "
                        + number(found.withheld().value()) + ")",
                where,
                found.regret(),
                "raw ranking " + number(found.rawRegret().value()),
                found.regret().n());
    }

    private static Row coverage(Practices found, String where) {
        return Row.within("90 % interval of a practice holds its effect", where, found.coverage(), 0.90, 0.97, "");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
