package org.paschima.notify.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.contract.MemberId;
import org.paschima.contract.NudgeEvent;
import org.paschima.contract.NudgeFate;
import org.paschima.contract.NudgeFate.Fate;
import org.paschima.contract.codec.NudgeCodec;
import org.paschima.notify.delivery.Channel;
import org.paschima.notify.domain.NudgeLife;
import org.paschima.notify.domain.NudgeLife.Happened;
import org.paschima.notify.webhook.Arrivals;
import org.paschima.store.mongo.MongoStore;
import org.paschima.store.mongo.Transactions;
import org.paschima.testkit.Backings;
import org.paschima.testkit.Seeds;

/** What became of a nudge, as a real database keeps it. */
class NudgeLivesIT {

    private static final MemberId MEMBER = new MemberId("studio", "m-1");
    private static final List<Fate> FATES = List.of(Fate.values());
    private static final Instant PLANNED = Instant.parse("2026-03-02T09:30:00Z");
    private static final Instant SENT = PLANNED.plusSeconds(1);
    private static final Instant VALID_UNTIL = PLANNED.plusSeconds(1_800);

    private final MongoStore store = MongoStore.connect(Backings.mongo(), Backings.freshName("lives"), false);
    private final NudgeEntries entries = new NudgeEntries(store);
    private final NudgeLives lives = new NudgeLives(store);
    private final Transactions transactions = new Transactions(store);

    @AfterEach
    void close() {
        store.database().drop();
        store.close();
    }

    static LongStream seeds() {
        return Seeds.first(20);
    }

    private static NudgeEvent.Issued issued(String nudgeId, long seq) {
        return new NudgeEvent.Issued(
                seq,
                nudgeId,
                LocalTime.of(10, 30),
                LocalDate.of(2026, 3, 2),
                SENT.atOffset(ZoneOffset.UTC),
                VALID_UNTIL.atOffset(ZoneOffset.UTC),
                new NudgeEvent.Content("tadasana", List.of(), 2, "desk", "Time for a pause?", "Two minutes."),
                "d-" + seq);
    }

    private void happens(NudgeEvent.Issued nudge, Happened what) {
        switch (what) {
            case Happened.Delivered(var channel, var at) ->
                lives.by(channel.equals("webhook") ? new Channel.Webhook() : new Channel.WebPush())
                        .arrived(List.of(new Arrivals.Nudge(MEMBER, nudge.nudgeId())), at);
            case Happened.Reported(var fate, var at) ->
                transactions.run(session -> {
                    lives.told(
                            session,
                            List.of(new NudgeLives.Told(
                                    MEMBER.key(),
                                    new NudgeFate(nudge.nudgeId(), fate, at.atOffset(ZoneOffset.UTC), null))));
                    return true;
                });
            case Happened.Withdrawn _ -> throw new IllegalArgumentException("the log tells it once");
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void what_is_noted_late_twice_and_out_of_order_is_read_as_what_follows_from_it_in_order(long seed) {
        // Given: two nudges, of which something happens to one
        var random = new Random(seed);
        var nudge = issued("n-1", 1);
        var other = issued("n-2", 2);
        transactions.run(session -> {
            entries.insert(
                    session,
                    List.of(
                            NudgeEntries.issued(MEMBER.key(), nudge, NudgeCodec.bytes(nudge), PLANNED),
                            NudgeEntries.issued(MEMBER.key(), other, NudgeCodec.bytes(other), PLANNED)));
            return true;
        });
        var known = new ArrayList<Happened>();
        for (int i = 1 + random.nextInt(6); i > 0; i--) {
            var at = PLANNED.plusSeconds(random.nextInt(4_000));
            known.add(
                    random.nextInt(3) == 0
                            ? new Happened.Delivered(random.nextBoolean() ? "webhook" : "web-push", at)
                            : new Happened.Reported(FATES.get(random.nextInt(FATES.size())), at));
        }
        var expected = NudgeLife.sent("n-1", PLANNED, SENT, VALID_UNTIL);
        for (var each : known) {
            expected = expected.and(each);
        }

        // When
        known.add(known.getFirst());
        Collections.shuffle(known, random);
        known.forEach(each -> happens(nudge, each));

        // Then
        assertThat(lives.of(MEMBER, List.of("n-1", "n-2", "n-3")))
                .containsOnlyKeys("n-1", "n-2")
                .containsEntry("n-1", expected)
                .containsEntry("n-2", NudgeLife.sent("n-2", PLANNED, SENT, VALID_UNTIL));

        // and a withdrawal is one more
        var taken = new NudgeEvent.Withdrawn(3, "n-2", NudgeEvent.WithdrawalReason.PAUSED, null, "0:7");
        transactions.run(session -> {
            entries.insert(
                    session,
                    List.of(NudgeEntries.withdrawn(
                            MEMBER.key(), taken, NudgeCodec.bytes(taken), PLANNED.plusSeconds(60), 2)));
            return true;
        });
        assertThat(lives.of(MEMBER, List.of("n-2")))
                .containsEntry(
                        "n-2",
                        NudgeLife.sent("n-2", PLANNED, SENT, VALID_UNTIL)
                                .and(new Happened.Withdrawn(
                                        NudgeEvent.WithdrawalReason.PAUSED, PLANNED.plusSeconds(60))));
    }
}
