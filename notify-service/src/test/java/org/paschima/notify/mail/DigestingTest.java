package org.paschima.notify.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.paschima.contract.Fact;
import org.paschima.contract.MemberId;
import org.paschima.contract.NudgeChannel;
import org.paschima.notify.delivery.Held;
import org.paschima.notify.delivery.PathSecret;
import org.paschima.notify.mail.MailSubscription.Why;
import org.paschima.notify.webhook.Sent;
import org.paschima.notify.webhook.Sent.Outcome;

/** What a digest tells, when, and what becomes of one that the relay does not take. */
class DigestingTest {

    private static final MemberId ANNE = new MemberId("studio", "anne");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant MONDAY = Instant.parse("2026-03-02T09:00:00Z");
    private static final Instant TUESDAY_AT_EIGHT = Instant.parse("2026-03-03T07:00:00Z");
    private static final Duration A_DAY = Duration.ofDays(1);

    private final InMemoryMails store = new InMemoryMails();
    private final List<Mail> sent = new ArrayList<>();
    private final List<Outcome> counted = new ArrayList<>();
    private final Map<String, Instant> arrived = new HashMap<>();
    private Suggested log;
    private Outcome outcome = Outcome.DELIVERED;
    private Instant now = MONDAY;

    @BeforeEach
    void subscribe() {
        log = Suggested.to(BERLIN, "en", MONDAY.minus(A_DAY));
        store.ask(
                new Confirmation(ANNE, new MailAddress("anne@example.org"), List.of(LocalTime.of(8, 0)), MONDAY, 0),
                new MailStore.Bounds(5, 5));
        var secret = new PathSecret("x".repeat(43));
        var held = store.confirmations().take("studio", MONDAY).orElseThrow();
        assertThat(store.addLink(held, secret.digest(), MONDAY.plus(A_DAY))).isTrue();
        assertThat(store.begin(
                        secret.digest(),
                        new MailSubscription(
                                ANNE,
                                "s-1",
                                new MailAddress("anne@example.org"),
                                List.of(LocalTime.of(8, 0)),
                                "y".repeat(43),
                                MONDAY,
                                MailSubscription.State.beginning(0, TUESDAY_AT_EIGHT))))
                .isTrue();
    }

    /** Whatever is due by then is sent, as instances do. */
    private void passes(Instant until) throws Exception {
        var posting = new Posting(
                mail -> {
                    if (outcome == Outcome.DELIVERED) {
                        sent.add(mail);
                    }
                    return Sent.of(outcome, Duration.ZERO);
                },
                () -> now,
                Duration.ofSeconds(1),
                () -> 0,
                counted::add);
        var work = new Digesting(
                store,
                log,
                new Letters(new Links("https://pauses.example.org"), "example.org"),
                posting,
                (nudges, at) -> nudges.forEach(nudge -> arrived.merge(nudge.id(), at, (_, _) -> {
                    throw new AssertionError("told twice: " + nudge);
                })));
        while (now.isBefore(until)) {
            now = now.plus(Duration.ofMinutes(1));
            for (var held = store.digests().take("studio", now);
                    held.isPresent();
                    held = store.digests().take("studio", now)) {
                work.send(held.get());
            }
        }
    }

    @Test
    void what_is_wanted_on_other_channels_is_in_no_mail() throws Exception {
        log.issue(MONDAY.plusSeconds(3_600), "Elsewhere", Set.of(NudgeChannel.CLIENT, NudgeChannel.WEB_PUSH));
        passes(TUESDAY_AT_EIGHT.plusSeconds(60));
        assertThat(sent).isEmpty();

        log.issue(now, "Elsewhere", Set.of(NudgeChannel.STUDIO));
        log.issue(now, "By mail", Set.of(NudgeChannel.EMAIL));
        passes(TUESDAY_AT_EIGHT.plus(A_DAY).plusSeconds(60));
        assertThat(sent).hasSize(1);
        assertThat(sent.getFirst().text()).contains("By mail").doesNotContain("Elsewhere");
    }

    private MailSubscription.State state() {
        return store.of(ANNE).orElseThrow().state();
    }

    @Test
    void what_went_by_since_the_last_time_is_told_once_each_morning_and_nothing_where_there_is_nothing()
            throws Exception {
        log.issue(MONDAY.plusSeconds(3_600), "First");
        log.issue(MONDAY.plusSeconds(7_200), "Second");
        passes(TUESDAY_AT_EIGHT.plus(A_DAY).plusSeconds(3_600));

        assertThat(sent).hasSize(1);
        assertThat(sent.getFirst().text()).contains("First", "Second");

        log.issue(now, "Third");
        passes(TUESDAY_AT_EIGHT.plus(A_DAY.multipliedBy(3)));

        assertThat(sent).hasSize(2);
        assertThat(sent.getLast().text()).contains("Third").doesNotContain("First", "Second");
        assertThat(sent.getLast().id()).isNotEqualTo(sent.getFirst().id());
    }

    @Test
    void what_the_relay_took_is_noted_of_each_nudge_that_was_told_and_of_no_other() throws Exception {
        long done = log.issue(MONDAY.plusSeconds(3_600), "Done");
        log.withdraw(done, MONDAY.plusSeconds(3_700));
        long goneBy = log.issue(MONDAY.plusSeconds(7_200), "Gone by");
        log.issue(TUESDAY_AT_EIGHT.minusSeconds(600), "Open");
        outcome = Outcome.REFUSED;
        passes(TUESDAY_AT_EIGHT.plusSeconds(60));
        assertThat(arrived).isEmpty();

        outcome = Outcome.DELIVERED;
        passes(TUESDAY_AT_EIGHT.plusSeconds(3_600));

        assertThat(sent).hasSize(1);
        assertThat(arrived).containsOnlyKeys("n-" + goneBy);
        assertThat(arrived.get("n-" + goneBy)).isBetween(TUESDAY_AT_EIGHT, TUESDAY_AT_EIGHT.plusSeconds(3_600));
    }

