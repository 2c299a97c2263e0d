package org.paschima.notify.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.paschima.contract.Fact;
import org.paschima.contract.MemberRecord.Practice;
import org.paschima.contract.NudgeEvent;
import org.paschima.contract.NudgePlan;
import org.paschima.contract.NudgePlan.QuietHours;
import org.paschima.contract.Receipt;
import org.paschima.contract.Receipt.Action;
import org.paschima.testkit.Seeds;

/**
 * What reminders are blamed for (issue 14), each a property over random days of a member in zones whose clocks change: with
 * travel, plans of every kind, practice, symptoms and pauses. The judge knows the facts and the calendar, and no rule of the
 * service.
 */
class ComplaintsTest {

    private static final int LIVES = Integer.getInteger("histories", 300);
    private static final int SLOTS = 50;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** Lives random days; the judge is asked after each decision, and once for each that came of a fact. */
    private static int livedThrough(BiConsumer<MemberFixture, List<Receipt>> judge) {
        var sent = new int[1];
        Seeds.first(LIVES).forEach(seed -> {
            var random = new Random(seed);
            var days = RandomDays.of(random);
            var member = days.member;
            for (int i = 0; i < SLOTS; i++) {
                if (random.nextInt(3) == 0) {
                    days.something();
                    judged(seed, member, List.of(), judge);
                }
                int before = member.receipts.size();
                member.state
                        .nextDue()
                        .ifPresent(due -> member.at(
                                        due.isAfter(member.now)
                                                ? due.plusSeconds(random.nextInt(3) * 400L)
                                                : member.now)
                                .decides());
                var decided = List.copyOf(member.receipts.subList(before, member.receipts.size()));
                judged(seed, member, decided, judge);
                if (random.nextInt(3) == 0) {
                    days.answers();
                }
                if (random.nextInt(4) == 0) {
                    days.practises();
                    judged(seed, member, List.of(), judge);
                }
            }
            sent[0] += (int)
                    member.receipts.stream().filter(ComplaintsTest::isSent).count();
        });
        return sent[0];
    }

    private static void judged(
            long seed, MemberFixture member, List<Receipt> decided, BiConsumer<MemberFixture, List<Receipt>> judge) {
        try {
            judge.accept(member, decided);
        } catch (AssertionError found) {
            throw new AssertionError("seed " + seed + " (run again with -Dseed=" + seed + ")", found);
        }
    }

    private static boolean isSent(Receipt receipt) {
        return receipt.action() == Action.SENT;
    }

    private static NudgePlan plan(MemberFixture member) {
        var plan = NudgePlan.DEFAULT;
        for (var fact : member.facts) {
            if (fact instanceof Fact.NudgePlanChanged changed && changed.plan().version() > plan.version()) {
                plan = changed.plan();
            }
        }
        return plan;
    }

    private record Span(Instant from, Instant to) {
        boolean meets(Instant start, Instant end) {
            return !from.isAfter(end) && !to.isBefore(start);
        }
    }

    private static List<Span> practices(MemberFixture member) {
        var spans = new ArrayList<Span>();
        for (var fact : member.facts) {
            if (fact instanceof Fact.Recorded(var record, var _)
                    && record instanceof Practice practice
                    && practice.endedAt() != null) {
                spans.add(new Span(
                        practice.head().at().toInstant(), practice.endedAt().toInstant()));
            }
        }
        return spans;
    }

    @Test
    void it_reminds_me_of_what_i_have_already_done() {
        int sent = livedThrough((member, decided) -> {
            var done = Duration.ofMinutes(plan(member).caps().afterPracticeMinutes());
            for (var practice : practices(member)) {
                decided.stream()
                        .filter(ComplaintsTest::isSent)
                        .forEach(receipt -> assertThat(practice.meets(member.now.minus(done), member.now))
                                .as("sent " + receipt + " after " + practice)
                                .isFalse());
                for (var open : member.state.openNudges(member.now)) {
                    assertThat(practice.meets(open.issuedAt().minus(done), open.validUntil()))
                            .as("open " + open + " after " + practice)
                            .isFalse();
                }
            }
        });
        assertThat(sent).isGreaterThan(LIVES);
    }

    @Test
    void it_comes_at_the_wrong_hour_since_the_clocks_changed_or_i_travelled() {
        livedThrough((member, decided) -> {
            var stays = Stays.of(member);
            var named = stays.stream().map(Stays.Stay::zone).toList();
            for (var receipt : decided) {
                var at = receipt.instant().toInstant();
                assertThat(named).contains(receipt.zone());
                assertThat(at).as(receipt.toString()).isEqualTo(wallTime(receipt));
                // A journey counts from the next date on, wherever that is.
                if (receipt.localDate().isAfter(lastDate(stays.getLast()).plusDays(1))) {
                    assertThat(receipt.zone()).as(receipt.toString()).isEqualTo(named.getLast());
                }
                if (isSent(receipt)) {
                    assertThat(member.now).isBetween(at, at.plus(Duration.ofMinutes(30)));
                }
            }
        });
    }

