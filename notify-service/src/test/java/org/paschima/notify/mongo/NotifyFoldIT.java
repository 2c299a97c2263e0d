package org.paschima.notify.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Updates;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paschima.contract.Consents;
import org.paschima.contract.Fact;
import org.paschima.contract.MemberId;
import org.paschima.contract.MemberRecord.Practice;
import org.paschima.contract.MemberRecord.Segment;
import org.paschima.contract.Moment;
import org.paschima.contract.NudgePlan;
import org.paschima.contract.Profile;
import org.paschima.contract.RecordHead;
import org.paschima.contract.RecordId;
import org.paschima.contract.Side;
import org.paschima.contract.codec.Envelope;
import org.paschima.contract.codec.FactCodec;
import org.paschima.log.Batch;
import org.paschima.log.LogEnd;
import org.paschima.log.LogEntry;
import org.paschima.log.LogPartition;
import org.paschima.log.TopicIdentity;
import org.paschima.notify.Unheard;
import org.paschima.notify.delivery.StoredReceipt;
import org.paschima.notify.domain.Decider;
import org.paschima.notify.domain.Draw;
import org.paschima.notify.domain.MemberState;
import org.paschima.notify.domain.Standing;
import org.paschima.store.mongo.FencedBatches;
import org.paschima.store.mongo.MongoStore;
import org.paschima.testkit.Backings;
import org.paschima.testkit.SeqOnceInOrder;

/** Folding and deciding on a real database, with a log whose end the test knows. */
class NotifyFoldIT {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant MORNING = Instant.parse("2026-03-02T07:00:00Z");
    private static final Instant SLOT = Instant.parse("2026-03-02T09:30:00Z");
    private static final MemberId MEMBER = new MemberId("studio", "m-1");
    private static final LogPartition PARTITION = new LogPartition("log", 0);
    private static final TopicIdentity TOPIC = new TopicIdentity("an-id", 1);

    private final MongoStore store = MongoStore.connect(Backings.mongo(), Backings.freshName("fold"), false);
    private final MongoNudges nudges = new MongoNudges(store);
    private final List<LogEntry> log = new ArrayList<>();
    private volatile Instant now = MORNING;

    /** How far the clock goes on by itself each time that it is read. */
    private volatile Duration pace = Duration.ZERO;

    private FencedBatches owner;

    /** Where the log ends as the broker says, and how far it is folded. */
    private record At(OptionalLong end, long foldedTo) implements LogEnd {
        @Override
        public OptionalLong endOffset(LogPartition partition) {
            return end;
        }

        @Override
        public long foldedTo(LogPartition partition) {
            return foldedTo;
        }
    }

    @BeforeEach
    void join() {
        owner = owner();
        assertThat(owner.assigned(PARTITION, TOPIC)).isZero();
        append(FactCodec.changed(new Profile(BERLIN, LocalTime.MIDNIGHT, "en", null, 1)));
        append(FactCodec.changed(new Consents(true, true, false, false, 1)));
        foldFrom(0);
    }

    @AfterEach
    void close() {
        store.database().drop();
        store.close();
    }

    private FencedBatches owner() {
        var unheard = new Unheard();
        var decider = new Decider(new Draw("a key for tests".getBytes(StandardCharsets.UTF_8)), "test");
        var fold = new NotifyFold(store, decider, this::read, unheard, unheard);
        return new FencedBatches("notify", store, fold, () -> now, new SimpleMeterRegistry());
    }

    private Instant read() {
        var shown = now;
        now = shown.plus(pace);
        return shown;
    }

    private void append(Fact fact) {
        append(MEMBER, fact);
    }

    private void append(MemberId member, Fact fact) {
        var message = FactCodec.encode(member, fact, new Envelope("e-" + log.size(), "/test", now, null));
        var headers = new HashMap<String, byte[]>();
        message.headers().forEach((name, value) -> headers.put(name, value.getBytes(StandardCharsets.UTF_8)));
        log.add(new LogEntry(
                log.size(),
                now.toEpochMilli(),
                message.key().getBytes(StandardCharsets.UTF_8),
                message.value(),
                headers));
    }

    private void foldFrom(int start) {
        owner.fold(new Batch(PARTITION, start, log.size(), log.subList(start, log.size())));
    }

    private static Fact practised(Instant start) {
        return practised("p-" + start.getEpochSecond(), 1, start);
    }

