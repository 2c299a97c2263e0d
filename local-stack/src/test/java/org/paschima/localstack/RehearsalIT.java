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

    @TempDir
    private Path folder;

    @Test
    void a_whole_start_is_run_and_ends_in_order() throws Exception {
        var loaded = folder.resolve("loaded");

        var status = rehearsed(java(
                "-Xlog:class+load:file=" + loaded,
                ZONE_RULES,
                "-cp",
                System.getProperty("java.class.path"),
                SessionMain.class.getName()));

        assertThat(status).isZero();
        assertThat(Files.readString(loaded)).contains(ANSWERED);
        assertThat(Files.readString(folder.resolve("said"))).doesNotContain("rehearsal:");
    }

    @Test
    void a_service_that_ends_before_it_is_ready_was_not_rehearsed() throws Exception {
        assertThat(rehearsed(java("-version"))).isOne();
        assertThat(Files.readString(folder.resolve("said"))).contains("rehearsal: the service was not ready");
    }

    private static List<String> java(String... arguments) {
        var command = new java.util.ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private int rehearsed(List<String> command) throws Exception {
        var rehearsal = ChildProcess.java(
                        List.of("-Xmx512m", ZONE_RULES),
                        System.getProperty("java.class.path"),
                        RehearsalMain.class.getName(),
                        command)
                .redirectError(folder.resolve("said").toFile());
        rehearsal.environment().put("TMPDIR", folder.toString());
        try (var child = ChildProcess.start(rehearsal)) {
            child.ignoreLines();
            return child.awaitEnd();
        }
    }
}
