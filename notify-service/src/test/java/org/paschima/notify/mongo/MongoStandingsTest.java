package org.paschima.notify.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paschima.contract.MemberId;
import org.paschima.contract.NudgeEvent;
import org.paschima.log.LogPartition;
import org.paschima.notify.delivery.DeliveryBarrier;
import org.paschima.notify.webhook.Line;
import org.slf4j.LoggerFactory;

/** A barrier that fails by a fault, in front of a store that is never come to. */
class MongoStandingsTest {

    private static final MemberId MEMBER = new MemberId("studio-a", "secret-member");

    private final AtomicLong ticks = new AtomicLong(Long.MAX_VALUE - 1);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final Logger log = (Logger) LoggerFactory.getLogger(MongoStandings.class);
    private MongoClient nobody;
    private MongoStandings standings;

    @BeforeEach
    void open() {
        logged.start();
        log.addAppender(logged);
        nobody = MongoClients.create("mongodb://127.0.0.1:1");
        var barrier = new DeliveryBarrier(_ -> CompletableFuture.completedFuture(0L), (_, _) -> {
            throw new IllegalStateException("of " + MEMBER.key());
        });
        standings = new MongoStandings(
                nobody.getDatabase("nobody"), barrier, _ -> new LogPartition("member-log", 0), ticks::get);
    }

    @AfterEach
    void close() {
        log.detachAppender(logged);
        nobody.close();
    }

    private static Line line() {
        var withdrawn = new NudgeEvent.Withdrawn(1, "n-1", NudgeEvent.WithdrawalReason.ALREADY_PRACTISED, null, "0:1");
        return new Line(0, 0, MEMBER, "line-1", Instant.EPOCH, withdrawn, new byte[0]);
    }

    @Test
    void a_fault_is_told_once_a_minute_and_names_nobody() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(standings.standing(List.of(line()))).isNull();
        }
        assertThat(logged.list).singleElement().satisfies(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.WARN);
            assertThat(event.getKeyValuePairs().toString())
                    .contains(IllegalStateException.class.getName())
                    .doesNotContain(MEMBER.member());
            assertThat(event.getFormattedMessage()).doesNotContain(MEMBER.member());
            assertThat(event.getThrowableProxy()).isNull();
        });

        ticks.addAndGet(Duration.ofMinutes(1).toNanos() - 1);
        standings.standing(List.of(line()));
        assertThat(logged.list).hasSize(1);

        ticks.incrementAndGet();
        standings.standing(List.of(line()));
        assertThat(logged.list).hasSize(2);
    }
}