    private static Fact practised(String id, long version, Instant start) {
        return FactCodec.recorded(new Practice(
                new RecordHead(
                        new RecordId("app", id),
                        version,
                        utc(start),
                        BERLIN,
                        LocalTime.MIDNIGHT,
                        start.atZone(BERLIN).toLocalDate()),
                utc(start.plusSeconds(300)),
                "desk",
                Moment.ROUTINE,
                List.of(new Segment("tadasana", 5, Side.BOTH, null, List.of(), null)),
                null,
                null,
                false,
                List.of(),
                null));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private List<StoredReceipt> receipts() {
        return nudges.receipts(MEMBER, null, null, null, "", 1000);
    }

    private static String text(StoredReceipt receipt) {
        return new String(receipt.json(), StandardCharsets.UTF_8);
    }

    private LogEnd folded() {
        return new At(OptionalLong.of(log.size()), log.size());
    }

    @Test
    void nothing_is_decided_while_the_end_of_the_log_is_unknown() {
        now = SLOT;

        owner.tick(PARTITION, new At(OptionalLong.empty(), log.size()));
        assertThat(receipts()).isEmpty();

        now = SLOT.plus(Duration.ofMinutes(31));
        owner.tick(PARTITION, folded());
        assertThat(receipts()).hasSize(1);
        assertThat(text(receipts().getFirst())).contains("\"reasons\":[\"STALE\"]");
    }

    /** Their slot is earlier in the day, so they wait longer than who has one now, and are more than one look finds. */
    @Test
    void who_has_a_slot_now_is_decided_for_before_others_whom_an_outage_left() {
        int others = 1_300;
        int start = log.size();
        var early = List.of(LocalTime.of(9, 0));
        for (int number = 0; number < others; number++) {
            var member = new MemberId("studio", "early-" + number);
            append(member, FactCodec.changed(new Profile(BERLIN, LocalTime.MIDNIGHT, "en", null, 1)));
            append(member, FactCodec.changed(new Consents(true, true, false, false, 1)));
            append(
                    member,
                    FactCodec.changed(new NudgePlan(
                            true,
                            early,
                            List.of("desk"),
                            null,
                            NudgePlan.ZonePolicy.FOLLOW_ME,
                            NudgePlan.Caps.DEFAULT,
                            null,
                            1)));
        }
        foldFrom(start);
        now = SLOT.plus(Duration.ofDays(5)).plusSeconds(20);
        pace = Duration.ofSeconds(3); // so that the first try is too late

        assertThat(owner.tick(PARTITION, folded())).isTrue();
        assertThat(receipts()).isEmpty();
        pace = Duration.ZERO;
        assertThat(owner.tick(PARTITION, folded())).isTrue();

        assertThat(receipts()).hasSize(2); // of what went by, and of now
        assertThat(text(receipts().getLast())).doesNotContain("STALE");
        var decided = store.database().getCollection(Decisions.COLLECTION);
        assertThat(decided.countDocuments()).isLessThan(others);
        while (owner.tick(PARTITION, folded())) {
            assertThat(decided.countDocuments()).isLessThan(others + 2);
        }
        assertThat(decided.countDocuments()).isEqualTo(others + 2);
    }

    /** P6: the practice is acknowledged but not folded when the slot comes. */
    @Test
    void what_was_acknowledged_before_the_slot_is_folded_before_it_is_decided() {
        now = SLOT;
        int acknowledged = log.size();
        append(practised(SLOT.minusSeconds(600)));

        owner.tick(PARTITION, new At(OptionalLong.of(log.size()), acknowledged));
        assertThat(receipts()).isEmpty();
        foldFrom(acknowledged);
        owner.tick(PARTITION, folded());

        assertThat(receipts()).hasSize(1);
        assertThat(text(receipts().getFirst())).contains("\"reasons\":[\"RECENTLY_PRACTISED\"]");
    }

    /** The store stood still from the slot on; what was acknowledged meanwhile is folded before anything is decided. */
    @Test
    void an_end_that_was_asked_for_before_a_stall_is_asked_for_again() {
        now = SLOT;
        int acknowledged = log.size();
        append(FactCodec.changed(new Consents(true, true, false, false, 2)));
        owner.tick(PARTITION, new At(OptionalLong.of(log.size()), acknowledged));

        now = SLOT.plus(Duration.ofMinutes(20));
        foldFrom(acknowledged);
        int stalled = log.size();
        append(practised(SLOT.plus(Duration.ofMinutes(2))));
        owner.tick(PARTITION, new At(OptionalLong.of(log.size()), stalled));
        assertThat(receipts()).isEmpty();

        foldFrom(stalled);
        owner.tick(PARTITION, folded());
        assertThat(text(receipts().getFirst()))
                .contains("\"reasons\":[\"RECENTLY_PRACTISED\"]", "\"decidedAt\":\"2026-03-02T09:50:00Z\"");
    }

    /** The clock goes on while the transaction runs: before it may commit, its instant is no longer the present. */
    @Test
    void what_took_longer_than_two_seconds_to_decide_is_dropped_and_decided_by_the_clock_of_then() {
        now = SLOT;
        pace = Duration.ofMinutes(8);

        owner.tick(PARTITION, folded());
        assertThat(receipts()).isEmpty();
        assertThat(nudges.after(MEMBER, 0)).isEmpty();

        pace = Duration.ZERO;
        now = SLOT.plus(Duration.ofMinutes(40));
        owner.tick(PARTITION, folded());
        assertThat(text(receipts().getFirst())).contains("\"reasons\":[\"STALE\"]");
    }

    @Test
    void a_log_that_always_grows_does_not_keep_decisions_from_being_made() {
        now = SLOT;
        int end = log.size() + 1;
        append(FactCodec.changed(new Consents(true, true, false, false, 2)));

        owner.tick(PARTITION, new At(OptionalLong.of(end), end - 1));
        foldFrom(end - 1);
        owner.tick(PARTITION, new At(OptionalLong.of(end + 100), end));

        assertThat(receipts()).hasSize(1);
    }

    /** Practice v1 today, v2 a week back, and v1 again, each in a batch of its own: the slot is free. */
    @Test
    void a_version_that_lost_stays_lost_when_the_winner_is_too_old_to_matter() {
        var today = practised("p", 1, SLOT.minusSeconds(600));
        for (var version : List.of(today, practised("p", 2, SLOT.minus(Duration.ofDays(7))), today)) {
            append(version);
            foldFrom(log.size() - 1);
        }
        now = SLOT;

        owner.tick(PARTITION, folded());

        assertThat(text(receipts().getFirst())).contains("\"available\":true");
    }

    /** Forward over many slots, with nudges sent there, and back again. */
    @Test
    void a_clock_set_forward_and_back_leaves_no_future_nudge_open_and_no_member_undecided() {
        now = SLOT;
        while (nudges.after(MEMBER, 0).isEmpty()) {
            now = nudges.member(MEMBER).nextDue().orElseThrow();
            owner.tick(PARTITION, folded());
        }
        int decided = receipts().size();
        now = MORNING;
        assertThat(nudges.member(MEMBER).openNudges(now)).isEmpty();

        await().atMost(Duration.ofSeconds(30)).until(() -> {
            owner.tick(PARTITION, folded());
            return nudges.after(MEMBER, 0).size() == 2;
        });
        assertThat(nudges.after(MEMBER, 0).getFirst().counterpart()).isEqualTo(2);
        var undecided = nudges.member(MEMBER).nextDue().orElseThrow();
        assertThat(undecided)
                .as("every slot before it has its receipt")
                .isAfter(receipts().getLast().at());

        now = undecided;
        owner.tick(PARTITION, folded());
        assertThat(receipts()).hasSize(decided + 1);
        assertThat(receipts()).extracting(StoredReceipt::decisionId).doesNotHaveDuplicates();
    }

    /** As if by rules of time zones that put the slot an hour later. */
    private void wasComputedByOtherRules() {
        store.database()
                .getCollection(Members.COLLECTION)
                .updateMany(
                        new Document(),
                        Updates.combine(
                                Updates.set("nextDue", Date.from(SLOT.plus(Duration.ofHours(1)))),
                                Updates.set("tzdata", "2001a")));
        owner = owner();
        owner.assigned(PARTITION, TOPIC);
    }

    @Test
    void who_takes_a_partition_over_computes_by_the_rules_of_now_when_its_members_are_due() {
        now = SLOT.minusSeconds(60);
        wasComputedByOtherRules();
        owner.tick(PARTITION, folded());

        var stored = store.database().getCollection(Members.COLLECTION).find().first();
        assertThat(stored).containsEntry("tzdata", "test").containsEntry("nextDue", Date.from(SLOT));

        now = SLOT;
        owner.tick(PARTITION, folded());
        assertThat(receipts()).hasSize(1);
        now = SLOT.plus(Duration.ofHours(1));
        owner.tick(PARTITION, folded());
        assertThat(receipts()).hasSize(1);
    }

    @Test
    void a_slot_that_other_rules_put_before_now_is_not_sent_late() {
        now = SLOT.plus(Duration.ofMinutes(10));
        wasComputedByOtherRules();
        owner.tick(PARTITION, folded());
        owner.tick(PARTITION, folded());

        assertThat(receipts()).isEmpty();
        assertThat(nudges.member(MEMBER).nextDue())
                .hasValueSatisfying(due -> assertThat(due).isAfter(now));
    }

    @Test
    void two_who_both_think_they_own_the_partition_decide_every_slot_once() throws Exception {
        var other = owner();
        other.assigned(PARTITION, TOPIC);
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (int slot = 0; slot < 30; slot++) {
                now = nudges.member(MEMBER).nextDue().orElseThrow();
                Callable<Boolean> first = () -> ticks(owner);
                Callable<Boolean> second = () -> ticks(other);
                for (var done : threads.invokeAll(List.of(first, second))) {
                    assertThat(done.get()).isTrue();
                }
            }
        }
        owner.tick(PARTITION, folded());

        assertThat(receipts()).hasSize(30);
        var seqs = nudges.after(MEMBER, 0).stream().map(entry -> entry.seq()).toList();
        assertThat(seqs).isNotEmpty();
        SeqOnceInOrder.holdsWithoutGaps(seqs, nudges.member(MEMBER).lastSeq());
    }

