package org.paschima.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.catalog.SymptomTier;

/** Many members of one development seed against the table of domain.md §6.2, within what so many can show. */
class DistributionsTest {

    private static final long SEED = 1;
    private static final int MANY = 6_000;
    private static final LocalDate LAST_DAY = LocalDate.of(2025, 12, 15);
    private static final Parameters TABLE = Parameters.table();

    private static final List<Traits> TRAITS = IntStream.rangeClosed(1, MANY)
            .mapToObj(number -> Traits.draw(Model.full(), new Streams(SEED, number)))
            .toList();
    private static final List<SimulatedMember> MEMBERS = Studio.members("t", SEED, 400, LAST_DAY, 91);

    @Test
    void usual_tension_is_of_two_kinds() {
        assertThat(share(Traits::prone)).isEqualTo(0.45, within(0.02));
        var prone = TRAITS.stream().filter(Traits::prone).map(Traits::baseline).toList();
        var others =
                TRAITS.stream().filter(t -> !t.prone()).map(Traits::baseline).toList();
        assertThat(mean(prone)).isEqualTo(3.2, within(0.1));
        assertThat(sd(prone)).isEqualTo(1.8, within(0.08));
        assertThat(mean(others)).isEqualTo(1.5, within(0.06));
        assertThat(sd(others)).isEqualTo(1.0, within(0.05));
    }

    /** The worked value (V) of domain.md §6.2: the power law through what was seen after 15 and after 30 days. */
    @Test
    void members_in_the_wild_stay_as_long_as_was_seen() {
        assertThat(Math.log(0.039 / 0.033) / Math.log(2))
                .isEqualTo(0.241008, within(1e-6))
                .isEqualTo(-TABLE.of(Parameter.RETENTION_WILD_EXPONENT), within(1e-4));
        assertThat(0.039 * Math.pow(15, 0.241008))
                .isEqualTo(0.074905, within(1e-6))
                .isEqualTo(TABLE.of(Parameter.RETENTION_WILD_FIRST_DAY), within(1e-4));
        assertThat(Retention.wild(TABLE, 0.039)).isEqualTo(15, within(0.1));
        assertThat(Retention.wild(TABLE, 0.033)).isEqualTo(30, within(0.2));
    }

    @Test
    void pain_is_as_common_as_in_offices() {
        long asked = 0;
        long pain = 0;
        var hadPain = 0;
        for (var member : MEMBERS) {
            boolean any = false;
            for (var record : member.records()) {
                if (record instanceof MemberRecord.TensionReport report
                        && !report.pain().isEmpty()) {
                    asked++;
                    boolean now = report.pain().getFirst().value() > 0;
                    pain += now ? 1 : 0;
                    any |= now;
                }
            }
            hadPain += any ? 1 : 0;
        }
        assertThat((double) pain / asked).isEqualTo(TABLE.of(Parameter.PREVALENCE_POINT), within(0.06));
        assertThat(hadPain / 400.0).isEqualTo(TABLE.of(Parameter.PREVALENCE_YEAR), within(0.07));
    }

    @Test
    void the_day_rises_to_a_peak_in_the_afternoon() {
        assertThat(meanOf(Traits::diurnal)).isEqualTo(0.6, within(0.02));
        assertThat(meanOf(Traits::peakHour)).isEqualTo(17, within(0.1));
        assertThat(sd(TRAITS.stream().map(Traits::peakHour).toList())).isEqualTo(2, within(0.1));
    }

    @Test
    void every_fifth_member_responds_to_nothing_and_the_others_to_each_practice_by_its_own_size() {
        assertThat(share(Traits::isNullResponder)).isEqualTo(0.2, within(0.02));
        var responders = TRAITS.stream().filter(t -> !t.isNullResponder()).toList();
        assertThat(relief(responders, "back-body-breath")).isEqualTo(-0.6, within(0.03));
        assertThat(relief(responders, "tadasana")).isEqualTo(-0.5, within(0.03));
        assertThat(relief(responders, "parsvottanasana")).isEqualTo(-0.6, within(0.03));
        assertThat(relief(responders, "bhujangasana")).isEqualTo(-0.4, within(0.03));
        // 5 % of them feel worse after bow and dolphin.
        assertThat(relief(responders, "ardha-pincha-mayurasana")).isEqualTo(-0.3 * 0.95 + 0.8 * 0.05, within(0.03));
        assertThat(relief(responders, "dhanurasana")).isEqualTo(-0.2 * 0.95 + 0.8 * 0.05, within(0.03));
    }

