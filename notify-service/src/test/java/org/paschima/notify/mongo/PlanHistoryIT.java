package org.paschima.notify.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.contract.Consents;
import org.paschima.contract.Fact;
import org.paschima.contract.MemberId;
import org.paschima.contract.NudgePlan;
import org.paschima.contract.NudgePlan.Caps;
import org.paschima.contract.Profile;
import org.paschima.contract.codec.Envelope;
import org.paschima.contract.codec.FactCodec;
import org.paschima.contract.codec.ReceiptCodec;
import org.paschima.contract.json.Fields;
import org.paschima.contract.json.Json;
import org.paschima.contract.json.JsonReader;
import org.paschima.contract.json.Problems;
import org.paschima.contract.json.Strictness;
import org.paschima.log.Batch;
import org.paschima.log.LogEnd;
import org.paschima.log.LogEntry;
import org.paschima.log.LogPartition;
import org.paschima.log.TopicIdentity;
import org.paschima.notify.Unheard;
import org.paschima.notify.domain.Decider;
import org.paschima.notify.domain.Draw;
import org.paschima.notify.domain.PlanHistory;
import org.paschima.store.mongo.FencedBatches;
import org.paschima.store.mongo.MongoStore;
import org.paschima.testkit.Backings;
import org.paschima.testkit.Seeds;

/** Random histories of plans on a real database, over restarts: another owner goes on from what is stored. */
class PlanHistoryIT {

    private static final MemberId MEMBER = new MemberId("studio", "m-1");
    private static final LogPartition PARTITION = new LogPartition("log", 0);

    private final MongoStore store = MongoStore.connect(Backings.mongo(), Backings.freshName("plans"), false);
    private final MongoNudges nudges = new MongoNudges(store);
    private final List<LogEntry> log = new ArrayList<>();
    private volatile Instant now = PlanHistory.START;

    @AfterEach
    void close() {
        store.database().drop();
        store.close();
    }

    static LongStream seeds() {
        return Seeds.first(12);
    }

    /** The log as the broker would tell it, all of it folded. */
    private record Folded(long end) implements LogEnd {
        @Override
        public OptionalLong endOffset(LogPartition partition) {
            return OptionalLong.of(end);
        }

        @Override
        public long foldedTo(LogPartition partition) {
            return end;
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void of_any_history_of_plans_every_decision_point_has_one_stored_receipt_over_any_restarts(long seed)
            throws Exception {
        // Given
        var random = new Random(seed);
        var history = PlanHistory.random(random);
        var owner = owner();
        int folded = (int) owner.assigned(PARTITION, new TopicIdentity("an-id", 1));
        int written = 0;
        int said = 0;
        boolean hasBegun = false;

        // When
        for (var run : history.runs()) {
            now = run;
            if (random.nextInt(60) == 0) {
                owner.revoked(PARTITION);
                owner = owner();
                assertThat(owner.assigned(PARTITION, new TopicIdentity("an-id", 1)))
                        .isEqualTo(folded);
            }
            if (!hasBegun && !run.isBefore(history.begins())) {
                append(
                        FactCodec.changed(new Profile(PlanHistory.ZONE, LocalTime.MIDNIGHT, "en", null, 1)),
                        history.begins());
                append(FactCodec.changed(new Consents(true, true, false, false, 1)), history.begins());
                hasBegun = true;
            }
            for (;
                    written < history.edits().size()
                            && !history.edits().get(written).at().isAfter(run);
                    written++) {
                append(
                        FactCodec.changed(plan(history.edits().get(written))),
                        history.edits().get(written).at());
            }
            for (;
                    said < history.consents().size()
                            && hasBegun
                            && !history.consents().get(said).at().isAfter(run);
                    said++) {
                var consent = history.consents().get(said);
                append(FactCodec.changed(new Consents(true, consent.given(), false, false, said + 2L)), consent.at());
            }
            if (folded < log.size()) {
                owner.fold(new Batch(PARTITION, folded, log.size(), log.subList(folded, log.size())));
                folded = log.size();
            }
            owner.tick(PARTITION, new Folded(folded));
        }

        // Then
        var receipts = new ArrayList<String>();
        for (var stored : nudges.receipts(MEMBER, null, null, null, "", 1_000)) {
            var problems = new Problems();
            var json = (Json.Obj) JsonReader.read(stored.json());
            var receipt = Objects.requireNonNull(
                    ReceiptCodec.receipt(new Fields(json, "", problems, Strictness.LOG), problems),
                    problems.list().toString());
            var covered = covered(receipt.decisionId());
            assertThat(covered)
                    .hasSize(receipt.run() == null ? 1 : receipt.run().slots());
            assertThat(covered.getLast()).isEqualTo(receipt.localDate() + "|" + receipt.slot());
            covered.forEach(key -> receipts.add(key.replace('|', ' ')));
        }
        assertThat(receipts).containsExactlyInAnyOrderElementsOf(history.expected());
    }

    /** Keys of the decision points that a receipt is of. */
    private List<String> covered(String decisionId) {
        var document = Objects.requireNonNull(store.database()
                .getCollection(Decisions.COLLECTION)
                .find(Filters.eq("decisionId", decisionId))
                .first());
        return document.getList(
                "covered", String.class, List.of(document.getString("localDate") + "|" + document.getString("slot")));
    }

    private static NudgePlan plan(PlanHistory.Edit edit) {
        var d = NudgePlan.DEFAULT;
        return new NudgePlan(
                true, edit.slots(), d.contexts(), null, d.zonePolicy(), new Caps(6, 30, 0, 0), null, edit.version());
    }

    private FencedBatches owner() {
        var unheard = new Unheard();
        var decider = new Decider(new Draw("a key for tests".getBytes(StandardCharsets.UTF_8)), "test");
        var fold = new NotifyFold(store, decider, () -> now, unheard, unheard);
        return new FencedBatches("notify", store, fold, () -> now, new SimpleMeterRegistry());
    }

    private void append(Fact fact, Instant at) {
        var message = FactCodec.encode(MEMBER, fact, new Envelope("e-" + log.size(), "/test", at, null));
        var headers = new HashMap<String, byte[]>();
        message.headers().forEach((name, value) -> headers.put(name, value.getBytes(StandardCharsets.UTF_8)));
        log.add(new LogEntry(
                log.size(),
                at.toEpochMilli(),
                message.key().getBytes(StandardCharsets.UTF_8),
                message.value(),
                headers));
    }
}
