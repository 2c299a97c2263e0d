package org.paschima.log.kafka;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.paschima.log.LogChangedException;
import org.paschima.log.LogUnavailableException;
import org.paschima.log.TopicIdentity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the topics that are missing and checks those that are there, waiting for a broker that is still starting. */
public final class Topics implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Topics.class);
    private static final Duration ASK = Duration.ofSeconds(3);
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final KafkaQuestions kafka;
    private final Duration patience;

    /**
     * Asks the cluster at {@code bootstrap}.
     *
     * @param patience how long to wait for Kafka before giving up with {@link LogUnavailableException}
     */
    public Topics(String bootstrap, Duration patience) {
        this.kafka = new KafkaQuestions(bootstrap, ASK);
        this.patience = patience;
    }

    /**
     * What a topic must be.
     *
     * @param partitions used when it has to be created; an existing topic keeps its own number
     * @param configs used when it has to be created
     * @param required configs whose value an existing topic must have, else {@link LogChangedException}
     */
    public record Wanted(
            String name, int partitions, int replication, Map<String, String> configs, List<String> required) {

        /** A topic that is kept for ever: deleting or compacting any of it would lose facts. */
        public static Wanted keptForEver(String name, int partitions, int replication) {
            return new Wanted(
                    name,
                    partitions,
                    replication,
                    Map.of("cleanup.policy", "delete", "retention.ms", "-1", "retention.bytes", "-1"),
                    List.of("cleanup.policy", "retention.ms", "retention.bytes"));
        }

        public static Wanted keptFor(String name, int partitions, int replication, Duration retention) {
            return new Wanted(
                    name,
                    partitions,
                    replication,
                    Map.of("cleanup.policy", "delete", "retention.ms", Long.toString(retention.toMillis())),
                    List.of());
        }
    }

    /** Makes sure that the topic is there, and says which one it is. */
    public TopicIdentity ensure(Wanted wanted) {
        return awaited(wanted, true);
    }

    /** Says which topic it is, and never creates it: {@link LogChangedException} when it is not there. */
    public TopicIdentity existing(Wanted wanted) {
        return awaited(wanted, false);
    }

    private TopicIdentity awaited(Wanted wanted, boolean mayCreate) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                return look(wanted, mayCreate);
            } catch (LogUnavailableException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                LOG.atInfo()
                        .setMessage("waiting for Kafka")
                        .addKeyValue("topic", wanted.name())
                        .log();
                pause();
            }
        }
    }

    private TopicIdentity look(Wanted wanted, boolean mayCreate) {
        try {
            var described = describe(wanted.name());
            check(wanted);
            return described;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                if (!mayCreate) {
                    throw new LogChangedException("there is no topic " + wanted.name());
                }
                create(wanted);
            }
            throw KafkaQuestions.unavailable(e);
        }
    }

    private TopicIdentity describe(String name) throws ExecutionException {
        var topics = kafka.answer(kafka.admin().describeTopics(List.of(name)).allTopicNames());
        var topic = requireNonNull(topics.get(name));
        return new TopicIdentity(topic.topicId().toString(), topic.partitions().size());
    }

    private void check(Wanted wanted) throws ExecutionException {
        if (wanted.required().isEmpty()) {
            return;
        }
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, wanted.name());
        var actual = requireNonNull(
                kafka.answer(kafka.admin().describeConfigs(List.of(resource)).all())
                        .get(resource));
        var wrong = new ArrayList<String>();
        for (var name : wanted.required()) {
            var value = actual.get(name).value();
            var must = wanted.configs().get(name);
            if (!Objects.equals(must, value)) {
                wrong.add(name + " is " + value + ", must be " + must);
            }
        }
        if (!wrong.isEmpty()) {
            throw new LogChangedException("topic " + wanted.name() + " would lose facts: " + String.join("; ", wrong));
        }
    }

    private void create(Wanted wanted) {
        try {
            var topic = new NewTopic(wanted.name(), wanted.partitions(), (short) wanted.replication());
            kafka.answer(kafka.admin()
                    .createTopics(List.of(topic.configs(wanted.configs())))
                    .all());
            LOG.atInfo()
                    .setMessage("topic created")
                    .addKeyValue("topic", wanted.name())
                    .addKeyValue("partitions", wanted.partitions())
                    .log();
        } catch (ExecutionException e) {
            // Another instance was faster, or the broker is still starting: the next look tells.
            if (!(e.getCause() instanceof TopicExistsException) && !(e.getCause() instanceof RetriableException)) {
                throw new IllegalStateException("topic " + wanted.name() + " cannot be created", e.getCause());
            }
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw KafkaQuestions.unavailable(e);
        }
    }

    @Override
    public void close() {
        kafka.close();
    }
}
