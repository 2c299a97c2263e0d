package org.paschima.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TestFoldersTest {

    private static final String MADE = "made ";

    /** A JVM of tests that leaves something, and something that still writes there when it ends. */
    public static final class Leaving {

        private Leaving() {}

        public static void main(String[] arguments) throws Exception {
            var folder = Backings.freshDirectory("leaving");
            Files.writeString(Files.createDirectories(folder.resolve("a/b")).resolve("left"), "x");
            TestFolders.used(() -> Files.writeString(folder.resolve("a/written-at-the-end"), "y"));
            System.out.println(MADE + folder);
        }
    }

    @Test
    void folders_of_brokers_and_databases_go_with_the_jvm_of_their_tests_after_what_used_them() throws Exception {
        try (var child = KillableJava.start(Leaving.class, Map.of())) {
            var folder = Path.of(child.awaitLine(line -> line.startsWith(MADE)).substring(MADE.length()));

            assertThat(child.awaitEnd()).isZero();

            assertThat(folder).doesNotExist();
        }
    }

    @Test
    void a_folder_is_there_as_long_as_its_jvm() throws Exception {
        var folder = Backings.freshDirectory("kept");
        Files.writeString(folder.resolve("kept"), "x");

        assertThat(Backings.freshDirectory("kept")).isNotEqualTo(folder);
        assertThat(folder.resolve("kept")).hasContent("x");
    }
}
