package org.paschima.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.paschima.insight.RunningInsight.at;
import static org.paschima.insight.RunningInsight.number;
import static org.paschima.insight.RunningInsight.text;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paschima.backing.kafka.EmbeddedKafka;
import org.paschima.contract.Consents;
import org.paschima.contract.LogTopics;
import org.paschima.contract.MemberId;
import org.paschima.contract.MemberRecord.Practice;
import org.paschima.contract.MemberRecord.Ratings;
import org.paschima.contract.MemberRecord.Segment;
import org.paschima.contract.Moment;
import org.paschima.contract.Side;
import org.paschima.contract.Tension;
import org.paschima.contract.codec.FactCodec;
import org.paschima.contract.json.Json;
import org.paschima.http.auth.DevelopmentTokens;
import org.paschima.insight.HistoryFixture.Told;
import org.paschima.insight.domain.effect.StudioFixture;
import org.paschima.insight.mongo.Generations;
import org.paschima.insight.mongo.MongoPositions;
import org.paschima.insight.mongo.StoredState;
import org.paschima.log.kafka.LogExtent;
import org.paschima.log.kafka.Topics;
import org.paschima.store.mongo.MongoStore;
import org.paschima.testkit.Backings;
import org.paschima.testkit.KillableJava;
import org.paschima.testkit.Seeds;

/** The log folded anew, while the service answers and facts arrive; killed; after the log was lost. */
class RebuildIT {

    private static final List<MemberId> MEMBERS = HistoryFixture.members(12);
    /** As many as it takes for anything to be said of nudges. */
    private static final int STUDIO_MEMBERS = 30;

    private static final int STUDIO_DAYS = 12;

    /** So many that no partition is folded anew in one or two transactions. */
    private static final int MANY_TRANSACTIONS = 80_000;

    private final String database = Backings.freshName("rebuild");
    private final List<Told> told = new ArrayList<>();
    private EmbeddedKafka kafka;
    private Map<String, String> environment;
    private MongoStore store;
    private Generations generations;

    @BeforeEach
    void start() throws Exception {
        kafka = EmbeddedKafka.start(Backings.freshDirectory("kafka-rebuild"));
        FoldedLog.createTopic(kafka.bootstrap());
        var jwks = RunningInsight.jwksOf(DevelopmentTokens.create(Clock.systemUTC()));
        environment = RunningInsight.environment(kafka.bootstrap(), Backings.mongo(), database, jwks);
        store = MongoStore.connect(Backings.mongo(), database, true);
        generations = new Generations(store);
    }

    @AfterEach
    void stop() {
        store.close();
        kafka.close();
    }

    private RunningInsight anInstance() throws Exception {
        return RunningInsight.on(kafka.bootstrap(), Backings.mongo(), database);
    }

    private List<Told> facts(Random random, int count) {
        return new HistoryFixture(random).facts(MEMBERS, 25, count);
    }

    /** Tells the facts, and returns when they are in the log. */
    private void tell(List<Told> facts) {
        try (var log = new MemberLogFixture(kafka.bootstrap())) {
            log.tell(facts);
        }
        told.addAll(facts);
    }