    @Test
    void prompts_are_missed_as_in_real_life() {
        var missing = TRAITS.stream().map(t -> 1 - t.answered()).sorted().toList();
        assertThat(missing.get(MANY / 2)).isEqualTo(0.54, within(0.02));
        assertThat(missing.getFirst()).isEqualTo(0.13);
        assertThat(missing.getLast()).isEqualTo(0.97, within(0.02));
        assertThat(1 - mean(missing)).isEqualTo(TABLE.of(Parameter.ANSWERED_OVERALL), within(0.03));
    }

    @Test
    void reports_are_missing_for_three_reasons() {
        assertThat(share(t -> t.missingness() == Missingness.COMPLETELY_AT_RANDOM))
                .isEqualTo(0.6, within(0.02));
        assertThat(share(t -> t.missingness() == Missingness.BY_HOUR)).isEqualTo(0.2, within(0.02));
        assertThat(share(t -> t.missingness() == Missingness.NOT_AT_RANDOM)).isEqualTo(0.2, within(0.02));
    }

    @Test
    void those_who_report_when_tense_look_tenser_than_they_are() {
        assertThat(seenAboveTruth(Missingness.NOT_AT_RANDOM))
                .isGreaterThan(seenAboveTruth(Missingness.COMPLETELY_AT_RANDOM) + 0.2);
    }

    @Test
    void most_leave_at_once_unless_they_are_committed() {
        assertThat(stay(Engagement.WILD, 15)).isEqualTo(0.039, within(0.01));
        assertThat(stay(Engagement.WILD, 30)).isEqualTo(0.033, within(0.01));
        assertThat(stay(Engagement.COMMITTED, 182.5)).isEqualTo(0.54, within(0.02));
        assertThat(stay(Engagement.COMMITTED, 365)).isEqualTo(0.35, within(0.02));
        assertThat(stay(Engagement.STAYS, 10_000)).isEqualTo(1);
    }

    @Test
    void a_study_answers_most_prompts_and_the_young_fewer() {
        var study = IntStream.rangeClosed(1, MANY)
                .mapToObj(n -> Traits.draw(Model.full().with(Engagement.STUDY), new Streams(SEED, n)))
                .toList();
        assertThat(study)
                .allSatisfy(t -> assertThat(t.answered())
                        .isEqualTo(Traits.REFERENCE_YEAR - t.birthYear() < Traits.YOUNG ? 0.75 : 0.85, within(1e-9)));
    }

    @Test
    void habits_take_their_time() {
        var days = TRAITS.stream().map(Traits::habitDays).sorted().toList();
        assertThat(days.get(MANY / 2)).isEqualTo(66, within(3.0));
        assertThat(days.get(MANY / 20)).isEqualTo(18, within(2.0));
        assertThat(days.get(MANY * 19 / 20)).isEqualTo(254, within(25.0));
    }

    @Test
    void posture_and_tension_are_only_loosely_tied() {
        double correlation = correlation(
                TRAITS.stream().filter(Traits::prone).map(Traits::cva).toList(),
                TRAITS.stream().filter(Traits::prone).map(Traits::baseline).toList());
        // -0.2 in one half, nothing in the other.
        assertThat(correlation).isEqualTo(-0.1, within(0.05));
        assertThat(meanOf(Traits::cva)).isEqualTo(50, within(0.2));
        assertThat(meanOf(Traits::cvaStanding)).isEqualTo(51.5, within(0.2));
        assertThat(Math.hypot(sd(TRAITS.stream().map(Traits::cva).toList()), TABLE.of(Parameter.CVA_DAY_SD)))
                .isEqualTo(5, within(0.15));
    }

    @Test
    void some_overcorrect_and_some_live_where_clocks_change() {
        assertThat(share(Traits::overcorrects)).isEqualTo(0.15, within(0.015));
        var dst = IntStream.rangeClosed(1, MANY)
                .mapToObj(n -> new Places(Model.full(), new Streams(SEED, n), LAST_DAY, 30).home())
                .filter(Places.WITH_DST::contains)
                .toList();
        assertThat((double) dst.size() / MANY).isEqualTo(0.3, within(0.02));
        assertThat(dst)
                .contains(ZoneId.of("Australia/Lord_Howe"), ZoneId.of("America/Santiago"), ZoneId.of("America/Havana"));
    }