    @Test
    void what_was_withdrawn_is_left_out_and_what_may_still_be_taken_up_waits_for_the_next() throws Exception {
        long done = log.issue(MONDAY.plusSeconds(3_600), "Done");
        log.withdraw(done, MONDAY.plusSeconds(3_700));
        log.issue(MONDAY.plusSeconds(7_200), "Gone by");
        log.issue(TUESDAY_AT_EIGHT.minusSeconds(600), "Open");
        passes(TUESDAY_AT_EIGHT);

        assertThat(sent)
                .singleElement()
                .satisfies(mail -> assertThat(mail.text()).contains("Gone by").doesNotContain("Done", "Open"));

        passes(TUESDAY_AT_EIGHT.plus(A_DAY));

        assertThat(sent.getLast().text()).contains("Open").doesNotContain("Gone by");
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"REFUSED", "TIMED_OUT", "UNREACHABLE"})
    void what_a_relay_does_not_take_for_now_is_tried_again_for_three_hours_and_told_the_next_time(Outcome failure)
            throws Exception {
        outcome = failure;
        log.issue(MONDAY.plusSeconds(3_600), "First");
        passes(TUESDAY_AT_EIGHT.plus(Duration.ofHours(5)));

        assertThat(counted).hasSizeBetween(5, 10).endsWith(Outcome.GIVEN_UP);
        assertThat(state().ended()).isNull();

        outcome = Outcome.DELIVERED;
        passes(TUESDAY_AT_EIGHT.plus(A_DAY));

        assertThat(sent)
                .singleElement()
                .satisfies(mail -> assertThat(mail.text()).contains("First"));
    }

    @Test
    void a_relay_that_greylists_takes_it_a_little_later() throws Exception {
        outcome = Outcome.REFUSED;
        log.issue(MONDAY.plusSeconds(3_600), "First");
        passes(TUESDAY_AT_EIGHT.plusSeconds(300));
        outcome = Outcome.DELIVERED;
        passes(TUESDAY_AT_EIGHT.plus(Duration.ofHours(1)));

        assertThat(sent).hasSize(1);
    }

    @Test
    void a_mailbox_that_is_not_there_three_times_in_a_row_is_written_to_no_more() throws Exception {
        outcome = Outcome.GONE;
        for (int i = 0; i < 10; i++) {
            log.issue(now, "A pause");
            passes(TUESDAY_AT_EIGHT.plus(A_DAY.multipliedBy(i)));
        }

        assertThat(counted).containsOnly(Outcome.GONE).hasSize(Digesting.REFUSALS);
        assertThat(Objects.requireNonNull(state().ended()).why()).isEqualTo(Why.REFUSED);
    }

    @Test
    void a_mailbox_that_is_back_begins_to_be_counted_anew() throws Exception {
        for (int i = 0; i < 8; i++) {
            outcome = i % 3 == 2 ? Outcome.DELIVERED : Outcome.GONE;
            log.issue(now, "A pause");
            passes(TUESDAY_AT_EIGHT.plus(A_DAY.multipliedBy(i)));
        }

        assertThat(state().ended()).isNull();
    }

    @Test
    void nothing_comes_during_a_pause_and_after_it_what_is_still_news() throws Exception {
        log.issue(MONDAY.plusSeconds(3_600), "Old");
        log.fold(
                new Fact.NudgesPaused(
                        OffsetDateTime.ofInstant(MONDAY, ZoneOffset.UTC),
                        OffsetDateTime.ofInstant(MONDAY.plus(A_DAY.multipliedBy(8)), ZoneOffset.UTC)),
                now);
        passes(MONDAY.plus(A_DAY.multipliedBy(5)));
        log.issue(now, "New");
        passes(MONDAY.plus(A_DAY.multipliedBy(8)));
        assertThat(sent).isEmpty();

        passes(MONDAY.plus(A_DAY.multipliedBy(10)));

        assertThat(sent)
                .singleElement()
                .satisfies(mail -> assertThat(mail.text()).contains("New").doesNotContain("Old"));
    }

    @Test
    void who_stops_it_gets_none_from_then_on() throws Exception {
        log.issue(MONDAY.plusSeconds(3_600), "First");
        assertThat(store.stop(new PathSecret("y".repeat(43)).digest(), now)).isTrue();

        passes(TUESDAY_AT_EIGHT.plus(A_DAY));

        assertThat(sent).isEmpty();
        assertThat(Objects.requireNonNull(state().ended()).why()).isEqualTo(Why.UNSUBSCRIBED);
    }

    @Test
    void what_is_held_too_short_a_while_to_be_sent_is_left_to_who_takes_it_next() throws Exception {
        var mail = new Letters(new Links("https://pauses.example.org"), "example.org")
                .confirmation(
                        new MailAddress("anne@example.org"),
                        new PathSecret("x".repeat(43)),
                        org.paschima.contract.Language.EN);
        var posting = new Posting(
                _ -> Sent.of(Outcome.DELIVERED, Duration.ZERO),
                () -> now,
                Duration.ofMinutes(1),
                () -> 0,
                counted::add);

        assertThat(posting.send(
                        new Held<>(
                                "",
                                "",
                                System.nanoTime() + Duration.ofSeconds(59).toNanos()),
                        mail))
                .isEmpty();
        assertThat(counted).isEmpty();
    }
}
