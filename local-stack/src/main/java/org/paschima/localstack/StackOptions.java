package org.paschima.localstack;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a stack is started. Ports: 0 is any free one.
 *
 * @param startAt the time that all its clocks show when it is up, going on from there; only when they are settable
 */
record StackOptions(
        StackFolder folder,
        int sessionPort,
        int insightPort,
        int notifyPort,
        boolean sample,
        boolean clockIsSettable,
        Optional<Instant> startAt) {

    private static final Set<String> KNOWN = Set.of("data", "session-port", "insight-port", "notify-port");

    static StackOptions parse(List<String> arguments) {
        var options = new Options(arguments, KNOWN, Set.of("no-sample"));
        var folder = options.find("data")
                .map(path -> new StackFolder(java.nio.file.Path.of(path)))
                .orElseGet(StackFolder::usual);
        return new StackOptions(
                folder,
                options.port("session-port", 8081),
                options.port("insight-port", 8082),
                options.port("notify-port", 8083),
                !options.has("no-sample"),
                "settable".equals(System.getenv("CLOCK")) || System.getenv("CLOCK_START") != null,
                Optional.ofNullable(System.getenv("CLOCK_START")).map(StackOptions::instant));
    }

    /** A stack for one demonstration: free ports, no sample, a clock that can be driven. */
    static StackOptions temporary(StackFolder folder) {
        return new StackOptions(folder, 0, 0, 0, false, true, Optional.empty());
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException _) {
            throw new UsageException("CLOCK_START must be an instant such as 2026-03-29T23:30:00Z");
        }
    }
}