    @Test
    void red_flags_are_rare_and_known() {
        long weeks = 0;
        var urgent = 0;
        var emergency = 0;
        var quiet = Model.full()
                .with(Practising.NOT_AT_ALL)
                .with(Parameter.ANSWERED_MISSING_MEDIAN, 0.999)
                .with(Parameter.CHECK_SHARE, 0);
        for (int number = 1; number <= 3_000; number++) {
            var member = Studio.member(quiet, "t", SEED, number, LAST_DAY, 91);
            weeks += 13;
            for (var flag : member.truth().redFlags()) {
                urgent += flag.tier() == SymptomTier.URGENT ? 1 : 0;
                emergency += flag.tier() == SymptomTier.EMERGENCY ? 1 : 0;
            }
        }
        assertThat((double) urgent / weeks).isEqualTo(0.003, within(0.001));
        assertThat((double) emergency / weeks).isBetween(0.00002, 0.0006);
    }

    @Test
    void the_log_is_as_disorderly_as_the_table_says() {
        double all = 0;
        double duplicated = 0;
        double late = 0;
        double corrected = 0;
        double deleted = 0;
        for (var member : MEMBERS) {
            var deliveries = member.deliveries();
            all += member.records().size();
            duplicated += deliveries.duplicated().size();
            late += deliveries.late().size();
            corrected += deliveries.corrected().size();
            deleted += deliveries.deleted().size();
            assertThat(deliveries.inOrder())
                    .extracting(Deliveries.Delivery::arrivedAt)
                    .isSorted();
        }
        assertThat(duplicated / all).isEqualTo(0.02, within(0.003));
        assertThat(late / all).isEqualTo(0.03, within(0.004));
        assertThat(corrected / all).isEqualTo(0.005, within(0.0015));
        assertThat(deleted / all).isEqualTo(0.001, within(0.0007));
    }

    @Test
    void nudges_help_at_first_and_less_with_the_weeks() {
        double start = 0;
        double end = 0;
        int points = 0;
        var available = 0;
        for (int number = 1; number <= 60; number++) {
            var decisions = Studio.member(Model.full().with(Practising.NUDGED), "t", SEED, number, LAST_DAY, 84)
                    .truth()
                    .decisions();
            start += decisions.subList(0, 21).stream()
                    .mapToDouble(NudgeTrial.Decision::effect)
                    .sum();
            end += decisions.subList(decisions.size() - 21, decisions.size()).stream()
                    .mapToDouble(NudgeTrial.Decision::effect)
                    .sum();
            points += decisions.size();
            available += (int)
                    decisions.stream().filter(NudgeTrial.Decision::available).count();
            assertThat(decisions).allSatisfy(d -> assertThat(d.probability()).isBetween(0.2, 0.8));
            assertThat(decisions).noneMatch(d -> d.sent() && !d.available());
        }
        assertThat(end).isPositive().isLessThan(start / 3);
        assertThat((double) available / points).isEqualTo(0.8, within(0.02));
    }

    private static double share(java.util.function.Predicate<Traits> which) {
        return (double) TRAITS.stream().filter(which).count() / MANY;
    }

    private static double stay(Engagement engagement, double day) {
        return (double) IntStream.rangeClosed(1, MANY)
                        .filter(n -> Traits.draw(Model.full().with(engagement), new Streams(SEED, n))
                                        .staysDays()
                                > day)
                        .count()
                / MANY;
    }

    /** How far the mean report lies above the mean of the days. */
    private static double seenAboveTruth(Missingness missingness) {
        var differences = new ArrayList<Double>();
        var model = Model.claimRule(0.3).with(missingness);
        for (int number = 1; number <= 100; number++) {
            var member = Studio.member(model, "t", SEED, number, LAST_DAY, 120);
            var reports = member.records().stream()
                    .map(MemberRecord.TensionReport.class::cast)
                    .map(report -> (double) report.tension().getFirst().value())
                    .toList();
            differences.add(mean(reports) - member.truth().latent().level(LAST_DAY));
        }
        return mean(differences);
    }

    private static double relief(List<Traits> members, String practice) {
        return members.stream()
                .mapToDouble(t -> t.relief().getOrDefault(practice, Double.NaN))
                .average()
                .orElseThrow();
    }

    private static double meanOf(ToDoubleFunction<Traits> of) {
        return TRAITS.stream().mapToDouble(of).average().orElseThrow();
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    private static double sd(List<Double> values) {
        double mean = mean(values);
        return Math.sqrt(
                values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum() / (values.size() - 1));
    }

    private static double correlation(List<Double> x, List<Double> y) {
        double meanX = mean(x);
        double meanY = mean(y);
        double sum = 0;
        for (int i = 0; i < x.size(); i++) {
            sum += (x.get(i) - meanX) * (y.get(i) - meanY);
        }
        return sum / (x.size() - 1) / sd(x) / sd(y);
    }
}
