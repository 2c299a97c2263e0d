package org.paschima.notify.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoClientSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.paschima.contract.Consents;
import org.paschima.contract.Fact;
import org.paschima.contract.LocalDays;
import org.paschima.contract.LogPosition;
import org.paschima.contract.MemberId;
import org.paschima.contract.MemberRecord.Practice;
import org.paschima.contract.MemberRecord.Ratings;
import org.paschima.contract.MemberRecord.Segment;
import org.paschima.contract.MemberRecord.TensionReport;
import org.paschima.contract.Moment;
import org.paschima.contract.Profile;
import org.paschima.contract.RecordHead;
import org.paschima.contract.RecordId;
import org.paschima.contract.Side;
import org.paschima.contract.Tension;
import org.paschima.contract.codec.Decoded;
import org.paschima.contract.codec.Envelope;
import org.paschima.contract.codec.FactCodec;
import org.paschima.log.Batch;
import org.paschima.log.LogEntry;
import org.paschima.log.LogPartition;
import org.paschima.log.TopicIdentity;
import org.paschima.notify.Unheard;
import org.paschima.notify.domain.Decider;
import org.paschima.notify.domain.Draw;
import org.paschima.notify.domain.Evolution;
import org.paschima.notify.domain.FactPosition;
import org.paschima.notify.domain.Ranks;
import org.paschima.store.mongo.FencedBatches;
import org.paschima.store.mongo.MongoStore;
import org.paschima.testkit.Backings;
import org.paschima.testkit.Seeds;

/**
 * A member of ten years: what is kept of the records beside the log, on a real database. Prints the figures of ADR 32; that
 * the member's document stays as it was after a year is asserted.
 */
class TenYearsIT {

    private static final MemberId MEMBER = new MemberId("studio", "m-1");
    private static final LogPartition PARTITION = new LogPartition("log", 0);
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant BEGIN = Instant.parse("2016-01-04T06:00:00Z");
    private static final int YEARS = 10;
    private static final int WEEKS_A_YEAR = 52;

    private final MongoStore store = MongoStore.connect(Backings.mongo(), Backings.freshName("years"), false);
    private final Random random = new Random(Seeds.one(7));
    private final List<LogEntry> log = new ArrayList<>();
    private Instant now = BEGIN;

    @AfterEach
    void close() {
        store.database().drop();
        store.close();
    }

    @Test
    void what_is_kept_of_a_member_does_not_grow_with_the_years_but_for_a_rank_a_record() {
        var unheard = new Unheard();
        var decider = new Decider(new Draw("a key for tests".getBytes(StandardCharsets.UTF_8)), "test");
        var fold = new NotifyFold(store, decider, () -> now, unheard, unheard);
        var owner = new FencedBatches("notify", store, fold, () -> now, new SimpleMeterRegistry());
        owner.assigned(PARTITION, new TopicIdentity("an-id", 1));
        append(FactCodec.changed(new Profile(BERLIN, LocalTime.MIDNIGHT, "en", null, 1)));
        append(FactCodec.changed(new Consents(true, true, false, false, 1)));
        var sizes = new ArrayList<Integer>();
        int folded = 0;
        int records = 0;

        for (int year = 1; year <= YEARS; year++) {
            long began = System.nanoTime();
            int before = records;
            for (int week = 0; week < WEEKS_A_YEAR; week++) {
                for (int day = 0; day < 7; day++) {
                    now = now.plus(Duration.ofDays(1));
                    records += aDay();
                }
                owner.fold(new Batch(PARTITION, folded, log.size(), log.subList(folded, log.size())));
                folded = log.size();
            }
            long micros = (System.nanoTime() - began) / 1_000 / (records - before);
            sizes.add(bytes(member()));
            System.err.printf(
                    "year %d: %d records so far, member's document %d bytes, of them reports %d and practices %d; %d us a"
                            + " record in batches of a week%n",
                    year,
                    records,
                    sizes.getLast(),
                    bytes(member().get("reports", Document.class)),
                    bytes(member().get("seen", Document.class)),
                    micros);
        }

        System.err.printf("without the database %d us a record%n", microsInMemory());
        var ranks = store.database().runCommand(new Document("collStats", RecordRanks.COLLECTION));
        System.err.printf(
                "ranks: %s documents of %s bytes on average; on disk %s bytes and %s of index%n",
                ranks.get("count"), ranks.get("avgObjSize"), ranks.get("storageSize"), ranks.get("totalIndexSize"));
        assertThat(ranks.get("count", 0)).isEqualTo(records);
        assertThat(ranks.get("avgObjSize", 0)).isLessThan(200);
        assertThat(sizes.getLast()).isLessThan(sizes.getFirst() * 11 / 10);
    }

