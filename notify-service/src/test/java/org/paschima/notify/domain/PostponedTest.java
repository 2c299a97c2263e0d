package org.paschima.notify.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.notify.domain.MemberFixture.BERLIN;
import static org.paschima.notify.domain.MemberFixture.KEY;
import static org.paschima.notify.domain.MemberFixture.MEMBER;
import static org.paschima.notify.domain.MemberFixture.MORNING;
import static org.paschima.notify.domain.MemberFixture.aMemberAt;
import static org.paschima.notify.domain.MemberFixture.practised;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.contract.NudgeEvent;
import org.paschima.contract.Receipt;
import org.paschima.contract.Receipt.Reason;
import org.paschima.contract.codec.FactCodec;
import org.paschima.contract.codec.ReceiptCodec;
import org.paschima.notify.domain.Foreseen.Obstacle;
import org.paschima.testkit.Seeds;

/** No nudge falls into what the own calendar has; the slot is decided where that ends, once. Slots are at 10:30, 15:30 and 19:30. */
class PostponedTest {

    private static final String SLOT = "2026-03-02T09:30:00Z";

    private static MemberFixture busy(String from, String until) {
        var member = aMemberAt(MORNING, BERLIN);
        member.busy = BusyTimes.of(List.of(new Busy(Instant.parse(from), Instant.parse(until))));
        return member;
    }

    private static void replays(Receipt receipt) {
        var result = new Replay(KEY, "test").of(MEMBER, ReceiptCodec.bytes(receipt));
        assertThat(result.differences()).as(receipt.toString()).isEmpty();
    }

    @Test
    void a_slot_in_a_meeting_is_decided_where_that_ends() {
        var member = busy("2026-03-02T09:00:00Z", "2026-03-02T11:00:00Z");

        member.at(SLOT).decides();
        assertThat(member.receipts).isEmpty();
        assertThat(member.state.nextDue()).contains(Instant.parse("2026-03-02T11:00:00Z"));
        member.at("2026-03-02T10:59:59Z").decides();
        assertThat(member.receipts).isEmpty();
        member.at("2026-03-02T11:00:00Z").decides();

        var receipt = member.lastReceipt();
        assertThat(receipt.available()).isTrue();
        assertThat(receipt.instant().toInstant()).isEqualTo(Instant.parse(SLOT));
        assertThat(receipt.text()).contains("12:00 instead of 10:30");
        assertThat(receipt.inputs().fields()).containsKey("postponedBy");
        replays(receipt);
        assertThat(member.state.history().postponed()).isNull();
    }

    @Test
    void it_is_what_comes_next_at_its_new_time_until_the_next_slot_is() {
        var member = busy("2026-03-02T09:00:00Z", "2026-03-02T11:00:00Z");
        member.at(SLOT).decides();

        var upcoming = Upcoming.of(member.state, Instant.parse("2026-03-02T10:00:00Z"));
        assertThat(upcoming.point().orElseThrow().instant()).isEqualTo(Instant.parse(SLOT));
        assertThat(upcoming.at()).hasValue(Instant.parse("2026-03-02T11:00:00Z"));

        member.at("2026-03-02T11:00:00Z").decides();
        var after = Upcoming.of(member.state, Instant.parse("2026-03-02T11:00:00Z"));
        assertThat(after.at()).hasValue(Instant.parse("2026-03-02T14:30:00Z"));
        assertThat(after.point().orElseThrow().instant()).isEqualTo(after.at().orElseThrow());
    }

    @Test
    void it_moves_once_and_is_withheld_if_there_is_another_meeting_by_then() {
        var member = busy("2026-03-02T09:00:00Z", "2026-03-02T11:00:00Z");
        member.at(SLOT).decides();
        member.busy = BusyTimes.of(
                List.of(new Busy(Instant.parse("2026-03-02T10:50:00Z"), Instant.parse("2026-03-02T11:30:00Z"))));

        member.at("2026-03-02T11:00:00Z").decides();

        assertThat(member.lastReceipt().reasons()).containsExactly(Reason.IN_A_MEETING);
        assertThat(member.lastReceipt().text()).contains("your calendar has you busy until 12:30");
        replays(member.lastReceipt());
    }

    @Test
    void it_stays_where_the_meeting_lasts_into_the_next_slot_or_the_next_day_or_quiet_hours() {
        for (var until : List.of("2026-03-02T14:30:00Z", "2026-03-03T09:00:00Z")) {
            var member = busy("2026-03-02T09:00:00Z", until).at(SLOT).decides();
            assertThat(member.lastReceipt().reasons()).as(until).containsExactly(Reason.IN_A_MEETING);
            replays(member.lastReceipt());
        }
        var evening = busy("2026-03-02T16:00:00Z", "2026-03-02T21:30:00Z");
        evening.at("2026-03-02T18:30:00Z").decides();
        assertThat(evening.lastReceipt().reasons()).contains(Reason.IN_A_MEETING);
    }

