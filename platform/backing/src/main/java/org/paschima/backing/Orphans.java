package org.paschima.backing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Children that outlived a parent which was killed. A child's process id is noted in its data directory; the next start
 * on that directory ends the process, but only when its command line still names the directory: ids are used again.
 */
public final class Orphans {

    private static final String PID_FILE = "child.pid";

    private Orphans() {}

    public static void note(Path directory, ProcessHandle child) {
        try {
            Files.writeString(directory.resolve(PID_FILE), Long.toString(child.pid()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends what an earlier parent left running on this directory, and waits for it. */
    public static void end(Path directory) {
        var file = directory.resolve(PID_FILE);
        try {
            if (!Files.exists(file)) {
                return;
            }
            long pid = Long.parseLong(Files.readString(file).strip());
            ProcessHandle.of(pid).filter(child -> isOurs(child, directory)).ifPresent(Orphans::end);
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NumberFormatException _) {
            throw new IllegalStateException(file + " does not hold a process id; remove it if nothing runs there");
        }
    }

    private static boolean isOurs(ProcessHandle child, Path directory) {
        return child.info()
                .commandLine()
                .map(line -> line.contains(directory.toString()))
                .orElse(false);
    }

    private static void end(ProcessHandle child) {
        child.destroy();
        try {
            child.onExit().get(10, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (Exception _) {
            child.destroyForcibly();
        }
    }
}
