package org.paschima.log.kafka;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/** The partition that Kafka's own producer gives a key, so that a reader can tell where a member's facts are. */
public final class KeyPartition {

    private KeyPartition() {}

    public static int of(String key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % partitions;
    }
}
