package org.paschima.log.kafka;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows whether Kafka is away: from the first suspicion until the cluster answers a question again.
 *
 * <p>It asks now and then without a suspicion too, as a broker that stands still while nobody writes is suspected by nobody.
 * Records are not refused for its silence alone, which may be that of a busy machine.
 */
final class KafkaProbe implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaProbe.class);
    private static final Duration ASK = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration ASK_AGAIN = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Admin admin;
    private final Semaphore suspicion = new Semaphore(0);
    private final Thread thread;
    private volatile long answeredAt = System.nanoTime();
    private volatile boolean away;
    private volatile boolean closed;

    KafkaProbe(String bootstrap) {
        this.admin = KafkaQuestions.admin(bootstrap, ASK);
        this.thread = Thread.ofPlatform().name("kafka-probe").daemon().start(this::probe);
    }

    boolean isAway() {
        return away;
    }

    /** It has not answered for so long that writes are not to be expected to succeed, whether anybody writes or not. */
    boolean isSilent() {
        return System.nanoTime() - answeredAt > PATIENCE.toNanos();
    }

    /** A delivery failed: refuse new ones until the cluster answers. Any thread may call it. */
    void suspect() {
        if (!away) {
            away = true;
            suspicion.release();
        }
    }

    private void probe() {
        try {
            while (!closed) {
                boolean isSuspected = suspicion.tryAcquire(ASK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
                if (closed) {
                    return;
                }
                if (!isSuspected) {
                    var _ = answers();
                    continue;
                }
                LOG.warn("Kafka is away; records are refused until it answers");
                while (!closed && !answers()) {
                    TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
                }
                suspicion.drainPermits();
                away = false;
                LOG.info("Kafka answers again");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean answers() throws InterruptedException {
        try {
            boolean hasNodes = !admin.describeCluster()
                    .nodes()
                    .get(ASK.toMillis(), TimeUnit.MILLISECONDS)
                    .isEmpty();
            if (hasNodes) {
                answeredAt = System.nanoTime();
            }
            return hasNodes;
        } catch (ExecutionException | TimeoutException e) {
            LOG.atDebug()
                    .setMessage("Kafka is still away")
                    .addKeyValue("error", e.getClass().getSimpleName())
                    .log();
            return false;
        }
    }

    @Override
    public void close() {
        closed = true;
        suspicion.release();
        thread.interrupt();
        admin.close(Duration.ofSeconds(1));
    }
}