    /** What folding one more record of such a member costs by itself. */
    private long microsInMemory() {
        var facts = new ArrayList<Fact>();
        int before = log.size();
        for (int day = 0; day < 400; day++) {
            now = now.plus(Duration.ofDays(1));
            aDay();
        }
        for (var entry : log.subList(before, log.size())) {
            if (FactCodec.decode(entry.key(), entry::header, entry.value()) instanceof Decoded.Known known) {
                facts.add(known.fact());
            }
        }
        var state = MemberDocument.read(member());
        var ranks = new Ranks(new HashMap<>());
        long began = System.nanoTime();
        for (int i = 0; i < facts.size(); i++) {
            var place = new FactPosition(new LogPosition(0, (before + i)), now);
            state = Evolution.evolve(MEMBER.key(), state, facts.get(i), place, now, ranks)
                    .state();
        }
        assertThat(facts).hasSize(2_000);
        return (System.nanoTime() - began) / 1_000 / facts.size();
    }

    /** Three reports and two practices, one of them rated. */
    private int aDay() {
        var id = "d" + LocalDays.of(now, BERLIN, LocalTime.MIDNIGHT);
        for (int i = 0; i < 3; i++) {
            var ratings = List.of(new Tension("neck", Side.BOTH, random.nextInt(10)));
            append(FactCodec.recorded(
                    new TensionReport(head(id + "-t" + i, i), ratings, null, ratings, Moment.ROUTINE)));
        }
        append(practice(id + "-p0", null));
        append(practice(
                id + "-p1", new Ratings(List.of(new Tension("neck", Side.LEFT, random.nextInt(10))), null, null)));
        return 5;
    }

    private Fact practice(String id, @Nullable Ratings after) {
        return FactCodec.recorded(new Practice(
                head(id, 5),
                now.plus(Duration.ofHours(6)).atOffset(ZoneOffset.UTC),
                "mat",
                Moment.ROUTINE,
                List.of(new Segment("tadasana", 5, Side.BOTH, null, List.of(), null)),
                null,
                after,
                false,
                List.of(),
                null));
    }

    private RecordHead head(String id, int hour) {
        var at = now.plus(Duration.ofHours(hour));
        return new RecordHead(
                new RecordId("app", id),
                1,
                at.atOffset(ZoneOffset.UTC),
                BERLIN,
                LocalTime.MIDNIGHT,
                LocalDays.of(at, BERLIN, LocalTime.MIDNIGHT));
    }

    private Document member() {
        return Objects.requireNonNull(
                store.database().getCollection(Members.COLLECTION).find().first());
    }

    private static int bytes(Document document) {
        BsonDocument bson = document.toBsonDocument(BsonDocument.class, MongoClientSettings.getDefaultCodecRegistry());
        return new RawBsonDocument(bson, new BsonDocumentCodec())
                .getByteBuffer()
                .remaining();
    }

    private void append(Fact fact) {
        var message = FactCodec.encode(MEMBER, fact, new Envelope("e-" + log.size(), "/test", now, null));
        var headers = new HashMap<String, byte[]>();
        message.headers().forEach((name, value) -> headers.put(name, value.getBytes(StandardCharsets.UTF_8)));
        log.add(new LogEntry(
                log.size(),
                now.toEpochMilli(),
                message.key().getBytes(StandardCharsets.UTF_8),
                message.value(),
                headers));
    }
}
