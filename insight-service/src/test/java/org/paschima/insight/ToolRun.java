package org.paschima.insight;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.paschima.insight.logtools.LogTools;

/** A log tool that ran in this JVM: its exit code and all it said. */
record ToolRun(int exitCode, String said) {

    static ToolRun of(Map<String, String> environment, String... arguments) {
        var said = new ByteArrayOutputStream();
        var out = new PrintStream(said, true, StandardCharsets.UTF_8);
        int exitCode = LogTools.commandLine(() -> environment, out, out).execute(arguments);
        return new ToolRun(exitCode, said.toString(StandardCharsets.UTF_8));
    }
}
