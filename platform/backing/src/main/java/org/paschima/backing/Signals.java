package org.paschima.backing;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** What a child process is told so that it stands still: it keeps its connections, and answers nothing until it goes on. */
public final class Signals {

    private Signals() {}

    /** SIGSTOP. */
    public static void stall(long pid) throws IOException {
        send("STOP", pid);
    }

    /** SIGCONT. */
    public static void goOn(long pid) throws IOException {
        send("CONT", pid);
    }

    private static void send(String name, long pid) throws IOException {
        var sent = new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                .inheritIO()
                .start();
        try {
            if (!sent.waitFor(5, TimeUnit.SECONDS) || sent.exitValue() != 0) {
                throw new IOException("the process could not be sent SIG" + name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
