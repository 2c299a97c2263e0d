package org.paschima.backing;

import java.io.IOException;

/**
 * Ends a child when the JVM that started it is gone, however it went: a shell waits for the end of a pipe that only this JVM
 * holds, which also SIGKILL closes. {@link Orphans} is for what even that leaves, such as a shell that was killed too.
 */
public final class Leash {

    /**
     * SIGTERM first, since a database ends in order. The terminal's Ctrl-C is not for the shell: the JVM ends its children
     * itself then.
     */
    private static final String WATCH = """
            trap '' INT TERM HUP
            read -r released && exit 0
            kill "$0" 2>/dev/null || exit 0
            for _ in 1 2 3 4 5 6 7 8 9 10; do
              sleep 1
              kill -0 "$0" 2>/dev/null || exit 0
            done
            kill -9 "$0"
            """;

    private Leash() {}

    /** Holds a child of this JVM until it ends. */
    public static void hold(Process child) throws IOException {
        var watch = new ProcessBuilder("/bin/sh", "-c", WATCH, Long.toString(child.pid()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var _ = child.onExit().thenRun(() -> release(watch)); // its id may be another's then
    }

    private static void release(Process watch) {
        try (var end = watch.outputWriter()) {
            end.write("released\n");
        } catch (IOException _) {
            watch.destroyForcibly(); // it reads no more
        }
    }
}
