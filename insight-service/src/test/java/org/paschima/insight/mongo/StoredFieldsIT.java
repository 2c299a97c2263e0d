package org.paschima.insight.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bson.BsonDocument;
import org.bson.BsonType;
import org.bson.BsonValue;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paschima.contract.Consents;
import org.paschima.contract.Language;
import org.paschima.contract.LogTopics;
import org.paschima.contract.MemberId;
import org.paschima.contract.Moment;
import org.paschima.contract.NudgePlan;
import org.paschima.contract.codec.Envelope;
import org.paschima.contract.codec.FactCodec;
import org.paschima.insight.HistoryFixture;
import org.paschima.insight.HistoryFixture.Told;
import org.paschima.insight.domain.cohort.Band;
import org.paschima.insight.domain.cohort.Numbers;
import org.paschima.insight.domain.cohort.Released;
import org.paschima.insight.domain.cohort.WeekReleases;
import org.paschima.insight.domain.day.IsoWeek;
import org.paschima.insight.domain.effect.StudioFixture;
import org.paschima.insight.domain.experiment.SelfExperiment;
import org.paschima.insight.domain.helps.PopulationSums;
import org.paschima.insight.store.Statement;
import org.paschima.log.Batch;
import org.paschima.log.LogEntry;
import org.paschima.log.LogPartition;
import org.paschima.log.TopicIdentity;
import org.paschima.store.mongo.FencedBatches;
import org.paschima.store.mongo.MongoStore;
import org.paschima.store.mongo.TransactionalFold;
import org.paschima.store.mongo.Transactions;
import org.paschima.testkit.Backings;

/** Which fields of each collection can be read in the store, and which are bytes that only the service reads. */
class StoredFieldsIT {

    private static final Instant NOW = Instant.parse("2026-04-03T00:00:00Z");
    private static final MemberId MEMBER = HistoryFixture.members(1).getFirst();

    /** Whose it is, of which month or date, when it began, where in the log, consents and groups: what the store itself finds and compares. */
    private static final Set<String> READABLE = Set.of(
            "records._id",
            "records.o",
            "months._id",
            "months.o",
            "months.w",
            "months.b",
            "pages._id",
            "pages.n",
            "settings._id",
            "settings.o",
            "settings.w",
            "settings.v",
            "settings.g",
            "settings.x",
            "planChanges._id",
            "planChanges.o",
            "planChanges.v",
            "planChanges.g",
            "planChanges.w",
            "care._id",
            "decisionDays._id",
            "firstDecisions._id",
            "firstDecisions.d",
            "statements._id",
            "experiments._id",
            "experiments.k",
            "experiments.t",
            "experiments.o",
            "experiments.v",
            "parked.keyText");

    private static final Set<String> OPAQUE = Set.of(
            "records.h",
            "records.j",
            "months.n",
            "months.d",
            "months.t",
            "months.v",
            "months.k",
            "months.c",
            "settings.j",
            "planChanges.h",
            "planChanges.c",
            "care.p",
            "decisionDays.p",
            "statements.p",
            "experiments.p",
            "parked.key",
            "parked.value",
            "positions.session");

    /** The service's own, and sums over many members; nothing of one member but who was counted. */
    private static final Set<String> OF_NO_MEMBER = Set.of(
            "positions._id",
            "positions.topicId",
            "positions.partitions",
            "positions.next",
            "parked._id",
            "parked.topic",
            "parked.partition",
            "parked.offset",
            "parked.cause",
            "parked.headers",
            "parked.at",
            "generations._id",
            "generations.reading",
            "generations.folding",
            "generations.last",
            "generations.history",
            "population._id",
            "population.at",
            "population.m",
            "population.u",
            "population.r",
            "cohortReleases._id",
            "cohortReleases.v",
            "cohortReleases.s");

    private MongoStore store;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @BeforeEach
    void open() {
        store = MongoStore.connect(Backings.mongo(), Backings.freshName("fields"), true);
    }

    @AfterEach
    void close() {
        store.database().drop();
        store.close();
    }

    @Test
    void every_field_of_every_collection_is_one_that_stays_readable_or_bytes() {
        // Given
        var generations = new Generations(store);
        generations.begin(NOW);
        foldTheMemberLog();
        replayLateOnes();
        foldADecision();
        noteAStatement(generations);
        endAnExperiment();
        var sums = new PopulationSums(3, new TreeMap<>(), PopulationSums.Compared.NONE);
        collection(PopulationDocuments.COLLECTION).insertOne(PopulationDocuments.document("studio", sums, NOW));
        new MongoReleases(store)
                .replace("studio", IsoWeek.of(NOW.atZone(ZoneOffset.UTC).toLocalDate()), 0, released());

        // When
        var opaque = new TreeSet<String>();
        var readable = new TreeSet<String>();
        fields().forEach((field, types) -> (types.equals(Set.of(BsonType.BINARY)) ? opaque : readable).add(field));

        // Then
        assertThat(opaque).isEqualTo(OPAQUE);
        var known = new TreeSet<>(READABLE);
        known.addAll(OF_NO_MEMBER);
        assertThat(readable).isEqualTo(known);
    }

