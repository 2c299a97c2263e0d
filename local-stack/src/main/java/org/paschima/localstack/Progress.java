package org.paschima.localstack;

import java.io.PrintStream;
import java.time.Duration;

/**
 * Says what goes on: on a terminal in one line that moves on, elsewhere in a line each. Standard output stays free for
 * results.
 */
final class Progress {

    /** Set by the launcher, which can tell where its standard error goes. */
    private static final String IS_TERMINAL = "paschima.terminal";

    private static final String BEGIN_ANEW = "\r\u001b[K";

    /** What wraps cannot be taken back. */
    private static final int WIDTH = 79;

    private final PrintStream out;
    private final boolean isTerminal;
    private final long started = System.nanoTime();
    private boolean isLineOpen;

    Progress(PrintStream out) {
        this(out, Boolean.getBoolean(IS_TERMINAL));
    }

    Progress(PrintStream out, boolean isTerminal) {
        this.out = out;
        this.isTerminal = isTerminal;
    }

    synchronized void say(String sentence) {
        var passed = Duration.ofNanos(System.nanoTime() - started);
        var line = "[%5.1f s] %s".formatted(passed.toMillis() / 1000.0, sentence);
        if (isTerminal) {
            out.print(BEGIN_ANEW + (line.length() > WIDTH ? line.substring(0, WIDTH - 1) + "…" : line));
            out.flush();
            isLineOpen = true;
        } else {
            out.println(line);
        }
    }

    /** Leaves the last line standing, so that something else can be printed below it. */
    synchronized void end() {
        if (isLineOpen) {
            out.println();
            isLineOpen = false;
        }
    }
}
