package org.paschima.backing.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClients;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MongodProcessIT {

    @TempDir
    private Path directory;

    private static MongodBinary binary() {
        return new MongodFinder(System.getenv(), System.err::println).find();
    }

    private static void write(MongodProcess mongod, int number) {
        try (var client = MongoClients.create(mongod.uri())) {
            client.getDatabase("kept")
                    .getCollection("writes")
                    .withWriteConcern(WriteConcern.MAJORITY)
                    .insertOne(new Document("_id", number));
        }
    }

    private static long count(MongodProcess mongod) {
        try (var client = MongoClients.create(mongod.uri())) {
            return client.getDatabase("kept").getCollection("writes").countDocuments();
        }
    }

    @Test
    void what_mongod_writes_is_readable_by_its_owner_only() throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (var mongod = MongodProcess.start(binary(), directory)) {
            write(mongod, 1);

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void acknowledged_writes_survive_a_kill() throws Exception {
        try (var mongod = MongodProcess.start(binary(), directory)) {
            for (int number = 1; number <= 20; number++) {
                write(mongod, number);
            }
            mongod.kill();
            mongod.start();

            assertThat(count(mongod)).isEqualTo(20);
        }
    }

    @Test
    void data_can_be_used_on_another_port() throws Exception {
        try (var mongod = MongodProcess.start(binary(), directory)) {
            write(mongod, 1);
        }
        try (var moved = MongodProcess.start(binary(), directory)) {
            write(moved, 2);

            assertThat(count(moved)).isEqualTo(2);
        }
    }

    @Test
    void closing_leaves_no_process_behind() throws Exception {
        long pid;
        try (var mongod = MongodProcess.start(binary(), directory)) {
            pid = mongod.pid();
            assertThat(ProcessHandle.of(pid)).isPresent();
        }
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void what_a_killed_parent_left_running_is_ended_by_the_next_start() throws Exception {
        try (var left = MongodProcess.start(binary(), directory)) {
            write(left, 1);
            long orphan = left.pid();
            try (var mongod = MongodProcess.start(binary(), directory)) {
                assertThat(ProcessHandle.of(orphan).filter(ProcessHandle::isAlive))
                        .isEmpty();
                assertThat(count(mongod)).isEqualTo(1);
            }
        }
    }
}
