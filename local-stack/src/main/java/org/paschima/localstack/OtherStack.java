package org.paschima.localstack;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** A stack that somebody else started, as the demonstration is told of it: all four options, or none. */
final class OtherStack {

    @Option(names = "--session", paramLabel = "URL", required = true, description = "Its session-service.")
    private String session = "";

    @Option(names = "--insight", paramLabel = "URL", required = true, description = "Its insight-service.")
    private String insight = "";

    @Option(names = "--notify", paramLabel = "URL", required = true, description = "Its notify-service.")
    private String notifications = "";

    @Option(names = "--key", paramLabel = "FILE", required = true, description = "Its development key, to sign tokens.")
    private Path key = Path.of("");

    StackFolder.Running running() {
        return new StackFolder.Running(0, session, insight, notifications, true, StackFolder.Backing.UNKNOWN);
    }

    Path key() {
        return key;
    }
}