    /** Whoever loses finds out as the loop would: it tries again or forgets, and decides nothing. */
    private boolean ticks(FencedBatches who) {
        try {
            who.tick(PARTITION, folded());
        } catch (org.paschima.log.NotOwnerException | org.paschima.log.StoreUnavailableException _) {
            return true;
        }
        return true;
    }

    @Test
    void a_jump_over_many_slots_tells_all_of_them_in_one_receipt() {
        now = MORNING.plus(Duration.ofDays(60));

        for (int tick = 0; tick < 20; tick++) {
            owner.tick(PARTITION, folded());
        }

        assertThat(receipts()).hasSize(1);
        assertThat(text(receipts().getFirst())).contains("\"slots\":180");
        // It is listed wherever one of its dates is asked for, and nowhere else.
        var first = LocalDate.parse("2026-03-02");
        assertThat(nudges.receipts(MEMBER, null, first, null, "", 10)).hasSize(1);
        assertThat(nudges.receipts(MEMBER, null, first.minusDays(1), null, "", 10))
                .isEmpty();
        assertThat(nudges.receipts(MEMBER, first.plusDays(59), null, null, "", 10))
                .hasSize(1);
        assertThat(nudges.receipts(MEMBER, first.plusDays(60), null, null, "", 10))
                .isEmpty();
    }

