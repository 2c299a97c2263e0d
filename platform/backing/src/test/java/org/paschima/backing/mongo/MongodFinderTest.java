package org.paschima.backing.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MongodFinderTest {

    @TempDir
    private Path folder;

    private Path named;
    private Path onPath;
    private Path cached;

    @BeforeEach
    void three_of_them() throws IOException {
        named = executable(folder.resolve("somewhere").resolve("my-mongod"));
        onPath = executable(folder.resolve("bin").resolve("mongod"));
        cached = executable(folder.resolve("cache").resolve("paschima").resolve("mongod-6.0.5"));
    }

    private static Path executable(Path path) throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, "");
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Path find(Map<String, String> env) {
        return new MongodFinder(env, _ -> {}).find().path();
    }

    private Map<String, String> env(String name, String path) {
        return Map.of(
                "PASCHIMA_MONGOD",
                name,
                "PATH",
                path,
                "XDG_CACHE_HOME",
                folder.resolve("cache").toString());
    }

    private String path() {
        return folder.resolve("empty") + File.pathSeparator + onPath.getParent();
    }

    @Test
    void the_named_one_comes_first() {
        assertThat(find(env(named.toString(), path()))).isEqualTo(named);
    }

    @Test
    void then_the_one_on_the_path() {
        assertThat(find(env("", path()))).isEqualTo(onPath);
    }

    @Test
    void then_the_one_in_the_cache() {
        assertThat(find(env(" ", ""))).isEqualTo(cached);
    }

    @Test
    void what_cannot_be_executed_is_passed_over_on_the_path() throws IOException {
        Files.setPosixFilePermissions(onPath, PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(find(env("", path()))).isEqualTo(cached);
    }

    @Test
    void a_named_one_that_cannot_be_executed_is_an_error_with_the_remedies() {
        assertThatThrownBy(() -> find(env(folder.resolve("no-such").toString(), path())))
                .isInstanceOf(MongodBinary.NotFoundException.class)
                .hasMessageContaining("PASCHIMA_MONGOD names " + folder.resolve("no-such"))
                .hasMessageContaining("set MONGO_URI")
                .hasMessageContaining("install Python 3 with pip");
    }
}
