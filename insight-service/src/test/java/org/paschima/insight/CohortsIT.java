package org.paschima.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.insight.RunningInsight.at;
import static org.paschima.insight.RunningInsight.json;
import static org.paschima.insight.RunningInsight.number;
import static org.paschima.insight.RunningInsight.size;
import static org.paschima.insight.RunningInsight.text;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.paschima.backing.kafka.EmbeddedKafka;
import org.paschima.contract.Consents;
import org.paschima.contract.MemberId;
import org.paschima.contract.Profile;
import org.paschima.contract.Rest;
import org.paschima.contract.codec.FactCodec;
import org.paschima.contract.json.Json;
import org.paschima.insight.HistoryFixture.Told;
import org.paschima.testkit.Backings;

/** From profiles, consents and reports in Kafka to weekly cohorts over HTTP, on a real broker and a real MongoDB. */
class CohortsIT {

    private static final int MEMBERS = 50;
    private static final String WEEKS = "/v1/studio/cohorts?from=2026-03-04&to=2026-03-04";

    private static EmbeddedKafka kafka;
    private static RunningInsight insight;
    private static MemberLogFixture log;
    private static int studios;

    private final String tenant = "studio-" + ++studios;

    @BeforeAll
    static void start() throws Exception {
        kafka = EmbeddedKafka.start(Backings.freshDirectory("kafka-cohorts"));
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

    private MemberId member(int number) {
        return new MemberId(tenant, "m-" + number);
    }

    /** Tells facts, and waits until they are folded, without releasing anything. */
    private void tell(List<Told> facts) throws Exception {
        var places = new TreeMap<String, String>();
        for (var told : facts) {
            var place = log.tell(told).text();
            places.put(place.substring(0, place.indexOf(':')), place);
        }
        for (var place : places.values()) {
            ask(staff(), "/v1/studio/cohorts?from=2999-01-01&to=2999-01-02&minAsOf=" + place + "&wait=30");
        }
    }

    /** Fifty who share and report; the first 25 of them in the mornings, the others in the evenings. */
    private void aStudio() throws Exception {
        var facts = new ArrayList<Told>();
        for (int i = 0; i < MEMBERS; i++) {
            facts.add(consents(i, true, 1));
            facts.add(
                    groups(i, 1, i < 25 ? List.of("mornings", i == 0 ? "early" : "late-risers") : List.of("evenings")));
            facts.add(report(i, 1, "2026-03-04T10:00:00Z", i % 2 == 0 ? 3 : 5));
        }
        tell(facts);
    }

    private Told consents(int number, boolean teacher, long version) {
        return new Told(member(number), FactCodec.changed(new Consents(true, false, false, teacher, version)));
    }

    private Told groups(int number, long version, List<String> groups) {
        return new Told(
                member(number),
                FactCodec.changed(
                        new Profile(ZoneId.of("UTC"), LocalTime.MIDNIGHT, null, null, Rest.NONE, groups, version)));
    }

    private Told report(int number, long version, String at, int value) {
        var head = HistoryFixture.headAt("app:r-" + at.substring(0, 10), version, at, "UTC");
        return new Told(member(number), FactCodec.recorded(HistoryFixture.tensionReport(head, "neck", value)));
    }

    private String staff() {
        return insight.tokens().forClient(tenant, "back-office", List.of("studio:read"), Duration.ofHours(1));
    }

    private static Json.Obj ask(String token, String path) throws Exception {
        var response = insight.get(token, path, Map.of());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json(response);
    }

    private Json.Obj cohort(String group) throws Exception {
        return ask(staff(), WEEKS + (group.isEmpty() ? "" : "&group=" + group));
    }

    private static void isSuppressed(Json.Obj answer) {
        assertThat(size(answer, "items")).isEqualTo(1);
        assertThat(at(answer, "items/0/suppressed")).isEqualTo(new Json.Bool(true));
        assertThat(text(answer, "items/0/reason")).isEqualTo("PRIVACY_FLOOR");
        assertThat(((Json.Obj) at(answer, "items/0")).fields())
                .containsOnlyKeys("week", "from", "to", "suppressed", "reason");
    }

    // --- tests

    @Test
    void groups_of_twenty_and_more_are_answered_and_what_would_tell_of_fewer_is_not() throws Exception {
        aStudio();

        var whole = cohort("");
        assertThat(text(whole, "items/0/week")).isEqualTo("2026-W10");
        assertThat(text(whole, "items/0/from")).isEqualTo("2026-03-02");
        assertThat(number(whole, "items/0/members")).isEqualTo(50);
        assertThat(number(whole, "items/0/mean")).isEqualTo(4);
        assertThat(at(whole, "items/0/cells/0/suppressed")).isEqualTo(new Json.Bool(true));
        // as there were 25 each in two bands and none in the others, one of the two is hidden with them
        assertThat(at(whole, "items/0/cells/1/suppressed")).isEqualTo(new Json.Bool(true));
        assertThat(number(whole, "items/0/cells/2/members")).isEqualTo(25);
        assertThat(number(cohort("mornings"), "items/0/members")).isEqualTo(25);
        assertThat(number(cohort("evenings"), "items/0/members")).isEqualTo(25);
        isSuppressed(cohort("early")); // one member
        isSuppressed(cohort("late-risers")); // the mornings but for that one
        isSuppressed(cohort("nobody"));
    }

    @Test
    void what_was_answered_stays_whatever_is_uploaded_later() throws Exception {
        aStudio();
        var before = cohort("mornings");

        tell(List.of(
                report(1, 2, "2026-03-04T10:00:00Z", 10),
                report(2, 1, "2026-03-05T10:00:00Z", 10),
                new Told(
                        member(3),
                        FactCodec.deleted(
                                HistoryFixture.headAt("app:r-2026-03-04", 1, "2026-03-04T10:00:00Z", "UTC")
                                        .id(),
                                2,
                                java.time.OffsetDateTime.parse("2026-03-09T00:00:00Z")))));

        assertThat(cohort("mornings")).isEqualTo(before);
    }

    @Test
    void a_member_who_withdraws_takes_back_at_the_next_read_what_counts_them() throws Exception {
        aStudio();
        var evenings = cohort("evenings");
        assertThat(number(cohort("mornings"), "items/0/members")).isEqualTo(25);

        tell(List.of(consents(3, false, 2)));

        isSuppressed(cohort("mornings"));
        isSuppressed(cohort(""));
        assertThat(cohort("evenings")).isEqualTo(evenings);

        // and it does not come back with the consent
        tell(List.of(consents(3, true, 3)));
        isSuppressed(cohort("mornings"));
    }

    @Test
    void who_leaves_a_group_takes_back_the_group() throws Exception {
        aStudio();
        var whole = cohort("");

        tell(List.of(groups(3, 2, List.of())));

        isSuppressed(cohort("mornings"));
        assertThat(cohort("")).isEqualTo(whole);
    }

    @Test
    void who_does_not_share_with_the_teacher_is_not_counted() throws Exception {
        aStudio();
        for (int i = 0; i < 5; i++) {
            tell(List.of(consents(i, false, 2)));
        }
        assertThat(number(cohort(""), "items/0/members")).isEqualTo(45);
        assertThat(number(cohort("mornings"), "items/0/members")).isEqualTo(20);
    }

    @Test
    void a_group_whose_rest_of_the_studio_is_below_the_floor_is_suppressed_however_large_it_is() throws Exception {
        aStudio();
        for (int i = 0; i < 6; i++) {
            tell(List.of(consents(i, false, 2)));
        }
        // asked for first, and still the whole studio comes first
        isSuppressed(cohort("evenings"));
        assertThat(number(cohort(""), "items/0/members")).isEqualTo(44);
        isSuppressed(cohort("mornings"));
    }

    @Test
    void many_who_ask_at_once_are_told_the_same() throws Exception {
        aStudio();
        try (var asking = Executors.newFixedThreadPool(8)) {
            var questions = new ArrayList<Callable<Json.Obj>>();
            for (int i = 0; i < 24; i++) {
                var group = List.of("", "mornings", "evenings").get(i % 3);
                questions.add(() -> cohort(group));
            }
            var answers = new ArrayList<Json.Obj>();
            for (var answer : asking.invokeAll(questions)) {
                answers.add(answer.get());
            }
            for (int i = 3; i < answers.size(); i++) {
                assertThat(answers.get(i)).isEqualTo(answers.get(i % 3));
            }
        }
    }

    @Test
    void a_week_that_is_not_over_for_seven_days_is_not_answered() throws Exception {
        var today = java.time.LocalDate.now(java.time.Clock.systemUTC());
        var answer = ask(staff(), "/v1/studio/cohorts?from=" + today.minusDays(7) + "&to=" + today);
        for (int i = 0; i < size(answer, "items"); i++) {
            assertThat(text(answer, "items/" + i + "/reason")).isEqualTo("NOT_CLOSED");
        }
        assertThat(size(answer, "items")).isEqualTo(2);
    }

    @Test
    void another_studio_has_nothing_of_it() throws Exception {
        aStudio();
        cohort("mornings");
        var other = insight.tokens().forClient("gym", "back-office", List.of("studio:read"), Duration.ofHours(1));
        isSuppressed(ask(other, WEEKS));
        isSuppressed(ask(other, WEEKS + "&group=mornings"));
    }

    private Json.Obj named(String token) throws Exception {
        return ask(token, WEEKS.replace("cohorts", "groups"));
    }

    @Test
    void the_list_names_the_groups_that_are_told_of_and_no_other() throws Exception {
        aStudio();

        var named = named(staff()); // asked for before any cohort

        assertThat(((Json.Arr) at(named, "items")).items()).hasSize(2);
        assertThat(text(named, "items/0/group")).isEqualTo("evenings");
        assertThat(text(named, "items/1/group")).isEqualTo("mornings");
        assertThat(number(named, "items/0/weeks")).isEqualTo(1);
        assertThat(named.toString()).doesNotContain("early", "late-risers", "*");
        assertThat(number(cohort("mornings"), "items/0/members")).isEqualTo(25);
        isSuppressed(cohort("early"));

        var other = insight.tokens().forClient("gym", "back-office", List.of("studio:read"), Duration.ofHours(1));
        assertThat(((Json.Arr) at(named(other), "items")).items()).isEmpty();
    }

    @Test
    void a_group_that_is_taken_back_is_named_no_longer() throws Exception {
        aStudio();
        assertThat(named(staff()).toString()).contains("mornings");

        tell(List.of(groups(1, 2, List.of("late-risers")))); // leaves the mornings

        assertThat(named(staff()).toString()).contains("evenings").doesNotContain("mornings", "late-risers");
        isSuppressed(cohort("mornings"));
    }

    @Test
    void a_range_in_which_no_week_is_closed_names_nobody() throws Exception {
        aStudio();
        var today = java.time.LocalDate.now(java.time.Clock.systemUTC());
        assertThat(((Json.Arr) at(
                                ask(staff(), "/v1/studio/groups?from=" + today.minusDays(3) + "&to=" + today), "items"))
                        .items())
                .isEmpty();
    }
}
