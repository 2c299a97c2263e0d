package org.paschima.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paschima.backing.ChildProcess;
import org.paschima.session.SessionMain;

/** A service that is rehearsed comes as far as ready beside a real broker, and is told to end; one that cannot is told of. */
class RehearsalIT {

    private static final String ZONE_RULES =
            "-Djava.time.zone.DefaultZoneRulesProvider=org.paschima.runtime.zone.InstalledZoneRules";

    /** What Kafka's client loads when a broker has answered, and not before. */
    private static final String ANSWERED = "org.apache.kafka.common.requests.ApiVersionsResponse";

    /** What session-service loads when it has put a record into the log. */
    private static final String ACKNOWLEDGED = "org.apache.kafka.clients.producer.RecordMetadata";

    @TempDir
    private Path folder;

    @Test
    void a_whole_start_is_run_and_ends_in_order() throws Exception {
        var loaded = folder.resolve("loaded");

        var status = rehearsed(List.of("-Xlog:class+load:file=" + loaded, ZONE_RULES));

        assertThat(status).isZero();
        assertThat(Files.readString(loaded)).contains(ANSWERED).contains(ACKNOWLEDGED);
        assertThat(Files.readString(folder.resolve("said"))).doesNotContain("rehearsal:");
    }

    @Test
    void a_service_that_ends_before_it_is_ready_was_not_rehearsed() throws Exception {
        assertThat(rehearsed(List.of("-version"))).isOne();
        assertThat(Files.readString(folder.resolve("said"))).contains("rehearsal: the service was not ready");
    }

    /** A service that is started with these options. */
    private int rehearsed(List<String> options) throws Exception {
        var classPath = System.getProperty("java.class.path");
        var service = ChildProcess.java(options, classPath, SessionMain.class.getName(), List.of());
        var rehearsal = ChildProcess.java(
                        List.of("-Xmx512m", ZONE_RULES, "-Djava.io.tmpdir=" + folder),
                        classPath,
                        RehearsalMain.class.getName(),
                        service.command())
                .redirectError(folder.resolve("said").toFile());
        try (var child = ChildProcess.start(rehearsal)) {
            child.ignoreLines();
            return child.awaitEnd();
        }
    }
}
