package org.paschima.log.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paschima.backing.kafka.EmbeddedKafka;
import org.paschima.log.FoldedPositions;
import org.paschima.log.LogUnavailableException;
import org.paschima.log.Reach;
import org.paschima.testkit.Backings;

class FoldReachIT {

    private static final String TOPIC = "waiting";
    private static final int PARTITIONS = 3;
    private static final Instant OLD = Instant.parse("2026-03-02T10:00:00Z");

    private final Map<Integer, Long> folded = new ConcurrentHashMap<>(Map.of(0, 0L, 1, 0L, 2, 0L));
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicReference<Instant> now =
            new AtomicReference<>(Clock.systemUTC().instant());
    private EmbeddedKafka kafka;
    private FoldReach reach;

    @BeforeEach
    void start() throws Exception {
        kafka = EmbeddedKafka.start(Backings.freshDirectory("kafka-reach"));
        try (var topics = new Topics(kafka.bootstrap(), Duration.ofSeconds(30))) {
            topics.ensure(Topics.Wanted.keptForEver(TOPIC, PARTITIONS, 1));
        }
        FoldedPositions positions = _ -> {
            asked.incrementAndGet();
            return new HashMap<>(folded);
        };
        reach = new FoldReach(kafka.bootstrap(), TOPIC, PARTITIONS, positions, now::get);
    }

    @AfterEach
    void stop() {
        reach.close();
        kafka.close();
    }

    private void write(int partition, Instant... times) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrap());
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (var at : times) {
                producer.send(new ProducerRecord<>(
                                TOPIC, partition, at.toEpochMilli(), new byte[0], "x".getBytes(StandardCharsets.UTF_8)))
                        .get();
            }
        }
    }

    private Reach later() {
        now.updateAndGet(each -> each.plusSeconds(2));
        return reach.look().join();
    }

    @Test
    void what_waits_the_longest_in_any_partition_says_up_to_when_all_is_folded() throws Exception {
        assertThat(later().foldedTo()).as("an empty log").isEqualTo(now.get());

        write(0, OLD, OLD.plusSeconds(10), OLD.plusSeconds(20));
        write(2, OLD.plusSeconds(5), OLD.plusSeconds(7));
        assertThat(later().foldedTo()).isEqualTo(OLD);

        folded.put(0, 1L);
        assertThat(later().foldedTo()).isEqualTo(OLD.plusSeconds(5));

        folded.put(2, 2L);
        assertThat(later()).isEqualTo(new Reach(now.get(), OLD.plusSeconds(10)));

        folded.put(0, 3L);
        assertThat(later().behind()).isZero();
    }

    @Test
    void what_a_clock_ahead_wrote_does_not_lie_in_the_future() throws Exception {
        write(1, now.get().plus(Duration.ofMinutes(30))); // Kafka takes no more than an hour

        assertThat(later().behind()).isZero();
    }

    @Test
    void many_who_ask_within_a_second_ask_kafka_and_the_store_once() {
        for (int i = 0; i < 50; i++) {
            now.updateAndGet(each -> each.plusMillis(10));
            reach.look().join();
        }
        assertThat(asked).hasValue(1);

        now.updateAndGet(each -> each.minusSeconds(60)); // a clock that is set back keeps nothing for longer
        reach.look().join();
        assertThat(asked).hasValue(2);
    }

    @Test
    void when_kafka_is_away_what_was_folded_before_is_still_told_and_it_falls_behind() {
        var before = reach.look().join().foldedTo();
        kafka.close();

        var meanwhile = later();
        assertThat(meanwhile.foldedTo()).isEqualTo(before);
        assertThat(meanwhile.behind()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void without_kafka_it_is_not_known_and_not_asked_for_again_at_once() {
        kafka.close();
        var first = reach.look();

        assertThatThrownBy(first::join).hasCauseInstanceOf(LogUnavailableException.class);
        assertThatThrownBy(() -> reach.look().getNow(null)).hasCauseInstanceOf(LogUnavailableException.class);
    }
}
