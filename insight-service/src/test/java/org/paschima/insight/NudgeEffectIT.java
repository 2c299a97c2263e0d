package org.paschima.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.paschima.insight.RunningInsight.at;
import static org.paschima.insight.RunningInsight.json;
import static org.paschima.insight.RunningInsight.number;
import static org.paschima.insight.RunningInsight.size;
import static org.paschima.insight.RunningInsight.text;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.paschima.backing.kafka.EmbeddedKafka;
import org.paschima.contract.Consents;
import org.paschima.contract.LogTopics;
import org.paschima.contract.MemberId;
import org.paschima.contract.codec.FactCodec;
import org.paschima.contract.codec.Message;
import org.paschima.contract.json.Json;
import org.paschima.insight.HistoryFixture.Told;
import org.paschima.insight.domain.effect.NudgeEffect;
import org.paschima.insight.domain.effect.Outcome;
import org.paschima.insight.domain.effect.StudioFixture;
import org.paschima.testkit.Backings;
import org.paschima.testkit.Seeds;

/** From receipts and records in Kafka to the effect of nudges over HTTP, on a real broker and a real MongoDB. */
class NudgeEffectIT {

    private static final int MEMBERS = 34;
    private static final int ABOUT = 30;
    private static final int DAYS = 15;
    private static final String PATH =
            "/v1/studio/nudge-effect?from=" + StudioFixture.FIRST + "&to=" + StudioFixture.FIRST.plusDays(27);

    private static EmbeddedKafka kafka;
    private static RunningInsight insight;
    private static MemberLogFixture log;
    private static int studios;

