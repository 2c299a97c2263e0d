package org.paschima.notify.planted.http;

import com.mongodb.client.MongoClient;
import org.apache.kafka.clients.consumer.Consumer;
import org.jspecify.annotations.Nullable;

/** Knows Kafka and MongoDB where only HTTP belongs. */
public final class Planted {
    @Nullable
    Consumer<String, String> kafka;

    @Nullable
    MongoClient mongo;
}
