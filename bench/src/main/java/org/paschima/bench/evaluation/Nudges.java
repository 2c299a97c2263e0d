package org.paschima.bench.evaluation;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.paschima.insight.domain.effect.Decision;
import org.paschima.insight.domain.effect.MemberSpan;
import org.paschima.insight.domain.effect.NudgeEffect;
import org.paschima.insight.domain.effect.Outcome;
import org.paschima.simulator.Model;
import org.paschima.simulator.NudgeTrial;
import org.paschima.simulator.Parameter;
import org.paschima.simulator.Practising;
import org.paschima.simulator.SimulatedMember;

/**
 * The estimated effect of nudges on the minutes practised in the hour after (domain.md §4.6), studio by studio, against
 * the mean true effect at the points that were available.
 *
 * @param truth mean true effect over the studios
 * @param bias mean of estimate less truth
 * @param rawBias mean of the raw difference, nudged less not nudged, less truth
 * @param coverage studios whose 95 % interval holds the truth
 * @param answered studios for which there is an answer
 */
public record Nudges(Mean truth, Mean bias, Mean rawBias, Share coverage, Share answered) {

    /** A studio: enough members and points for an answer (domain.md §4.6). */
    public static final int MEMBERS = 40;

    static final int DAYS = 28;

    public static Model model() {
        return Model.full()
                .steady()
                .with(Practising.NUDGED)
                .with(Parameter.CHECK_SHARE, 0)
                .with(Parameter.PRACTICE_HOUR_RATE, 0.2);
    }

    public static Nudges of(Model model, Seeds seeds) {
        var truth = new Mean.Sum();
        var bias = new Mean.Sum();
        var rawBias = new Mean.Sum();
        var coverage = new Share.Count();
        var answered = new Share.Count();
        var now = Calendar.LAST_DAY.plusDays(2).atStartOfDay(ZoneOffset.UTC).toInstant();
        for (long seed = seeds.first(); seed <= seeds.last(); seed++) {
            var studio = new Studio(now);
            Seeds.forEach(model, seed, MEMBERS, DAYS, studio::add);
            var effect = studio.effect.answer().overall();
            answered.add(effect != null);
            if (effect != null) {
                double mean = studio.truth.mean().value();
                truth.add(mean);
                bias.add(effect.beta() - mean);
                rawBias.add(studio.nudged.mean().value() - studio.left.mean().value() - mean);
                coverage.add(effect.low() <= mean && mean <= effect.high());
            }
        }
        return new Nudges(truth.mean(), bias.mean(), rawBias.mean(), coverage.share(), answered.share());
    }

    private static final class Studio {
        private final NudgeEffect effect;
        private final Mean.Sum truth = new Mean.Sum();
        private final Mean.Sum nudged = new Mean.Sum();
        private final Mean.Sum left = new Mean.Sum();

        Studio(Instant now) {
            this.effect = new NudgeEffect(Outcome.MINUTES, now);
        }

        void add(SimulatedMember member) {
            var decisions = new ArrayList<Decision>();
            for (var decision : member.truth().decisions()) {
                decisions.add(decision(decision));
                if (decision.available()) {
                    truth.add(decision.effect());
                    (decision.sent() ? nudged : left).add(decision.minutes());
                }
            }
            effect.add(new MemberSpan(
                    decisions.getFirst().localDate(),
                    decisions,
                    ReportedDays.of(member.records()).values()));
        }

        private static Decision decision(NudgeTrial.Decision decision) {
            return new Decision(
                    decision.date(),
                    decision.slot(),
                    decision.at(),
                    decision.available(),
                    decision.probability(),
                    decision.sent(),
                    null,
                    null);
        }
    }

    static List<Row> rows(Seeds seeds) {
        var found = of(model(), seeds);
        return List.of(
                Row.plain(
                        "bias of the nudge effect, minutes (true effect "
                                + String.format(
                                        Locale.ROOT, "%.3f", found.truth().value()) + ")",
                        "studios of " + MEMBERS + ", " + DAYS + " days, adaptive policy",
                        found.bias(),
                        "raw difference is off by "
                                + String.format(
                                        Locale.ROOT, "%.3f", found.rawBias().value()),
                        found.bias().n()),
                Row.within(
                        "95 % interval of the nudge effect holds the truth",
                        "studios of " + MEMBERS + ", " + DAYS + " days, adaptive policy",
                        found.coverage(),
                        0.93,
                        0.97,
                        ""));
    }
}
