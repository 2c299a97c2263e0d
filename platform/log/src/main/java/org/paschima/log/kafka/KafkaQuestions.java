package org.paschima.log.kafka;

import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaFuture;
import org.paschima.log.LogUnavailableException;

/** Questions to the brokers about topics and groups, each of which is answered or given up within a time. */
final class KafkaQuestions implements AutoCloseable {

    private final Admin admin;
    private final Duration atMost;

    KafkaQuestions(String bootstrap, Duration atMost) {
        this.admin = admin(bootstrap, atMost);
        this.atMost = atMost;
    }

    static Admin admin(String bootstrap, Duration atMost) {
        var settings = new Properties();
        settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) atMost.toMillis());
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) atMost.toMillis());
        settings.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        return Admin.create(settings);
    }

    Admin admin() {
        return admin;
    }

    /**
     * What was answered.
     *
     * @throws ExecutionException when the answer is a refusal
     * @throws LogUnavailableException when there was none in time
     */
    <T> T answer(KafkaFuture<T> asked) throws ExecutionException {
        try {
            return asked.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw unavailable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(e);
        }
    }

    static LogUnavailableException unavailable(Exception e) {
        return new LogUnavailableException("Kafka does not answer", false, e);
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
