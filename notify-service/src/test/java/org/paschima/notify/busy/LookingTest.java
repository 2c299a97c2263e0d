package org.paschima.notify.busy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paschima.contract.Consents;
import org.paschima.contract.LogPosition;
import org.paschima.contract.MemberId;
import org.paschima.contract.Profile;
import org.paschima.contract.codec.FactCodec;
import org.paschima.notify.busy.CalendarSource.Fetched;
import org.paschima.notify.delivery.InMemoryNudges;
import org.paschima.notify.domain.Busy;
import org.paschima.notify.domain.FactPosition;

/** When calendars are looked into, and how long what was read counts. */
class LookingTest {

    private static final MemberId MEMBER = new MemberId("studio", "m-1");
    private static final URI ADDRESS = URI.create("https://calendar.example.org/s3cr3t/basic.ics");
    private static final Instant MORNING = Instant.parse("2026-03-02T07:00:00Z");
    private static final Duration EVERY = Duration.ofMinutes(15);
    private static final int MOST_OF_ONE_HOST = 1;
    private static final String MEETING =
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:20260302T100000\nDURATION:PT1H\nEND:VEVENT\nEND:VCALENDAR\n";

    private record Asked(
            @Nullable String entityTag, @Nullable String modified) {}

    private final InMemoryBusy store = new InMemoryBusy();
    private final InMemoryNudges nudges = new InMemoryNudges();
    private final List<Asked> asked = new ArrayList<>();
    private final List<String> counted = new ArrayList<>();
    private Fetched answer = new Fetched.File(MEETING, "\"1\"", "Mon, 02 Mar 2026 06:00:00 GMT");
    private Instant now = MORNING;
    private Runnable whileRead = () -> {};

    private final Looking looking = new Looking(
            (_, entityTag, modified) -> {
                asked.add(new Asked(entityTag, modified));
                whileRead.run();
                return answer;
            },
            store,
            nudges,
            () -> now,
            EVERY,
            MOST_OF_ONE_HOST,
            () -> 0,
            counted::add);

    @BeforeEach
    void named() {
        store.put(MEMBER, ADDRESS, now);
    }

    private void joins(String zone, long version) {
        var at = new FactPosition(new LogPosition(0, version), now);
        nudges.fold(FactCodec.changed(new Profile(ZoneId.of(zone), LocalTime.MIDNIGHT, "en", null, version)), at);
        nudges.fold(FactCodec.changed(new Consents(true, true, false, false, version)), at);
    }

    private void looks() throws InterruptedException {
        looking.send(store.due().take("studio", now).orElseThrow());
    }

    private Instant next() {
        return store.nextAt(MEMBER).orElseThrow();
    }

    @Test
    void of_whom_no_nudge_can_come_nothing_is_asked() throws InterruptedException {
        looks();

        assertThat(asked).isEmpty();
        assertThat(next()).isAfter(now.plus(Duration.ofHours(1)));
        assertThat(store.times(MEMBER, now).times()).isEmpty();
    }

    @Test
    void it_is_read_in_the_members_zone_and_again_shortly_before_the_next_slot() throws InterruptedException {
        joins("Europe/Berlin", 1);
        looks();

        assertThat(store.times(MEMBER, now).times())
                .containsExactly(
                        new Busy(Instant.parse("2026-03-02T09:00:00Z"), Instant.parse("2026-03-02T10:00:00Z")));
        // The slot is at 09:30 in UTC.
        assertThat(next()).isEqualTo(Instant.parse("2026-03-02T09:00:00Z"));
        now = next();
        looks();
        assertThat(next()).isEqualTo(now.plus(EVERY));
    }

    @Test
    void what_did_not_change_is_not_sent_again_while_it_reaches_far_enough() throws InterruptedException {
        joins("Europe/Berlin", 1);
        looks();
        answer = new Fetched.Unchanged();
        now = MORNING.plus(Duration.ofHours(6));
        looks();

        assertThat(asked.getLast()).isEqualTo(new Asked("\"1\"", "Mon, 02 Mar 2026 06:00:00 GMT"));
        assertThat(store.of(MEMBER).orElseThrow().read().orElseThrow().at()).isEqualTo(now);
        assertThat(counted).containsExactly("read", "unchanged");

        // Then: six days on, the days that are known run out, and all of it is asked for
        now = MORNING.plus(Duration.ofDays(6)).plusSeconds(1);
        answer = new Fetched.File(MEETING, null, null);
        looks();
        assertThat(asked.getLast()).isEqualTo(new Asked(null, null));
    }

    @Test
    void who_is_in_another_zone_has_it_read_anew() throws InterruptedException {
        joins("Europe/Berlin", 1);
        looks();
        joins("America/New_York", 2);
        now = now.plus(Duration.ofHours(4));
        looks();

        assertThat(asked.getLast()).isEqualTo(new Asked(null, null));
    }

