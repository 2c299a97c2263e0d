package org.paschima.localstack;

import java.io.PrintStream;
import java.time.Duration;

/** Says on a terminal what goes on; standard output stays free for results. */
final class Progress {

    private final PrintStream out;
    private final long started = System.nanoTime();

    Progress(PrintStream out) {
        this.out = out;
    }

    void say(String sentence) {
        var passed = Duration.ofNanos(System.nanoTime() - started);
        out.printf("[%5.1f s] %s%n", passed.toMillis() / 1000.0, sentence);
    }
}
