package org.paschima.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paschima.runtime.command.UsageException;

class StackFolderTest {

    private static final long NO_PROCESS = Long.MAX_VALUE;

    @TempDir
    private Path path;

    private static StackFolder.Running runningAs(long pid) {
        return new StackFolder.Running(
                pid, "http://s", "http://i", "http://n", true, new StackFolder.Backing("k:1", "mongodb://m"));
    }

    @Test
    void one_stack_at_a_time_has_the_folder() throws Exception {
        var folder = new StackFolder(path);
        try (var _ = folder.lock()) {
            assertThatThrownBy(folder::lock)
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("already running on " + path);
        }
        folder.lock().close();
    }

    @Test
    void a_running_stack_says_where_it_is_until_it_stops() throws Exception {
        var folder = new StackFolder(path);
        var running = runningAs(ProcessHandle.current().pid());

        assertThat(folder.running()).isEmpty();
        folder.say(running);
        assertThat(folder.running()).contains(running);
        folder.sayStopped();
        assertThat(folder.running()).isEmpty();
    }

    @Test
    void where_a_stack_runs_is_for_its_owner_alone() throws Exception {
        var folder = new StackFolder(path);
        folder.say(runningAs(NO_PROCESS));
        folder.say(runningAs(ProcessHandle.current().pid()));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path.resolve("running.properties"))))
                .isEqualTo("rw-------");
    }

    /** A folder of before, whose keys anybody could read, is closed too. */
    @Test
    void keys_and_secrets_are_for_their_owner_alone() throws Exception {
        var keys = Files.createDirectories(path.resolve("keys"));
        Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(
                Files.writeString(keys.resolve("draw-key"), "of before"), PosixFilePermissions.fromString("rw-r--r--"));

        var folder = new StackFolder(path);
        try (var _ = folder.lock()) {
            folder.tokens();
            assertThat(folder.drawKey()).isEqualTo("of before");
        }

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys)))
                .isEqualTo("rwx------");
        for (var secret : List.of("draw-key", "development-key.json")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys.resolve(secret))))
                    .as(secret)
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void what_a_killed_stack_left_behind_is_not_believed() throws Exception {
        var folder = new StackFolder(path);
        folder.say(runningAs(NO_PROCESS));

        assertThat(folder.running()).isEmpty();
    }

    @Test
    void the_secret_for_drawing_is_made_once() throws Exception {
        var folder = new StackFolder(path);
        try (var _ = folder.lock()) {
            var key = folder.drawKey();
            assertThat(key).hasSize(64);
            assertThat(folder.drawKey()).isEqualTo(key);
        }
    }
}