    // --- one of everything

    private FencedBatches folding(String topic, TransactionalFold fold) {
        var batches = new FencedBatches("insight", store, fold, InstantSource.fixed(NOW), meters);
        assertThat(batches.assigned(new LogPartition(topic, 0), new TopicIdentity("topic-1", 1)))
                .isZero();
        return batches;
    }

    private void foldTheMemberLog() {
        var batches =
                folding(LogTopics.MEMBER_LOG, new MemberLogFold(store, MemberLogFold.FORMAT, meters, (_, _) -> {}));
        var facts = new HistoryFixture(new Random(1)).facts(List.of(MEMBER), 1_500, 2_999);
        facts.add(new Told(MEMBER, FactCodec.changed(new Consents(true, true, true, false, 99))));
        facts.add(new Told(MEMBER, FactCodec.changed(NudgePlan.DEFAULT)));
        var entries = new ArrayList<LogEntry>();
        facts.forEach(told -> entries.add(HistoryFixture.entry(entries.size(), told)));
        entries.add(HistoryFixture.entry(
                entries.size(),
                MEMBER.key(),
                Map.of("ce_type", "org.paschima.tension-report.recorded.v1"),
                "{".getBytes(StandardCharsets.UTF_8)));
        for (int from = 0; from < entries.size(); from += 500) {
            int to = Math.min(entries.size(), from + 500);
            batches.fold(new Batch(new LogPartition(LogTopics.MEMBER_LOG, 0), from, to, entries.subList(from, to)));
        }
    }

    private void replayLateOnes() {
        var head = HistoryFixture.headAt("app:late", 1, "2026-03-30T10:00:00Z", "UTC");
        var report = FactCodec.recorded(HistoryFixture.tensionReport(head, "neck", 3));
        var consents = FactCodec.changed(new Consents(true, true, true, false, 100));
        var fold = new MemberLogFold(store, MemberLogFold.FORMAT, meters, (_, _) -> {});
        var d = NudgePlan.DEFAULT;
        var plan = FactCodec.changed(new NudgePlan(
                false, d.slots(), d.contexts(), d.quietHours(), d.zonePolicy(), d.caps(), d.pausedUntil(), 100));
        for (var fact : List.of(report, consents, plan)) {
            var entry = HistoryFixture.entry(9_999, new Told(MEMBER, fact));
            var isFact = new Transactions(store)
                    .run(session ->
                            fold.foldLate(session, new LogPartition(LogTopics.MEMBER_LOG, 0), entry, (_, _) -> {}));
            assertThat(isFact).isTrue();
        }
    }

    private void foldADecision() {
        var receipt = StudioFixture.receipt(StudioFixture.decided(StudioFixture.FIRST, StudioFixture.SLOTS.getFirst()));
        var message = FactCodec.encode(MEMBER, receipt, new Envelope("d-1", "/notify-service", NOW, null));
        folding(LogTopics.DECISIONS, new DecisionFold(store, meters))
                .fold(new Batch(
                        new LogPartition(LogTopics.DECISIONS, 0),
                        0,
                        1,
                        List.of(HistoryFixture.entry(0, message.key(), message.headers(), message.value()))));
    }

    private void noteAStatement(Generations generations) {
        var day = StudioFixture.FIRST;
        var statement = new Statement(
                Language.DE,
                "neck",
                "t",
                "Your neck.",
                new TreeMap<>(Map.of("n", "3")),
                "EASING",
                "E1",
                3,
                day,
                day,
                "m",
                1);
        new MongoStatements(store, generations, _ -> 0).note(MEMBER, List.of(statement), NOW, 7);
    }

    private void endAnExperiment() {
        var draws = List.of(new SelfExperiment.Draw(1, "d-1", NOW, "tadasana"));
        var experiment = new SelfExperiment(
                "x-1", "tadasana", "back-body-breath", "neck", Moment.STRESS, "after work", NOW, NOW, draws, 1);
        assertThat(new MongoExperiments(store).add(MEMBER, experiment)).isTrue();
    }

    private static WeekReleases released() {
        var numbers = new Numbers(1, 3.5, Collections.nCopies(Band.ALL.size(), null));
        return new WeekReleases(
                List.of(new Released(Released.WHOLE, 1, new TreeSet<>(Set.of(MEMBER.member())), numbers)));
    }

    // --- what is stored

    private MongoCollection<Document> collection(String name) {
        return store.database().getCollection(name);
    }

    /** Of each field of each collection the types of its values, or of their elements. */
    private Map<String, Set<BsonType>> fields() {
        var fields = new TreeMap<String, Set<BsonType>>();
        for (var collection : store.database().listCollectionNames()) {
            for (var document : store.database()
                    .getCollection(collection, BsonDocument.class)
                    .find()) {
                document.forEach((name, value) -> fields.computeIfAbsent(collection + "." + name, _ -> new TreeSet<>())
                        .addAll(types(value)));
            }
        }
        return fields;
    }

    private static List<BsonType> types(BsonValue value) {
        return value.isArray()
                ? value.asArray().stream().map(BsonValue::getBsonType).toList()
                : List.of(value.getBsonType());
    }
}
