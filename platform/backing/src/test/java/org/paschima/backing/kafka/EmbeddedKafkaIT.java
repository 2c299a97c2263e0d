package org.paschima.backing.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paschima.backing.FreePort;

class EmbeddedKafkaIT {

    private static final String TOPIC = "kept";

    @TempDir
    private Path directory;

    private static void append(String bootstrap, int count) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap, "acks", "all");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            for (int i = 0; i < count; i++) {
                producer.send(new ProducerRecord<>(TOPIC, "key", "value " + i)).get();
            }
        }
    }

    private static String topicId(Admin admin) throws Exception {
        var topics = admin.describeTopics(List.of(TOPIC)).allTopicNames().get();
        return Objects.requireNonNull(topics.get(TOPIC)).topicId().toString();
    }

    private static long end(Admin admin) throws Exception {
        var partition = new TopicPartition(TOPIC, 0);
        return admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                .partitionResult(partition)
                .get()
                .offset();
    }

    /** The folder is open before, as one that an older version made. */
    @Test
    void log_segments_are_readable_by_their_owner_only() throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (var kafka = EmbeddedKafka.start(directory);
                var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
            append(kafka.bootstrap(), 1);

            assertThat(directory.resolve(TOPIC + "-0").resolve("00000000000000000000.log"))
                    .isNotEmptyFile();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void a_broker_that_is_started_again_has_its_port_topics_and_acknowledged_records() throws Exception {
        int port = FreePort.next();
        String topicId;
        try (var kafka = EmbeddedKafka.start(directory, port, Map.of());
                var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
            append(kafka.bootstrap(), 25);
            topicId = topicId(admin);
        }
        try (var kafka = EmbeddedKafka.start(directory, port, Map.of());
                var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
            assertThat(kafka.port()).isEqualTo(port);
            assertThat(kafka.bootstrap()).isEqualTo("127.0.0.1:" + port);
            assertThat(end(admin)).isEqualTo(25);
            assertThat(topicId(admin)).isEqualTo(topicId);
        }
    }

    @Test
    void a_port_that_was_taken_meanwhile_is_left_for_another() throws Exception {
        try (var taken = new ServerSocket(FreePort.next(), 1, InetAddress.getLoopbackAddress())) {
            var ports = List.of(taken.getLocalPort(), FreePort.next()).iterator();
            try (var kafka = EmbeddedKafka.start(directory, ports::next);
                    var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
                admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1)))
                        .all()
                        .get();
                append(kafka.bootstrap(), 1);
                assertThat(end(admin)).isOne();
            }
        }
    }
}
