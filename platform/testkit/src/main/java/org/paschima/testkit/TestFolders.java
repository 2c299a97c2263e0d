package org.paschima.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;

/**
 * The folders of a JVM's brokers and databases. They are there until the JVM ends, so that a test may start anew on what was
 * written; then what still uses them is closed, and they are deleted, or every run would leave some hundred megabytes.
 */
final class TestFolders {

    private static final int TRIES = 20;
    private static final int PAUSE_MS = 100;

    private static final Deque<Path> FOLDERS = new ArrayDeque<>();
    private static final Deque<AutoCloseable> USERS = new ArrayDeque<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(TestFolders::end, "test-folders"));
    }

    private TestFolders() {}

    static Path fresh(String purpose) throws IOException {
        var folder = Files.createTempDirectory("paschima-" + purpose + "-");
        synchronized (FOLDERS) {
            FOLDERS.push(folder);
        }
        return folder;
    }

    /** Closed before its folder goes. */
    static <T extends AutoCloseable> T used(T user) {
        synchronized (FOLDERS) {
            USERS.push(user);
        }
        return user;
    }

    private static void end() {
        synchronized (FOLDERS) {
            for (var user : USERS) {
                try {
                    user.close();
                } catch (Exception e) {
                    System.err.println("at the end of the tests: " + e);
                }
            }
            FOLDERS.forEach(TestFolders::delete);
        }
    }

    /** What a test has left open may write a little longer, until its own hook has ended it. */
    private static void delete(Path folder) {
        for (int attempt = 1; Files.exists(folder) && attempt <= TRIES; attempt++) {
            try (var all = Files.walk(folder)) {
                for (var each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(each);
                }
            } catch (IOException | UncheckedIOException _) {
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