    private final String tenant = "studio-" + ++studios;
    private final List<MemberId> members = new ArrayList<>();
    private final List<StudioFixture.Member> told = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        kafka = EmbeddedKafka.start(Backings.freshDirectory("kafka-effect"));
        insight = RunningInsight.on(kafka.bootstrap(), Backings.mongo(), Backings.freshName("insight"));
        log = new MemberLogFixture(kafka.bootstrap());
    }

    @AfterAll
    static void stop() {
        log.close();
        insight.close();
        kafka.close();
    }

    // --- a studio

    /** Members who consent, what they recorded, and the receipts about them. */
    private void aStudio(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < MEMBERS; i++) {
            members.add(new MemberId(tenant, "m-" + i));
            told.add(StudioFixture.aMember(random, DAYS));
        }
        tellAll();
    }

    private void tellAll() {
        var facts = new ArrayList<Told>();
        for (int i = 0; i < MEMBERS; i++) {
            var member = members.get(i);
            facts.add(consents(member, true, 1));
            told.get(i).records().forEach(record -> facts.add(new Told(member, FactCodec.recorded(record))));
            log.decide(
                    member,
                    told.get(i).decisions().stream().map(StudioFixture::receipt).toList());
        }
        log.tell(facts);
    }

    private static Told consents(MemberId member, boolean research, long version) {
        return new Told(member, FactCodec.changed(new Consents(true, true, research, false, version)));
    }

    private static String staffOf(String tenant, String... scopes) {
        return insight.tokens().forClient(tenant, "back-office", List.of(scopes), Duration.ofHours(1));
    }

    private Json.Obj effect(Outcome outcome) throws Exception {
        return effect(outcome, "");
    }

    private Json.Obj effect(Outcome outcome, String more) throws Exception {
        return effect(outcome, PATH, more);
    }

    /** What is folded of decisions, the member's own export shows. */
    private static void awaitDecisions(MemberId member, int count) {
        await().atMost(Duration.ofSeconds(30)).until(() -> size(insight.ok(member, "/export"), "decisions") == count);
    }

    private Json.Obj effect(Outcome outcome, String path, String more) throws Exception {
        var response = insight.get(
                staffOf(tenant, "studio:read"),
                path + "&outcome=" + outcome.name().toLowerCase(Locale.ROOT) + more,
                Map.of());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json(response);
    }

    private NudgeEffect.Answer expected(Outcome outcome) {
        var effect = new NudgeEffect(outcome, Instant.now());
        told.forEach(member -> effect.add(member.span()));
        return effect.answer().shown();
    }

    private void awaitExpected(Outcome outcome) {
        var expected = expected(outcome);
        var overall = Objects.requireNonNull(expected.overall());
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            var effect = effect(outcome);
            assertThat(at(effect, "members")).as("withheld").isNotEqualTo(Json.Null.VALUE);
            assertThat(number(effect, "members")).isEqualTo(expected.members());
            assertThat(number(effect, "availablePoints")).isEqualTo((double) expected.availablePoints());
            assertThat(number(effect, "beta")).isCloseTo(overall.beta(), within(1e-9));
            assertThat(number(effect, "se")).isCloseTo(overall.se(), within(1e-9));
            assertThat(number(effect, "low")).isCloseTo(overall.low(), within(1e-9));
            assertThat(number(effect, "high")).isCloseTo(overall.high(), within(1e-9));
            assertThat(number(effect, "p")).isCloseTo(overall.p(), within(1e-9));
            assertThat(number(effect, "df"))
                    .isEqualTo(Objects.requireNonNull(expected.df()).doubleValue());
        });
    }

    // --- tests

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void what_is_answered_is_the_estimate_from_all_that_was_told(Outcome outcome) throws Exception {
        aStudio(Seeds.one(11));

        awaitExpected(outcome);
        var byWeek = Objects.requireNonNull(expected(outcome).byWeek());
        assertThat(number(effect(outcome), "byWeek/perWeek/beta"))
                .isCloseTo(byWeek.perWeek().beta(), within(1e-9));
        assertThat(at(effect(outcome), "reason")).isEqualTo(Json.Null.VALUE);
        assertThat(at(effect(outcome), "asOf")).isEqualTo(Json.Null.VALUE);
    }

    @Test
    void receipts_and_records_delivered_twice_change_nothing() throws Exception {
        aStudio(Seeds.one(12));
        awaitExpected(Outcome.MINUTES);
        var before = effect(Outcome.MINUTES);

        tellAll();
        // a receipt that is folded after all of those
        var last = StudioFixture.aMember(new Random(1), 40).decisions().getLast();
        log.decide(members.getFirst(), List.of(StudioFixture.receipt(last)));
        var asOf = log.tell(consents(members.getFirst(), true, 1)).text();
        awaitDecisions(members.getFirst(), told.getFirst().decisions().size() + 1);

        assertThat(effect(Outcome.MINUTES, "&minAsOf=" + asOf)).isEqualTo(before);
    }

    @Test
    void a_corrected_practice_changes_the_effect() throws Exception {
        aStudio(Seeds.one(13));
        awaitExpected(Outcome.MINUTES);
        var before = effect(Outcome.MINUTES);

        // deleting what a member had practised is as if it had never been
        var member = told.getFirst();
        var practices = member.records().stream()
                .filter(record -> record instanceof org.paschima.contract.MemberRecord.Practice)
                .toList();
        assertThat(practices).isNotEmpty();
        var deletions = practices.stream()
                .map(record -> new Told(
                        members.getFirst(),
                        FactCodec.deleted(record.head().id(), 2, record.head().at())))
                .toList();
        var asOf = log.tell(deletions).text();
        member.records().removeAll(practices);

        var after = effect(Outcome.MINUTES, "&minAsOf=" + asOf);
        assertThat(number(after, "beta")).isNotEqualTo(number(before, "beta"));
        assertThat(text(after, "revision")).isNotEqualTo(text(before, "revision"));
        awaitExpected(Outcome.MINUTES);
    }

    @Test
    void a_member_who_withdraws_consent_is_out_at_the_next_read_and_below_thirty_nothing_is_said() throws Exception {
        aStudio(Seeds.one(14));
        awaitExpected(Outcome.MINUTES);

        var asOf = log.tell(consents(members.getFirst(), false, 2)).text();
        assertThat(number(effect(Outcome.MINUTES, "&minAsOf=" + asOf), "members"))
                .isEqualTo(ABOUT);
        told.removeFirst();
        awaitExpected(Outcome.MINUTES);

        // an old phone that says yes again with an older version changes nothing
        var late = log.tell(consents(members.getFirst(), true, 1)).text();
        assertThat(number(effect(Outcome.MINUTES, "&minAsOf=" + late), "members"))
                .isEqualTo(ABOUT);

        // each withdrawal is waited for by itself: the members' partitions are folded side by side
        for (int i = 1; i < 4; i++) {
            asOf = log.tell(consents(members.get(i), false, 2)).text();
            assertThat(number(effect(Outcome.MINUTES, "&minAsOf=" + asOf), "members"))
                    .isEqualTo(ABOUT);
        }
        asOf = log.tell(consents(members.get(4), false, 2)).text();
        var withheld = effect(Outcome.MINUTES, "&minAsOf=" + asOf);
        saysNothing(withheld);
    }

    @Test
    void nor_how_few_there_are_even_of_a_single_day() throws Exception {
        aStudio(Seeds.one(16));
        awaitExpected(Outcome.MINUTES);

        for (var outcome : Outcome.values()) {
            for (int day = 0; day < DAYS; day++) {
                var date = StudioFixture.FIRST.plusDays(day);
                saysNothing(effect(outcome, "/v1/studio/nudge-effect?from=" + date + "&to=" + date, ""));
            }
        }
    }

    @Test
    void ranges_that_differ_by_days_have_the_same_answer_or_none() throws Exception {
        aStudio(Seeds.one(17));
        awaitExpected(Outcome.MINUTES);
        var usual = effect(Outcome.MINUTES);
        assertThat(text(usual, "period/from")).isEqualTo(StudioFixture.FIRST.toString());
        assertThat(text(usual, "period/to"))
                .isEqualTo(StudioFixture.FIRST.plusDays(27).toString());

        for (int more = 1; more < 28; more++) {
            var wider = effect(
                    Outcome.MINUTES,
                    "/v1/studio/nudge-effect?from=" + StudioFixture.FIRST.minusDays(more) + "&to="
                            + StudioFixture.FIRST.plusDays(27 + more % 28),
                    "");
            for (var name : List.of("beta", "se", "df", "members", "availablePoints")) {
                assertThat(number(wider, name)).as(name).isEqualTo(number(usual, name));
            }
        }
        for (int fewer = 1; fewer < DAYS; fewer++) {
            var narrower = effect(
                    Outcome.MINUTES,
                    "/v1/studio/nudge-effect?from=" + StudioFixture.FIRST + "&to="
                            + StudioFixture.FIRST.plusDays(27L - fewer),
                    "");
            saysNothing(narrower);
            assertThat(at(narrower, "period")).isEqualTo(Json.Null.VALUE);
        }
    }

    private static void saysNothing(Json.Obj withheld) {
        assertThat(text(withheld, "reason")).isEqualTo("NOT_ENOUGH_DATA");
        for (var name : List.of("beta", "se", "df", "low", "high", "p", "byWeek", "members", "availablePoints")) {
            assertThat(at(withheld, name)).as(name).isEqualTo(Json.Null.VALUE);
        }
    }

    @Test
    void another_studio_sees_nothing_of_it() throws Exception {
        aStudio(Seeds.one(15));
        awaitExpected(Outcome.MINUTES);

        var other = json(insight.get(staffOf("gym", "studio:read"), PATH, Map.of()));
        saysNothing(other);
    }

    @Test
    void a_member_without_the_staff_scope_is_refused() throws Exception {
        var member = new MemberId(tenant, "m-1");
        assertThat(insight.get(insight.tokenOf(member), PATH, Map.of()).statusCode())
                .isEqualTo(403);
        assertThat(insight.get(staffOf(tenant, "insight:read", "tenant:members"), PATH, Map.of())
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void what_is_no_receipt_is_set_aside_and_the_next_one_counts() throws Exception {
        var member = new MemberId(tenant, "m-1");
        log.append(new Message(
                LogTopics.DECISIONS,
                member.key(),
                Map.of("ce_type", "org.paschima.decision.made.v1"),
                "{\"slot\": 7}".getBytes(StandardCharsets.UTF_8)));
        log.tell(consents(member, true, 1));
        log.decide(
                member,
                StudioFixture.aMember(new Random(3), 2).decisions().stream()
                        .map(StudioFixture::receipt)
                        .toList());

        awaitDecisions(member, 2 * StudioFixture.SLOTS.size());
        assertThat(insight.metrics()).containsPattern("insight_records_parked_total(\\{[^}]*})? [1-9]");
    }
}
