package org.paschima.backing.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MongodBinaryTest {

    @TempDir
    private Path directory;

    /** Tells this as its help. */
    private MongodBinary telling(String help) throws IOException {
        var script = Files.writeString(directory.resolve("mongod"), "#!/bin/sh\ncat <<'E'\n" + help + "\nE\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return new MongodBinary(script, "made by the test");
    }

    @Test
    void an_option_that_the_help_names_is_known() throws IOException {
        var binary = telling("  --zstdDefaultCompressionLevel arg (=6)\n     Default level");

        assertThat(binary.knows("zstdDefaultCompressionLevel")).isTrue();
    }

    @Test
    void one_that_an_older_release_does_not_name_is_not() throws IOException {
        var binary =
                telling("  --networkMessageCompressors arg (=snappy,zstd,zlib)\n  --zstdDefaultCompressionLevels x");

        assertThat(binary.knows("zstdDefaultCompressionLevel")).isFalse();
    }
}
