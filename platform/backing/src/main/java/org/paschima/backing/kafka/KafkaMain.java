package org.paschima.backing.kafka;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A broker in a JVM of its own: directory and port as arguments; says READY when it serves; ends on SIGTERM. */
public final class KafkaMain {

    static final String READY = "READY";

    private KafkaMain() {}

    public static void main(String[] args) throws Exception {
        var kafka = EmbeddedKafka.start(Path.of(args[0]), Integer.parseInt(args[1]), Map.of());
        Runtime.getRuntime().addShutdownHook(new Thread(kafka::close));
        System.out.println(READY + " " + kafka.bootstrap());
        new CountDownLatch(1).await();
    }
}
