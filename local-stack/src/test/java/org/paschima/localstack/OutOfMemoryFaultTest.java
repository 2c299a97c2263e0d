package org.paschima.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tolerates that the stack runs out of memory: it ends, and {@code ./paschima up} starts it again on the same data. */
class OutOfMemoryFaultTest {

    private static final Duration SOON = Duration.ofMinutes(2);

    @TempDir
    private static Path folder;

    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    private Process launcher;

    @AfterEach
    void stop() throws Exception {
        launcher.descendants().forEach(ProcessHandle::destroy);
        launcher.destroy();
        var _ = launcher.waitFor(60, TimeUnit.SECONDS);
    }

    @Test
    void a_stack_that_is_out_of_memory_ends_and_is_started_again_and_ends_when_it_is_told_to() throws Exception {
        awaitUp();
        var first = stack();

        Files.createFile(folder.resolve(HungryAgent.EAT));

        awaitUp();
        var second = stack();
        assertThat(first.isAlive()).isFalse();
        assertThat(second.pid()).isNotEqualTo(first.pid());
        assertThat(mongods()).as("the first one's ended with it").hasSize(1);

        launcher.destroy(); // SIGTERM

        assertThat(launcher.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(launcher.exitValue()).isEqualTo(143);
        assertThat(second.isAlive()).isFalse();
        assertThat(mongods()).isEmpty();
    }

    @Test
    void a_stack_whose_launcher_was_killed_ends_too() throws Exception {
        awaitUp();
        var stack = stack();

        launcher.destroyForcibly();

        await().atMost(SOON).until(() -> !stack.isAlive() && mongods().isEmpty());
    }

    @BeforeEach
    void start() throws IOException {
        var jar = Path.of("target", "local-stack.jar");
        // this build has just made it, but does not touch it when nothing of its own module has changed
        Files.setLastModifiedTime(jar, FileTime.from(Clock.systemUTC().instant()));
        var builder = new ProcessBuilder(
                        Path.of("..", "paschima").toString(),
                        "up",
                        "--no-sample",
                        "--session-port",
                        "0",
                        "--insight-port",
                        "0",
                        "--notify-port",
                        "0")
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("PASCHIMA_DATA", folder.resolve("data").toString());
        builder.environment().put("PASCHIMA_JAVA_OPTIONS", "-javaagent:" + agent() + "=" + folder);
        launcher = builder.start();
        var out = launcher.inputReader();
        Thread.ofVirtual().start(() -> read(out));
    }

    private void read(BufferedReader out) {
        try {
            for (var line = out.readLine(); line != null; line = out.readLine()) {
                said.add(line);
            }
        } catch (IOException _) {
            return; // it was killed
        }
    }

    private void awaitUp() {
        await().atMost(SOON).until(() -> "Paschima is up.".equals(said.poll()));
    }

    private ProcessHandle stack() throws IOException {
        return ProcessHandle.of(new StackFolder(folder.resolve("data"))
                        .running()
                        .orElseThrow()
                        .pid())
                .orElseThrow();
    }

    /** Those that run on the data of this test. */
    private static List<ProcessHandle> mongods() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .commandLine()
                        .filter(line -> line.contains("--dbpath") && line.contains(folder.toString()))
                        .isPresent())
                .toList();
    }

    private static Path agent() throws IOException {
        var jar = folder.resolve("agent.jar");
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(new Attributes.Name("Premain-Class"), HungryAgent.class.getName());
        var entry = HungryAgent.class.getName().replace('.', '/') + ".class";
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                var code = HungryAgent.class.getClassLoader().getResourceAsStream(entry)) {
            out.putNextEntry(new JarEntry(entry));
            code.transferTo(out);
            out.closeEntry();
        }
        return jar;
    }
}
