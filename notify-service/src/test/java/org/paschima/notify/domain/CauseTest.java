package org.paschima.notify.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.notify.domain.MemberFixture.BERLIN;
import static org.paschima.notify.domain.MemberFixture.MORNING;
import static org.paschima.notify.domain.MemberFixture.aMemberAt;
import static org.paschima.notify.domain.MemberFixture.livesIn;
import static org.paschima.notify.domain.MemberFixture.planWith;
import static org.paschima.notify.domain.MemberFixture.practised;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.contract.NudgeFate.Fate;
import org.paschima.contract.NudgePlan;
import org.paschima.contract.NudgePlan.Caps;
import org.paschima.contract.NudgePlan.QuietHours;
import org.paschima.contract.Receipt;
import org.paschima.contract.Receipt.Reason;
import org.paschima.contract.codec.FactCodec;
import org.paschima.testkit.Seeds;

/** A receipt's text names what in fact kept the nudge away. */
class CauseTest {

    private static final List<LocalTime> HOURLY = LongStream.range(9, 21)
            .mapToObj(hour -> LocalTime.of((int) hour, 0))
            .toList();

    private static MemberFixture hourly(Caps caps) {
        return aMemberAt(MORNING.minus(Duration.ofHours(2)), BERLIN)
                .happens(FactCodec.changed(planWith(caps, HOURLY, null, 1)));
    }

    private static String nextText(MemberFixture member) {
        return member.at(member.state.nextDue().orElseThrow())
                .decides()
                .lastReceipt()
                .text();
    }

    private static MemberFixture with(MemberFixture member, int ignored) {
        member.state =
                member.state.with(member.state.history().patience(new NudgeHistory.Patience(ignored, null, null)));
        return member;
    }

    @Test
    void five_that_went_unanswered_are_named_and_not_a_limit_nobody_set() {
        var member = with(hourly(new Caps(6, 30, 0, 0)), 5).untilNudged();

        assertThat(nextText(member))
                .endsWith(": five or more in a row went unanswered, so one a day is the most for now.");
        assertThat(member.lastReceipt().reasons()).containsExactly(Reason.TOO_SOON, Reason.DAILY_CAP);
    }

    @Test
    void the_members_own_limit_is_named_though_nobody_answered_either() {
        var member = with(hourly(new Caps(1, 30, 0, 0)), 5).untilNudged();

        assertThat(nextText(member)).endsWith(": the limit of 1 a day was reached.");
    }

    @Test
    void a_limit_reached_the_evening_before_is_one_within_24_hours() {
        var member = hourly(new Caps(1, 30, 0, 0));
        while (member.state.openNudges(member.now).isEmpty()
                || member.now.atZone(BERLIN).getHour() < 10) {
            member.at(member.state.nextDue().orElseThrow()).decides();
        }
        var date = member.lastReceipt().localDate();
        String text = nextText(member);
        while (member.lastReceipt().localDate().equals(date)) {
            assertThat(text).endsWith(": the limit of 1 a day was reached.");
            text = nextText(member);
        }

        assertThat(text).endsWith(": the limit of 1 within 24 hours was reached.");
    }

    @Test
    void a_plan_that_allows_none_is_named_as_that() {
        assertThat(nextText(hourly(new Caps(0, 30, 0, 0)))).endsWith(": your plan allows none a day.");
        assertThat(nextText(hourly(new Caps(6, 0, 0, 0)))).endsWith(": your plan allows none in seven days.");
    }

    @Test
    void ten_that_went_unanswered_bring_a_rest_that_says_so_and_a_pause_of_the_plan_says_until_when() {
        var resting = hourly(new Caps(6, 30, 0, 0));
        resting.state = resting.state.with(resting.state
                .history()
                .patience(new NudgeHistory.Patience(5, resting.now.plus(Duration.ofDays(7)), null)));
        assertThat(nextText(resting))
                .contains("ten or more in a row went unanswered, so nudges rest until Monday, 9 March");

        var d = NudgePlan.DEFAULT;
        var until = MORNING.plus(Duration.ofDays(2)).atZone(BERLIN).toOffsetDateTime();
        var paused = aMemberAt(MORNING, BERLIN)
                .happens(FactCodec.changed(
                        new NudgePlan(true, d.slots(), d.contexts(), null, d.zonePolicy(), d.caps(), until, 1)));
        assertThat(nextText(paused)).endsWith(": nudges are paused until Wednesday, 4 March, 09:00.");
    }