    @Test
    void a_failure_is_told_and_tried_again_later_and_later_and_what_was_read_counts_for_a_day()
            throws InterruptedException {
        joins("Europe/Berlin", 1);
        looks();
        answer = new Fetched.Failed(Trouble.REFUSED, 503, Optional.empty());
        var waits = new ArrayList<Duration>();
        while (waits.size() < 8) {
            now = next();
            looks();
            waits.add(Duration.between(now, next()));
        }

        assertThat(waits)
                .isSorted()
                .startsWith(Duration.ofMinutes(15), Duration.ofMinutes(30), Duration.ofHours(1))
                .endsWith(Duration.ofHours(6));
        var failure = Objects.requireNonNull(store.of(MEMBER).orElseThrow().failure());
        assertThat(failure.trouble()).isEqualTo(Trouble.REFUSED);
        assertThat(failure.status()).isEqualTo(503);
        assertThat(store.times(MEMBER, MORNING.plus(Looking.HOLDS)).times()).isNotEmpty();
        assertThat(store.times(MEMBER, MORNING.plus(Looking.HOLDS).plusSeconds(1))
                        .times())
                .isEmpty();
    }

    @Test
    void a_server_that_asks_for_more_time_gets_it_up_to_a_day() throws InterruptedException {
        joins("Europe/Berlin", 1);
        for (var hours : List.of(5, 500)) {
            answer = new Fetched.Failed(Trouble.REFUSED, 429, Optional.of(Duration.ofHours(hours)));
            looks();
            assertThat(next()).isEqualTo(now.plus(Duration.ofHours(Math.min(hours, 24))));
            now = next();
        }
    }

    @Test
    void a_page_to_sign_in_at_is_no_calendar_and_takes_nothing_away() throws InterruptedException {
        joins("Europe/Berlin", 1);
        looks();
        now = next();
        answer = new Fetched.File("<html>Sign in</html>", null, null);
        looks();

        assertThat(Objects.requireNonNull(store.of(MEMBER).orElseThrow().failure())
                        .trouble())
                .isEqualTo(Trouble.NO_CALENDAR);
        assertThat(store.times(MEMBER, now).times()).isNotEmpty();
    }

    @Test
    void what_comes_of_an_address_that_was_replaced_or_removed_meanwhile_is_not_kept() throws InterruptedException {
        joins("Europe/Berlin", 1);
        var held = store.due().take("studio", now).orElseThrow();
        store.put(MEMBER, URI.create("https://other.example.org/"), now);
        looking.send(held);
        assertThat(store.of(MEMBER).orElseThrow().read()).isEmpty();

        held = store.due().take("studio", now).orElseThrow();
        store.remove(MEMBER);
        looking.send(held);
        assertThat(store.of(MEMBER)).isEmpty();
    }

    @Test
    void a_clock_that_was_set_back_does_not_keep_a_calendar_waiting() throws InterruptedException {
        joins("Europe/Berlin", 1);
        now = MORNING.plus(Duration.ofDays(5));
        looks();
        assertThat(next()).isAfter(now);

        now = MORNING;
        looks();

        assertThat(asked).hasSize(2);
        assertThat(store.due().take("studio", now)).isEmpty();
        assertThat(next()).isBetween(now, now.plus(Duration.ofHours(3)));
    }

    @Test
    void a_slow_host_leaves_room_for_the_others() throws InterruptedException {
        joins("Europe/Berlin", 1);
        var ofTheSame = new MemberId("studio", "m-2");
        var ofAnother = new MemberId("studio", "m-3");
        whileRead = () -> {
            whileRead = () -> {};
            store.put(ofTheSame, ADDRESS, now);
            looksUnchecked();
            store.put(ofAnother, URI.create("https://other.example.org/basic.ics"), now);
            looksUnchecked();
        };
        looks();

        assertThat(asked).hasSize(2);
        assertThat(store.times(MEMBER, now).times()).isNotEmpty();
        assertThat(store.times(ofAnother, now).times()).isNotEmpty();
        assertThat(store.of(ofTheSame).orElseThrow().read()).isEmpty();
        assertThat(store.of(ofTheSame).orElseThrow().failures()).isZero();
        assertThat(store.nextAt(ofTheSame)).hasValue(now.plusSeconds(30));

        now = now.plusSeconds(30);
        looks();
        assertThat(store.times(ofTheSame, now).times()).isNotEmpty();
    }

    private void looksUnchecked() {
        try {
            looks();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void an_address_is_in_no_text_of_it() {
        assertThat(store.of(MEMBER).orElseThrow().toString())
                .contains("calendar.example.org")
                .doesNotContain("s3cr3t", "m-1");
    }
}
