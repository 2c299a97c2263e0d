package org.paschima.insight;

import java.io.IOException;
import java.util.Map;
import org.paschima.backing.ChildProcess;
import org.paschima.testkit.KillableJava;

/** insight-service as a process of its own, to be killed. */
final class InsightChild {

    private InsightChild() {}

    /** Starts it and returns once it is ready. */
    static ChildProcess start(Map<String, String> environment) throws IOException, InterruptedException {
        var child = KillableJava.start(InsightMain.class, environment);
        child.awaitLine(line -> line.startsWith("insight-service ready"));
        return child;
    }
}
