package org.paschima.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paschima.notify.push.Vapid;

class PushKeysTest {

    @TempDir
    private Path folder;

    /** One key of 256 has a coordinate that begins with a zero, and one of two a leading sign. */
    @RepeatedTest(600)
    void what_is_made_is_a_pair_that_the_service_takes() throws Exception {
        var settings = PushKeys.settings(folder.resolve("push-keys"));

        assertThatNoException()
                .isThrownBy(() -> Vapid.of(
                        settings.getOrDefault("PUSH_PUBLIC_KEY", ""),
                        settings.getOrDefault("PUSH_PRIVATE_KEY", ""),
                        settings.getOrDefault("PUSH_SUBJECT", "")));
    }

    @Test
    void the_next_start_has_the_same_pair_and_nobody_else_reads_it() throws Exception {
        var file = folder.resolve("push-keys");
        var first = PushKeys.settings(file);

        assertThat(PushKeys.settings(file)).isEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }
}
