package org.paschima.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The metrics that {@code docs/operations.md} lists under Health and metrics, those of each service by their whole name. */
final class OperationsMetrics {

    private static final Pattern NAME = Pattern.compile("`([a-z]+_[a-z_]+)`");

    private OperationsMetrics() {}

    static List<String> named() throws IOException {
        var text = Files.readString(Path.of("..", "docs", "operations.md"));
        var section = text.substring(text.indexOf("\n## Health and metrics\n"), text.indexOf("\n## Time zone rules\n"));
        return NAME.matcher(section)
                .results()
                .map(each -> each.group(1))
                .distinct()
                .toList();
    }
}
