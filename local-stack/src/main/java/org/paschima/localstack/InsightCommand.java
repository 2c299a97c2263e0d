package org.paschima.localstack;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.paschima.insight.LogTools;

/** The log tools of insight-service, on the Kafka and the MongoDB of the running stack. */
final class InsightCommand {

    private static final String DATA = "--data";

    private InsightCommand() {}

    static int run(List<String> arguments) throws IOException {
        var rest = new ArrayList<>(arguments);
        var folder = folder(rest);
        if (rest.isEmpty() || rest.contains("--help")) {
            return new LogTools(System.getenv(), System.out, System.err).run(rest);
        }
        var running = folder.running()
                .orElseThrow(() -> new UsageException(
                        "no stack is running on " + folder.path() + "; start one with ./paschima up"));
        var settings = new HashMap<>(System.getenv());
        settings.put("KAFKA_BOOTSTRAP", running.backing().kafka());
        settings.put("MONGO_URI", running.backing().mongo());
        settings.put("MONGO_DATABASE", LocalStack.INSIGHT_DATABASE);
        return new LogTools(settings, System.out, System.err).run(rest);
    }

    /** Takes the one option that is not the tool's. */
    private static StackFolder folder(List<String> rest) {
        int at = rest.indexOf(DATA);
        if (at < 0) {
            return StackFolder.usual();
        }
        if (at + 1 == rest.size()) {
            throw new UsageException(DATA + " needs a value");
        }
        var folder = new StackFolder(Path.of(rest.get(at + 1)));
        rest.subList(at, at + 2).clear();
        return folder;
    }
}
