package org.paschima.notify.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.notify.domain.MemberFixture.KEY;
import static org.paschima.notify.domain.MemberFixture.MEMBER;
import static org.paschima.notify.domain.MemberFixture.MORNING;
import static org.paschima.notify.domain.MemberFixture.aMemberAt;
import static org.paschima.notify.domain.MemberFixture.fate;
import static org.paschima.notify.domain.MemberFixture.felt;
import static org.paschima.notify.domain.MemberFixture.practised;
import static org.paschima.notify.domain.MemberFixture.states;
import static org.paschima.notify.domain.MemberFixture.symptom;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.paschima.contract.Fact;
import org.paschima.contract.MemberRecord.Statement;
import org.paschima.contract.NudgeFate.Fate;
import org.paschima.contract.NudgePlan;
import org.paschima.contract.NudgePlan.Caps;
import org.paschima.contract.NudgePlan.QuietDays;
import org.paschima.contract.NudgePlan.QuietHours;
import org.paschima.contract.NudgePlan.SlotRule;
import org.paschima.contract.Profile;
import org.paschima.contract.Receipt;
import org.paschima.contract.codec.FactCodec;
import org.paschima.contract.codec.ReceiptCodec;
import org.paschima.testkit.Seeds;

/** P8: stored receipts are decided again to the same bytes, each under the version of the policy that it names. */
class ReplayTest {

    private static final Replay REPLAY = new Replay(KEY, "test");

    private static List<byte[]> ofVersion1() throws IOException {
        return of("1");
    }