    /** The latest date that it was anywhere when a zone was named. */
    private static LocalDate lastDate(Stays.Stay stay) {
        return LocalDate.ofInstant(stay.from(), ZoneOffset.ofHours(14));
    }

    /** By the rules of the zone alone: the first reading of the clock, or as much later as was skipped. */
    private static Instant wallTime(Receipt receipt) {
        var wall = receipt.localDate().atTime(receipt.slot());
        var change = receipt.zone().getRules().getTransition(wall);
        var offset = change == null ? receipt.zone().getRules().getOffset(wall) : change.getOffsetBefore();
        return Instant.ofEpochSecond(wall.toEpochSecond(offset));
    }

    @Test
    void it_comes_twice() {
        livedThrough((member, decided) -> {
            if (!decided.isEmpty()) {
                var points = new HashSet<String>();
                member.receipts.forEach(receipt -> assertThat(points.add(receipt.localDate() + " " + receipt.slot()))
                        .as("decided twice: " + receipt)
                        .isTrue());
                var ids = new HashSet<String>();
                var seqs = new HashSet<Long>();
                for (var event : member.log) {
                    assertThat(seqs.add(event.seq())).isTrue();
                    if (event instanceof NudgeEvent.Issued) {
                        assertThat(ids.add(event.nudgeId())).isTrue();
                    }
                }
            }
        });
    }

    @Test
    void it_knows_no_quiet_hours() {
        livedThrough((member, decided) -> {
            var plan = plan(member);
            decided.stream()
                    .filter(ComplaintsTest::isSent)
                    .forEach(receipt -> assertThat(isQuiet(plan, member.now, receipt.zone()))
                            .as(receipt.toString())
                            .isFalse());
            for (var open : member.state.openNudges(member.now)) {
                var zone = member.receipts.stream()
                        .filter(receipt -> open.nudgeId().equals(receipt.nudgeId()))
                        .findFirst()
                        .orElseThrow()
                        .zone();
                for (var at = member.now; at.isBefore(open.validUntil()); at = at.plus(MINUTE)) {
                    assertThat(isQuiet(plan, at, zone)).as(open + " at " + at).isFalse();
                }
            }
        });
    }

    private static boolean isQuiet(NudgePlan plan, Instant at, ZoneId zone) {
        var local = LocalDateTime.ofInstant(at, zone);
        var today = hours(plan, local);
        var yesterday = hours(plan, local.minusDays(1));
        var time = local.toLocalTime();
        return (today != null
                        && (today.from().isBefore(today.to())
                                ? !time.isBefore(today.from()) && time.isBefore(today.to())
                                : today.from().isAfter(today.to()) && !time.isBefore(today.from())))
                || (yesterday != null && yesterday.from().isAfter(yesterday.to()) && time.isBefore(yesterday.to()));
    }

    private static @Nullable QuietHours hours(NudgePlan plan, LocalDateTime on) {
        for (var days : plan.quietDays()) {
            if (days.days().contains(on.getDayOfWeek())) {
                return days.hours();
            }
        }
        return plan.quietHours();
    }

    @Test
    void it_is_silent_and_nobody_can_say_why() {
        livedThrough((member, decided) -> {
            for (var receipt : decided) {
                assertThat(receipt.reasons().isEmpty()).as(receipt.toString()).isEqualTo(isSent(receipt));
                assertThat(receipt.text()).contains(receipt.slot().toString()).doesNotContain("null", "{");
            }
            var upcoming = Upcoming.of(member.state, member.now);
            assertThat(upcoming.point().isPresent()).isNotEqualTo(upcoming.why().isPresent());
        });
    }

    @Test
    void it_says_the_same_every_day() {
        livedThrough((member, decided) -> {
            if (decided.stream().anyMatch(ComplaintsTest::isSent)) {
                var texts = member.log.stream()
                        .filter(event -> event instanceof NudgeEvent.Issued)
                        .map(event ->
                                pattern(((NudgeEvent.Issued) event).content().text()))
                        .toList();
                assertThat(texts.subList(Math.max(0, texts.size() - 4), texts.size()))
                        .doesNotHaveDuplicates();
            }
        });
    }

    /** Two and three minutes make no other sentence. */
    private static String pattern(String text) {
        return text.replaceAll("\\d+", "#");
    }

    /** A slot at midnight, when quiet hours begin or end, is where the judges' own arithmetic would go wrong first. */
    @Test
    void the_judge_of_quiet_hours_knows_both_ends() {
        var plan = NudgePlan.DEFAULT;
        var utc = ZoneId.of("UTC");
        assertThat(isQuiet(plan, Instant.parse("2026-03-02T21:00:00Z"), utc)).isTrue();
        assertThat(isQuiet(plan, Instant.parse("2026-03-02T07:59:59Z"), utc)).isTrue();
        assertThat(isQuiet(plan, Instant.parse("2026-03-02T08:00:00Z"), utc)).isFalse();
        assertThat(plan.slots()).doesNotContain(LocalTime.MIDNIGHT);
    }
}