    private void awaitFolded(int generation) {
        try (var log = new LogExtent(kafka.bootstrap())) {
            var ends = log.ends(LogTopics.MEMBER_LOG, FoldedLog.PARTITIONS);
            var positions = new MongoPositions(generations.store(generation));
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> positions.of(ends.keySet()).equals(ends));
        }
    }

    private void equalsThePureFold(int generation) {
        awaitFolded(generation);
        assertThat(StoredState.of(generations.store(generation))).isEqualTo(StoredState.of(told));
    }

    private long folded(int generation) {
        return new MongoPositions(generations.store(generation))
                .of(List.of(0, 1, 2, 3)).values().stream()
                        .mapToLong(next -> next)
                        .sum();
    }

    @Test
    void two_instances_follow_a_rebuild_while_facts_arrive_and_no_reader_is_sent_back() throws Exception {
        // Given
        long seed = Seeds.one(20261201);
        var random = new Random(seed);
        tell(facts(random, 3_000));
        try (var one = anInstance();
                var other = anInstance()) {
            awaitFolded(1);
            var isOver = new AtomicBoolean();
            var telling = CompletableFuture.runAsync(() -> {
                while (!isOver.get()) {
                    tell(facts(random, 20));
                }
            });
            var reading = CompletableFuture.supplyAsync(() -> readUntil(isOver, List.of(one, other)));

            // When
            var rebuild = ToolRun.of(environment, "rebuild");
            await().atMost(Duration.ofMinutes(1)).until(() -> hasNoFolders("insight-service"));
            isOver.set(true);
            telling.join();

            // Then
            assertThat(rebuild.exitCode()).as(rebuild.said()).isZero();
            assertThat(rebuild.said()).contains("generation 2 is begun", "caught up", "generation 2 answers now");
            assertThat(reading.join()).as("answers of both generations").isGreaterThan(20);
            equalsThePureFold(2);
            for (var instance : List.of(one, other)) {
                var last = facts(random, 1);
                String asOf;
                try (var log = new MemberLogFixture(kafka.bootstrap())) {
                    asOf = log.tell(last).text();
                }
                told.addAll(last);
                assertThat(instance.get(last.getFirst().member(), "/settings?minAsOf=" + asOf)
                                .statusCode())
                        .isEqualTo(200);
            }
            equalsThePureFold(2);

            // When
            var dropped = ToolRun.of(environment, "generations", "drop");

            // Then
            assertThat(dropped.exitCode()).as(dropped.said()).isZero();
            assertThat(StoredState.of(store).days()).isEmpty();
            assertThat(one.get(MEMBERS.getFirst(), "/records").statusCode()).isEqualTo(200);
        }
        try (var later = anInstance()) {
            var size = RunningInsight.size(later.ok(MEMBERS.getFirst(), "/records?limit=1000"), "items");
            assertThat(size).isPositive();
        }
    }

    @Test
    void a_store_in_days_is_answered_until_a_rebuild_has_made_months_of_it_and_then_all_answers_are_equal()
            throws Exception {
        // Given what an upgrade finds
        noteFormat(6);
        tell(facts(new Random(Seeds.one(20261206)), 600));
        try (var insight = anInstance()) {
            awaitFolded(1);
            assertThat(store.database().listCollectionNames()).contains("days").doesNotContain("months");
            var before = answers(insight);

            // When
            var rebuild = ToolRun.of(environment, "rebuild", "--drop-old");

            // Then
            assertThat(rebuild.exitCode()).as(rebuild.said()).isZero();
            assertThat(generations.store(2).database().listCollectionNames())
                    .contains("records", "months")
                    .doesNotContain("days");
            assertThat(answers(insight)).isEqualTo(before);
            equalsThePureFold(2);
            assertThat(store.database().listCollectionNames())
                    .as("what is left of the members in the first generation")
                    .doesNotContain("records", "days", "settings", "care");
        }
    }

    /** That the first generation was begun in this format. */
    private void noteFormat(int format) {
        store.database()
                .getCollection("generations")
                .insertOne(new Document("_id", "current")
                        .append("reading", 1)
                        .append("folding", 1)
                        .append("last", 1)
                        .append(
                                "history",
                                List.of(new Document("number", 1)
                                        .append("format", format)
                                        .append("at", Date.from(Instant.parse("2026-03-02T09:00:01Z"))))));
    }

    /** Of each member what each route says, but for its revision. */
    private static List<String> answers(RunningInsight insight) throws Exception {
        var answers = new ArrayList<String>();
        var range = "from=" + HistoryFixture.firstDay() + "&to=" + HistoryFixture.lastDay();
        for (var member : MEMBERS) {
            for (var question : List.of(
                    "/trends?region=neck&" + range,
                    "/trends?region=jaw&granularity=week&" + range,
                    "/balance?" + range,
                    "/habit?" + range,
                    "/looks?region=neck&" + range,
                    "/helps?" + range,
                    "/patterns?" + range,
                    "/summary?to=" + HistoryFixture.lastDay(),
                    "/days/" + HistoryFixture.firstDay().plusDays(4),
                    "/records?limit=1000&" + range,
                    "/settings")) {
                var answer = insight.get(member, question);
                assertThat(answer.statusCode())
                        .as("%s %s", question, answer.body())
                        .isEqualTo(200);
                answers.add(member + question + " " + answer.body().replaceAll("\"revision\":\"[^\"]*\"", ""));
            }
        }
        return answers;
    }

    @Test
    void what_is_asked_of_many_members_is_read_in_the_new_generation_by_a_service_that_goes_on() throws Exception {
        // Given a service that has answered such questions before, and whose first generation is gone
        var newcomer = new MemberId("gym", "new");
        tell(facts(new Random(Seeds.one(20261205)), 100));
        try (var insight = anInstance()) {
            awaitFolded(1);
            assertThat(at(insight.ok(MEMBERS.getFirst(), "/helps"), "population"))
                    .isEqualTo(Json.Null.VALUE);
            assertThat(pointsOf(insight)).isZero();
            var rebuild = ToolRun.of(environment, "rebuild", "--drop-old");
            assertThat(rebuild.exitCode()).as(rebuild.said()).isZero();
            assertThat(rebuild.said()).contains("generation 1 is deleted");

            // When: what is told now is in the second generation alone
            tell(aStudioThatConsents());
            var lately = Instant.now().minus(3, ChronoUnit.DAYS).atOffset(ZoneOffset.UTC);
            tell(List.of(new Told(newcomer, FactCodec.recorded(rated("app:p-1", lately.toString(), 12)))));
            awaitFolded(2);

            // Then
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> at(insight.ok(newcomer, "/helps"), "population") instanceof Json.Obj);
            assertThat(number(insight.ok(newcomer, "/helps"), "population/members"))
                    .isEqualTo(STUDIO_MEMBERS);
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(pointsOf(insight))
                            .isEqualTo(STUDIO_MEMBERS * STUDIO_DAYS * StudioFixture.SLOTS.size() / 100 * 100));
        }
    }

    /** How many hundreds of decisions about members who consent are seen; 0 when there are too few to say so. */
    private static int pointsOf(RunningInsight insight) throws Exception {
        var staff = insight.tokens().forClient("gym", "back-office", List.of("studio:read"), Duration.ofHours(1));
        var date = StudioFixture.FIRST;
        var effect = insight.get(staff, "/v1/studio/nudge-effect?from=" + date + "&to=" + date.plusDays(27), Map.of());
        assertThat(effect.statusCode()).as(effect.body()).isEqualTo(200);
        return at(RunningInsight.json(effect), "availablePoints") instanceof Json.Num(double points) ? (int) points : 0;
    }

    /** Consents, practices of the last days with ratings, and decisions of which each had a lot. */
    private List<Told> aStudioThatConsents() {
        var facts = new ArrayList<Told>();
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        try (var log = new MemberLogFixture(kafka.bootstrap())) {
            for (int i = 0; i < STUDIO_MEMBERS; i++) {
                var member = new MemberId("gym", "g-" + i);
                facts.add(new Told(member, FactCodec.changed(new Consents(true, true, true, false, 1))));
                for (int day = 2; day < 8; day++) {
                    var at = now.minus(day, ChronoUnit.DAYS).atOffset(ZoneOffset.UTC);
                    facts.add(new Told(member, FactCodec.recorded(rated("app:p-" + day, at.toString(), day))));
                }
                log.decide(
                        member,
                        StudioFixture.FIRST
                                .datesUntil(StudioFixture.FIRST.plusDays(STUDIO_DAYS))
                                .flatMap(date ->
                                        StudioFixture.SLOTS.stream().map(slot -> StudioFixture.decided(date, slot)))
                                .map(StudioFixture::receipt)
                                .toList());
            }
        }
        return facts;
    }

    /** Two practices by turns. */
    private static Practice rated(String id, String at, int day) {
        var practice = day % 2 == 0 ? "back-body-breath" : "tadasana";
        var head = HistoryFixture.headAt(id, 1, at, "Europe/Berlin");
        return new Practice(
                head,
                head.at().plusMinutes(10),
                "mat",
                Moment.STRESS,
                List.of(new Segment(practice, 5, Side.BOTH, null, List.of(), null)),
                new Ratings(List.of(new Tension("neck", Side.BOTH, 6)), null, null),
                new Ratings(List.of(new Tension("neck", Side.BOTH, day / 2)), null, null),
                false,
                List.of(),
                null);
    }

    private boolean hasNoFolders(String group) {
        try (var log = new LogExtent(kafka.bootstrap())) {
            return log.members(group) == 0;
        }
    }

    /** Asks both by turns; a position that is behind one that was given before fails. Returns how many were asked. */
    private static int readUntil(AtomicBoolean isOver, List<RunningInsight> instances) {
        var latest = new HashMap<MemberId, Long>();
        int asked = 0;
        try {
            while (!isOver.get()) {
                var member = MEMBERS.get(asked % MEMBERS.size());
                for (var instance : instances) {
                    var asOf = text(instance.ok(member, "/records?limit=1"), "asOf");
                    long offset = Long.parseLong(asOf.substring(asOf.indexOf(':') + 1));
                    assertThat(offset)
                            .as("the position of " + member)
                            .isGreaterThanOrEqualTo(latest.getOrDefault(member, -1L));
                    latest.put(member, offset);
                }
                asked++;
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        return asked;
    }

    @Test
    void a_rebuild_that_is_killed_leaves_the_old_generation_answering_and_is_taken_up_again() throws Exception {
        // Given
        long seed = Seeds.one(20261202);
        tell(facts(new Random(seed), MANY_TRANSACTIONS));
        try (var insight = anInstance()) {
            awaitFolded(1);
            for (int kill = 1; kill <= 3; kill++) {
                long atLeast = (long) told.size() * kill / 8;
                try (var rebuild = KillableJava.start(InsightMain.class, environment, "rebuild")) {
                    await().atMost(Duration.ofMinutes(1))
                            .pollInterval(Duration.ofMillis(5))
                            .until(() -> folded(2) >= atLeast);

                    // When
                    rebuild.kill();
                }

                // Then
                assertThat(generations.state().reading()).isEqualTo(1);
                assertThat(folded(2)).isLessThan(told.size());
                assertThat(insight.get(MEMBERS.getFirst(), "/records").statusCode())
                        .isEqualTo(200);
            }

            // When
            var rebuild = ToolRun.of(environment, "rebuild", "--drop-old");

            // Then
            assertThat(rebuild.exitCode()).as(rebuild.said()).isZero();
            assertThat(rebuild.said()).contains("generation 2 is taken up again", "generation 1 is deleted");
            equalsThePureFold(2);
        }
    }

    @Test
    void a_rebuild_killed_between_the_switch_and_the_end_is_finished_by_the_next() throws Exception {
        // Given
        tell(facts(new Random(Seeds.one(20261203)), 500));
        try (var insight = anInstance()) {
            awaitFolded(1);
            assertThat(insight.get(MEMBERS.getFirst(), "/records").statusCode()).isEqualTo(200);
        }
        try (var log = new LogExtent(kafka.bootstrap());
                var topics = new Topics(kafka.bootstrap(), Duration.ofSeconds(10))) {
            var topic = topics.existing(Topics.Wanted.keptForEver(LogTopics.MEMBER_LOG, 1, 1));
            var building = generations.build(topic, false, Clock.systemUTC().instant());
            assertThat(generations.switchTo(building.number(), Clock.systemUTC().instant()))
                    .isTrue();
            assertThat(log.members("insight-service")).isZero();
        }

        // When
        var next = ToolRun.of(environment, "rebuild");

        // Then
        assertThat(next.said()).contains("generation 2 was built before", "generation 2 answers now");
        equalsThePureFold(2);
    }

    @Test
    void a_service_refuses_a_log_that_was_made_again_until_it_is_rebuilt() throws Exception {
        // Given
        tell(facts(new Random(Seeds.one(20261204)), 300));
        try (var insight = anInstance()) {
            awaitFolded(1);
            assertThat(insight.get(MEMBERS.getFirst(), "/records").statusCode()).isEqualTo(200);
        }
        recreateTopic();
        told.clear();
        var afresh = facts(new Random(7), 200);
        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> isTold(afresh)); // producers learn of it
        assertThatThrownBy(this::anInstance)
                .hasMessageContaining("was deleted and made again")
                .hasMessageContaining("the command \"rebuild\" of this service");

        // When
        var rebuild = ToolRun.of(environment, "rebuild");

        // Then
        assertThat(rebuild.exitCode()).as(rebuild.said()).isZero();
        try (var insight = anInstance()) {
            var member = told.getLast().member();
            assertThat(RunningInsight.size(insight.ok(member, "/records?limit=1000"), "items"))
                    .isPositive();
            equalsThePureFold(2);
        }
    }

    private boolean isTold(List<Told> facts) {
        tell(facts);
        return true;
    }

    private void recreateTopic() throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
            admin.deleteTopics(List.of(LogTopics.MEMBER_LOG)).all().get();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> !admin.listTopics().names().get().contains(LogTopics.MEMBER_LOG));
        }
        FoldedLog.createTopic(kafka.bootstrap());
    }

    @Test
    void a_topic_that_is_not_there_is_not_made_by_a_rebuild() {
        // Given
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
            admin.deleteTopics(List.of(LogTopics.MEMBER_LOG));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> !admin.listTopics().names().get().contains(LogTopics.MEMBER_LOG));
        }

        // When
        var rebuild = ToolRun.of(environment, "rebuild");

        // Then
        assertThat(rebuild.exitCode()).isEqualTo(1);
        assertThat(rebuild.said()).contains("there is no topic " + LogTopics.MEMBER_LOG);
        assertThat(generations.state().building()).isEmpty();
    }
}
