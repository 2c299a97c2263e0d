package org.paschima.store.mongo;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import org.paschima.log.kafka.ConsumerLoops;
import org.paschima.log.kafka.Topics;

/** A process that counts, to be killed. */
final class CountingMain {

    static final String READY = "counting";

    private CountingMain() {}

    public static void main(String[] args) throws InterruptedException {
        var bootstrap = requireNonNull(System.getenv("KAFKA_BOOTSTRAP"));
        var topic = args[0];
        var metrics = new SimpleMeterRegistry();
        var store = MongoStore.connect(requireNonNull(System.getenv("MONGO_URI")), args[1], false);
        try (var topics = new Topics(bootstrap, Duration.ofSeconds(20))) {
            var identity = topics.ensure(Topics.Wanted.keptForEver(topic, CountedTopic.PARTITIONS, 1));
            var fold = new FencedBatches("counting", store, new CountingFold(store), InstantSource.system(), metrics);
            ConsumerLoops.start(
                    args[2],
                    bootstrap,
                    topic,
                    identity,
                    2,
                    fold,
                    metrics,
                    ConsumerLoops.Terms.with(CountedTopic.SMALL_BATCHES));
            System.out.println(READY);
        }
        Thread.currentThread().join();
    }
}