    @Test
    void who_practised_during_the_meeting_is_not_nudged_after_it() {
        var member =
                busy("2026-03-02T09:00:00Z", "2026-03-02T11:00:00Z").at(SLOT).decides();
        member.happens(practised("p", 1, Instant.parse("2026-03-02T10:30:00Z"), Duration.ofMinutes(20)));

        member.at("2026-03-02T11:00:00Z").decides();

        assertThat(member.lastReceipt().reasons()).containsExactly(Reason.RECENTLY_PRACTISED);
        assertThat(member.lastReceipt().text()).startsWith("No nudge at 12:00 instead of 10:30");
        replays(member.lastReceipt());
    }

    @Test
    void a_nudge_holds_until_the_next_meeting_begins() {
        var member = aMemberAt(MORNING, BERLIN);
        member.busy = new BusyTimes(LongStream.range(0, 60)
                .mapToObj(day -> new Busy(
                        Instant.parse("2026-03-02T09:40:00Z").plus(Duration.ofDays(day)),
                        Instant.parse("2026-03-02T09:50:00Z").plus(Duration.ofDays(day))))
                .toList());

        for (int day = 0; day < 60; day++) {
            member.at(Instant.parse(SLOT).plus(Duration.ofDays(day))).decides();
            member.state
                    .openNudges(member.now)
                    .forEach(nudge -> assertThat(nudge.validUntil().toString()).endsWith("T09:40:00Z"));
            member.receipts.forEach(PostponedTest::replays);
        }
        assertThat(member.log).isNotEmpty();
    }

    @Test
    void a_preview_shows_where_a_slot_goes_and_what_stands_against_it() {
        var member = busy("2026-03-02T09:00:00Z", "2026-03-02T11:00:00Z");
        member.busy = BusyTimes.of(List.of(
                member.busy.times().getFirst(),
                new Busy(Instant.parse("2026-03-02T14:00:00Z"), Instant.parse("2026-03-02T18:30:00Z"))));

        var foreseen = Preview.of(member.state, member.busy, member.now);

        assertThat(foreseen.get(0).postponedTo()).isEqualTo(Instant.parse("2026-03-02T11:00:00Z"));
        assertThat(foreseen.get(0).against()).isEmpty();
        assertThat(foreseen.get(1).postponedTo()).isNull();
        assertThat(foreseen.get(1).against()).containsExactly(Obstacle.IN_A_MEETING);
        assertThat(foreseen.get(2).postponedTo()).isNull();
        assertThat(foreseen.get(2).against()).isEmpty();
    }

    static LongStream seeds() {
        return Seeds.first(60);
    }

    /** Days around changes of the clocks in all zones, plans of every kind, travel, practice, and a calendar that changes. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void no_nudge_of_random_days_falls_into_a_meeting_as_it_was_known(long seed) {
        // Given
        var random = new Random(seed);
        var days = RandomDays.of(random).live(random.nextInt(10));
        var member = days.member;
        member.busy = calendar(random, member.now);
        var moved = new HashSet<String>();
        @Nullable Postponed pending = null;

        for (int i = 0; i < 60; i++) {
            // When
            if (random.nextInt(10) == 0) {
                member.happens(FactCodec.changed(days.plan(10_000 + i)));
            }
            if (random.nextInt(5) == 0) {
                member.busy = calendar(random, member.now);
            }
            var due = member.state
                    .nextDue()
                    .orElse(member.now)
                    .plusSeconds(random.nextInt(4) == 0 ? random.nextInt(900) : 0);
            int before = member.receipts.size();
            int said = member.log.size();
            member.at(due.isAfter(member.now) ? due : member.now).decides();

            // Then
            var postponed = member.state.history().postponed();
            if (postponed != null && !postponed.equals(pending)) {
                assertThat(moved.add(postponed.key())).as(postponed.key()).isTrue();
            }
            pending = postponed;
            for (var nudge : member.log.subList(said, member.log.size())) {
                if (nudge instanceof NudgeEvent.Issued issued) {
                    var from = issued.issuedAt().toInstant();
                    var until = issued.validUntil().toInstant();
                    assertThat(member.busy.firstWithin(from, until)).isEmpty();
                }
            }
            for (var receipt : member.receipts.subList(before, member.receipts.size())) {
                replays(receipt);
            }
        }
        assertThat(member.covered).doesNotHaveDuplicates();
    }

    private static BusyTimes calendar(Random random, Instant around) {
        var busy = new ArrayList<Busy>();
        for (int i = 0; i < 12; i++) {
            var from = around.plusSeconds(900L * (random.nextInt(400) - 40));
            busy.add(new Busy(from, from.plusSeconds(900L * (1 + random.nextInt(16)))));
        }
        return BusyTimes.of(busy);
    }
}
