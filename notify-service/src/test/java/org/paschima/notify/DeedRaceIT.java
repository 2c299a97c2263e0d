package org.paschima.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.paschima.notify.DeedRace.Day;
import org.paschima.notify.Hearings.Heard;
import org.paschima.testkit.Seeds;

/**
 * The deed races its own nudge: a practice is acknowledged from three seconds before its member's slot to three after it, by
 * a clock that runs, while two instances decide and tell by every channel that can withdraw. Ten thousand times, and to the two
 * seconds that are promised, with {@code -Dmembers=1000 -Ddays=10 -Dseconds=2} on a machine with nothing else to do; beside
 * other work, what was sent in time may be heard later.
 */
class DeedRaceIT {

    private static final int MEMBERS = Integer.getInteger("members", 200);
    private static final int DAYS = Integer.getInteger("days", 4);
    private static final Duration AT_THE_LATEST = Duration.ofSeconds(Integer.getInteger("seconds", 5));
    private static final Duration A_WHILE = Duration.ofMinutes(2);

    private final Random random = new Random(Seeds.one(20260711));

    @Test
    void no_nudge_comes_long_after_its_deed_and_who_holds_one_hears_of_its_withdrawal() throws Exception {
        var first = Instant.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1));
        var days = new TreeMap<Long, Day>();
        try (var stalls = new Stalls();
                var race = new DeedRace(MEMBERS, first, random)) {
            for (int day = 0; day < DAYS; day++) {
                days.put(
                        System.nanoTime(),
                        race.day(first.plus(Duration.ofDays(day)).plus(Duration.ofHours(12))));
            }

            int sent = sentAfterTheDeed(race.stack, first, List.copyOf(days.values()));
            assertThat(sent).as("the test is about nudges").isGreaterThan(MEMBERS * DAYS / 10);
            await().atMost(A_WHILE)
                    .untilAsserted(() -> assertThat(Hearings.held(race.heard()))
                            .as("still shown")
                            .isEmpty());
            inTime(race.heard(), days, stalls);
        }
    }

    /**
     * Each was decided once a day, to be sent to nobody whose deed was acknowledged before the slot; and all that was sent was
     * withdrawn, since each deed makes it idle. How many that were.
     */
    private static int sentAfterTheDeed(TestStack stack, Instant first, List<Day> days) {
        await().atMost(A_WHILE)
                .until(() -> Crowd.published(stack.topics().decisions()).stream()
                                .map(Crowd.Entry::id)
                                .distinct()
                                .count()
                        == (long) MEMBERS * DAYS);
        var sent = Crowd.published(stack.topics().decisions()).stream()
                .collect(Collectors.toMap(Crowd.Entry::id, entry -> entry, (one, _) -> one))
                .values()
                .stream()
                .filter(entry ->
                        Document.parse(entry.json()).getString("action").equals("SENT"))
                .toList();
        for (var entry : sent) {
            var date = LocalDate.parse(Document.parse(entry.json()).getString("localDate"));
            var day = days.get(
                    (int) ChronoUnit.DAYS.between(first.atZone(DeedRace.ZONE).toLocalDate(), date));
            var name = entry.key().substring(entry.key().indexOf('/') + 1);
            assertThat(Objects.requireNonNull(day.acknowledged().get(name)) - day.slot())
                    .as("sent to %s on %s though the deed was acknowledged before the slot", name, date)
                    .isNotNegative();
        }
        await().atMost(A_WHILE).untilAsserted(() -> {
            var log = Crowd.published(stack.topics().nudges()).stream()
                    .map(Crowd.Entry::id)
                    .collect(Collectors.toSet());
            assertThat(log).hasSize(2 * sent.size()).allMatch(id -> log.contains(id.replace(":issued", ":withdrawn")));
        });
        return sent.size();
    }

    private static void inTime(List<Heard> heard, NavigableMap<Long, Day> days, Stalls stalls) {
        var latest = new HashMap<String, Duration>();
        for (var each : heard) {
            if (!each.isWithdrawal()) {
                var day = days.floorEntry(each.at()).getValue();
                long acknowledged = Objects.requireNonNull(day.acknowledged().get(each.member()));
                var after = Duration.ofNanos(each.at() - acknowledged);
                assertThat(after.minus(stalls.between(acknowledged, each.at())))
                        .as("how late %s heard of a nudge to %s after its deed", each.by(), each.member())
                        .isLessThanOrEqualTo(AT_THE_LATEST);
                latest.merge(
                        each.by().replaceFirst(" .*", ""),
                        after,
                        (one, other) -> one.compareTo(other) > 0 ? one : other);
            }
        }
        System.err.println("told after the deed, at the latest: " + latest);
        assertThat(latest.keySet())
                .as("each channel told of nudges")
                .containsExactlyInAnyOrder("client", "browser", "webhook", "studio");
    }
}