    @Test
    void a_member_is_stored_and_read_back_exactly() {
        append(practised(MORNING.plusNanos(123_456_789)));
        append(FactCodec.deleted(new RecordId("app", "gone"), 3, utc(MORNING)));
        var d = NudgePlan.DEFAULT;
        var slots = List.of(LocalTime.of(10, 30), LocalTime.of(17, 0));
        append(FactCodec.changed(new NudgePlan(true, slots, d.contexts(), null, d.zonePolicy(), d.caps(), null, 1)));
        foldFrom(log.size() - 3);
        now = SLOT;
        owner.tick(PARTITION, folded());

        MemberState state = nudges.member(MEMBER);

        assertThat(MemberDocument.read(MemberDocument.write(MEMBER.key(), 0, state)))
                .isEqualTo(state);
        assertThat(state.records().byId()).hasSize(2);
        assertThat(state.history().decided()).hasSize(1);
        assertThat(state.standing().slots()).containsOnlyKeys(LocalTime.of(17, 0));
        assertThat(state.standing().from()).isEqualTo(MORNING);
    }

    @Test
    void a_document_of_before_slots_had_an_age_is_read_as_if_they_always_were() {
        var document = MemberDocument.write(MEMBER.key(), 0, nudges.member(MEMBER));
        document.remove("standing");

        var state = MemberDocument.read(document);

        assertThat(state.standing()).isEqualTo(Standing.ALWAYS);
        assertThat(state.nextDue()).isPresent();
    }

    @Test
    void what_cannot_be_decoded_is_parked_and_the_rest_goes_on() {
        int start = log.size();
        log.add(new LogEntry(
                start, 0, "studio/m-1".getBytes(StandardCharsets.UTF_8), new byte[] {'{'}, new HashMap<>()));
        append(FactCodec.changed(new Consents(true, false, false, false, 9)));
        foldFrom(start);

        assertThat(store.database().getCollection("parked").countDocuments(new Document()))
                .isEqualTo(1);
        assertThat(nudges.member(MEMBER).settings().consents())
                .isNotNull()
                .satisfies(won -> assertThat(won.value().version()).isEqualTo(9));
    }
}