    @Test
    void a_practice_is_told_by_whether_it_is_over_goes_on_or_begins() {
        var slot = Instant.parse("2026-03-02T09:30:00Z");
        var lasts = Duration.ofMinutes(20);

        assertThat(nextText(aMemberAt(MORNING, BERLIN).happens(practised("p", 1, slot.minusSeconds(3600), lasts))))
                .endsWith(": you practised at 09:30.");
        assertThat(nextText(aMemberAt(MORNING, BERLIN).happens(practised("p", 1, slot.minusSeconds(600), lasts))))
                .endsWith(": you have been practising since 10:20.");
        assertThat(nextText(aMemberAt(MORNING, BERLIN).happens(practised("p", 1, slot.plusSeconds(300), lasts))))
                .endsWith(": a practice of yours begins at 10:35.");
    }

    @Test
    void quiet_hours_are_told_by_where_and_when_they_hold() {
        var quiet = new QuietHours(LocalTime.of(12, 0), LocalTime.of(14, 0));
        var caps = new Caps(6, 30, 0, 0);

        var inThem = aMemberAt(MORNING, BERLIN)
                .happens(FactCodec.changed(planWith(caps, List.of(LocalTime.of(13, 0)), quiet, 1)));
        assertThat(nextText(inThem)).endsWith(": it fell in your quiet hours.");

        var before = aMemberAt(MORNING, BERLIN)
                .happens(FactCodec.changed(planWith(caps, List.of(LocalTime.of(11, 50)), quiet, 1)));
        before.at(before.state.nextDue().orElseThrow().plusSeconds(900)).decides();
        assertThat(before.lastReceipt().text()).endsWith(": your quiet hours had begun when we got to it.");

        var elsewhere = aMemberAt(MORNING, BERLIN)
                .happens(FactCodec.changed(planWith(caps, List.of(LocalTime.of(9, 30)), quiet, 1)))
                .happens(livesIn(ZoneId.of("Asia/Karachi"), 2));
        assertThat(nextText(elsewhere)).endsWith(": it fell in your quiet hours by the clocks of Asia/Karachi.");
    }

    @Test
    void a_plan_whose_places_leave_no_room_is_named_as_the_cause() {
        var d = NudgePlan.DEFAULT;
        var nowhere = aMemberAt(MORNING, BERLIN)
                .happens(FactCodec.changed(
                        new NudgePlan(true, d.slots(), List.of("carrying"), null, d.zonePolicy(), d.caps(), null, 1)));

        assertThat(nextText(nowhere)).endsWith(": none of the places in your plan leaves room for one.");
    }

    static LongStream seeds() {
        return Seeds.first(60);
    }

    private static final Pattern A_DAY = Pattern.compile("the limit of (\\d+) a day was reached");
    private static final Pattern IN_24_HOURS = Pattern.compile("the limit of (\\d+) within 24 hours was reached");
    private static final Pattern IN_7_DAYS = Pattern.compile("the limit of (\\d+) in seven days was reached");

    /** Over random weeks each text is compared with what the test itself did: its plans, the nudges sent, the answers given. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatever_happens_no_text_names_a_limit_that_is_not_the_members_own(long seed) {
        var random = new Random(seed);
        var caps = new Caps(random.nextInt(4), random.nextInt(12), 0, 0);
        var member = hourly(caps);
        int inARow = 0;
        long version = 1;
        for (int i = 0; i < 150; i++) {
            if (random.nextInt(40) == 0) {
                caps = new Caps(random.nextInt(4), random.nextInt(12), 0, 0);
                member.happens(FactCodec.changed(planWith(caps, HOURLY, null, ++version)));
            }
            var text = nextText(member);
            var sent = member.receipts.stream()
                    .filter(r -> r.action() == Receipt.Action.SENT)
                    .toList();
            var last = member.lastReceipt();
            long today = sent.stream()
                    .filter(r -> r.localDate().equals(last.localDate()))
                    .count();
            var limit = A_DAY.matcher(text);
            if (limit.find()) {
                assertThat(limit.group(1)).isEqualTo(Integer.toString(caps.perDay()));
                assertThat(today).isGreaterThanOrEqualTo(caps.perDay());
            }
            limit = IN_24_HOURS.matcher(text);
            if (limit.find()) {
                assertThat(limit.group(1)).isEqualTo(Integer.toString(caps.perDay()));
                assertThat(today).isLessThan(caps.perDay());
            }
            limit = IN_7_DAYS.matcher(text);
            if (limit.find()) {
                assertThat(limit.group(1)).isEqualTo(Integer.toString(caps.per7Days()));
            }
            if (text.contains("five or more in a row went unanswered")) {
                assertThat(inARow).isGreaterThanOrEqualTo(5);
                assertThat(caps.perDay()).isGreaterThan(1);
            }
            if (text.contains("ten or more in a row")) {
                assertThat(inARow).isGreaterThanOrEqualTo(10);
            }
            if (last.action() == Receipt.Action.SENT) {
                if (random.nextInt(12) == 0) {
                    member.happens(MemberFixture.fate(String.valueOf(last.nudgeId()), Fate.OPENED, member.now, null));
                    inARow = 0;
                } else {
                    inARow++;
                }
            }
        }
    }
}
