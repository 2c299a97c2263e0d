package org.paschima.backing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paschima.backing.kafka.KafkaProcess;
import org.paschima.backing.mongo.MongodFinder;
import org.paschima.backing.mongo.MongodProcess;

/** Tolerates the end by SIGKILL of the process that started a broker and a database: neither outlives it. */
class KilledParentFaultTest {

    @TempDir
    private static Path directory;

    /** Starts both and says their process ids. */
    static final class Parent {
        public static void main(String[] args) throws Exception {
            var mongod = MongodProcess.start(
                    new MongodFinder(System.getenv(), System.err::println).find(), Path.of(args[0], "mongo"));
            var kafka = KafkaProcess.start(Path.of(args[0], "kafka"));
            System.out.println(mongod.pid() + " " + kafka.pid());
            new CountDownLatch(1).await();
        }
    }

    @Test
    void a_database_and_a_broker_end_when_the_process_that_started_them_is_killed() throws Exception {
        var parent = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Parent.class.getName(),
                        directory.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<ProcessHandle> children;
        try (var said = parent.inputReader()) {
            children = Arrays.stream(said.readLine().split(" "))
                    .map(pid -> ProcessHandle.of(Long.parseLong(pid)).orElseThrow())
                    .toList();
            assertThat(children).hasSize(2).allMatch(ProcessHandle::isAlive);

            parent.destroyForcibly().waitFor();
        }

        for (var child : children) {
            child.onExit().get(60, TimeUnit.SECONDS);
        }
        assertThat(Files.readString(directory.resolve("mongo").resolve("mongod.log")))
                .as("it ended in order")
                .contains("Received signal");
    }
}