    private static List<byte[]> of(String version) throws IOException {
        try (var in = ReplayTest.class.getResourceAsStream("receipts-of-policy-" + version + ".jsonl")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.getBytes(StandardCharsets.UTF_8))
                    .toList();
        }
    }

    /** They were written when version 1 decided. */
    @Test
    void receipts_of_version_1_replay_as_version_1() throws IOException {
        assertThat(ofVersion1()).hasSize(248).allSatisfy(receipt -> {
            assertThat(new String(receipt, StandardCharsets.UTF_8)).contains("\"policyVersion\":\"1\"");
            assertThat(REPLAY.of(MEMBER, receipt).differences()).isEmpty();
        });
    }

    /** They were written when version 2 decided. */
    @Test
    void receipts_of_version_2_replay_as_version_2() throws IOException {
        assertThat(of("2")).hasSize(242).allSatisfy(receipt -> {
            assertThat(new String(receipt, StandardCharsets.UTF_8)).contains("\"policyVersion\":\"2\"");
            assertThat(REPLAY.of(MEMBER, receipt).differences()).isEmpty();
        });
    }

    @Test
    void receipts_of_random_histories_replay_to_the_same_bytes() {
        Seeds.first(60).forEach(seed -> {
            for (var receipt : history(new Random(seed))) {
                var result = REPLAY.of(MEMBER, ReceiptCodec.bytes(receipt));
                assertThat(result.differences())
                        .as("seed " + seed + ": " + receipt)
                        .isEmpty();
                assertThat(receipt.policyVersion()).isEqualTo("3");
                assertThat(result.decidedUnder()).isNull();
            }
        });
    }

    private static List<Receipt> history(Random random) {
        var zones = List.of("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "UTC");
        var member = aMemberAt(MORNING, ZoneId.of(one(zones, random)));
        for (int i = 1; i < 80; i++) {
            switch (random.nextInt(12)) {
                case 0 -> member.happens(FactCodec.changed(plan(random, i)));
                case 1 -> member.happens(practised("p" + i, 1, member.now.minusSeconds(600), Duration.ofMinutes(5)));
                case 2 ->
                    member.happens(FactCodec.changed(new Profile(
                            ZoneId.of(one(zones, random)),
                            LocalTime.MIDNIGHT,
                            random.nextBoolean() ? "de" : null,
                            null,
                            i)));
                case 3 -> member.happens(felt("f" + i, 1, random.nextInt(5) - 2, member.now));
                case 4 -> member.happens(symptom("s" + i, 1, random.nextBoolean() ? "fever" : "headache", member.now));
                case 5 -> member.happens(states("t" + i, 1, Statement.CHECKED_BY_PROFESSIONAL, member.now));
                case 6 -> {
                    var until = random.nextInt(3) == 0 ? null : utc(member).plusHours(random.nextInt(60));
                    member.happens(new Fact.NudgesPaused(utc(member), until));
                }
                case 7 -> member.happens(new Fact.NudgesResumed(utc(member)));
                default ->
                    member.state.openNudges(member.now).stream()
                            .findFirst()
                            .ifPresent(open -> member.happens(fate(
                                    open.nudgeId(),
                                    one(List.of(Fate.DISMISSED, Fate.OPENED, Fate.ACTED), random),
                                    member.now,
                                    null)));
            }
            member.state
                    .nextDue()
                    .ifPresent(due -> member.at(
                                    due.isAfter(member.now) ? due.plusSeconds(random.nextInt(1_900)) : member.now)
                            .decides());
        }
        return member.receipts;
    }

    private static NudgePlan plan(Random random, int version) {
        var slots = new ArrayList<LocalTime>();
        for (int hour = 7; hour < 23; hour += 1 + random.nextInt(5)) {
            slots.add(LocalTime.of(hour, 15));
        }
        var rule = new SlotRule(
                slots.getFirst(),
                random.nextBoolean() ? Set.of() : Set.of(DayOfWeek.MONDAY, DayOfWeek.of(2 + random.nextInt(6))),
                random.nextInt(4) == 0,
                List.of("checkout-line"),
                random.nextBoolean() ? 20 : null);
        var quiet = new QuietHours(LocalTime.of(20 + random.nextInt(4), 0), LocalTime.of(6 + random.nextInt(3), 30));
        var days = new QuietDays(Set.of(DayOfWeek.SUNDAY), random.nextBoolean() ? null : quiet);
        return new NudgePlan(
                random.nextInt(8) > 0,
                slots,
                List.of(one(List.of("desk", "phone", "carrying", "mat"), random), "waiting"),
                random.nextBoolean() ? quiet : null,
                NudgePlan.ZonePolicy.FOLLOW_ME,
                new Caps(1 + random.nextInt(6), 30, random.nextInt(90), 30),
                null,
                version,
                random.nextBoolean() ? List.of(rule) : List.of(),
                random.nextBoolean() ? List.of(days) : List.of());
    }

    private static OffsetDateTime utc(MemberFixture member) {
        return member.now.atOffset(ZoneOffset.UTC);
    }

    private static <T> T one(List<T> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }

    /** Each in a receipt that was right before. */
    @Test
    void a_spoilt_receipt_is_found_and_the_field_is_named() throws IOException {
        for (var receipt : ofVersion1()) {
            var text = new String(receipt, StandardCharsets.UTF_8);
            spoilt(text, "\"probability\":0.4", "\"probability\":0.5", "probability");
            spoilt(text, "\"action\":\"SENT\"", "\"action\":\"WITHHELD\"", "");
            spoilt(text, "\"reasons\":[\"STALE\"]", "\"reasons\":[\"PAUSED\"]", "reasons");
            spoilt(text, "No nudge at", "No nudge on", "text");
            spoilt(text, "\"decisionId\":\"d-", "\"decisionId\":\"e-", "decisionId");
            spoilt(text, "\"policyVersion\":\"1\"", "\"policyVersion\":\"none\"", "policyVersion");
            spoilt(text, "\"consented\":true", "\"consented\":\"yes\"", "");
            spoilt(text, "\"decidedAt\":\"2", "\"decidedAt\":\"x", "inputs");
        }
    }

    private static void spoilt(String text, String what, String otherwise, String named) {
        if (text.contains(what)) {
            var result = REPLAY.of(MEMBER, text.replace(what, otherwise).getBytes(StandardCharsets.UTF_8));
            assertThat(result.differences())
                    .as(otherwise)
                    .isNotEmpty()
                    .anySatisfy(line -> assertThat(line).contains(named));
        }
    }

    @Test
    void no_value_of_a_receipt_is_told_of_a_difference() throws IOException {
        var text = new String(ofVersion1().getFirst(), StandardCharsets.UTF_8).replace("10:30", "11:45");

        assertThat(REPLAY.of(MEMBER, text.getBytes(StandardCharsets.UTF_8)).differences())
                .isNotEmpty()
                .noneSatisfy(line -> assertThat(line).containsAnyOf("11:45", "10:30", "Europe"));
    }

    @Test
    void other_rules_of_time_zones_are_said() throws IOException {
        var result = new Replay(KEY, "2099z").of(MEMBER, ofVersion1().getFirst());

        assertThat(result.decidedUnder()).isEqualTo("test");
        assertThat(result.isSame()).isTrue();
    }

    @Test
    void what_is_no_receipt_is_said_to_be_unreadable() {
        for (var text : List.of("", "[]", "{}", "{\"decisionId\":1}")) {
            assertThat(REPLAY.of(MEMBER, text.getBytes(StandardCharsets.UTF_8)).isSame())
                    .isFalse();
        }
    }
}
