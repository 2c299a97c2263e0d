package org.paschima.localstack;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import org.paschima.runtime.command.UsageException;

/**
 * How a stack is started. Ports: 0 is any free one.
 *
 * @param pagePort of the page; when it is not said, the usual one if it is free, else any
 * @param startAt the time that all its clocks show when it is up, going on from there; only when they are settable
 */
record StackOptions(
        StackFolder folder,
        int sessionPort,
        int insightPort,
        int notifyPort,
        Optional<Integer> pagePort,
        boolean sample,
        boolean clockIsSettable,
        Optional<Instant> startAt) {

    /** Where the services listen, and where all of them are one origin, with the page. */
    record Ports(int session, int insight, int notifications, Optional<Integer> page) {}

    static StackOptions of(StackFolder folder, Ports ports, boolean sample, Map<String, String> environment) {
        var startAt = Optional.ofNullable(environment.get("CLOCK_START")).map(StackOptions::instant);
        boolean isSettable = "settable".equals(environment.get("CLOCK")) || startAt.isPresent();
        return new StackOptions(
                folder,
                ports.session(),
                ports.insight(),
                ports.notifications(),
                ports.page(),
                sample,
                isSettable,
                startAt);
    }

    /** A stack for one demonstration: free ports, no sample, a clock that can be driven. */
    static StackOptions temporary(StackFolder folder) {
        return new StackOptions(folder, 0, 0, 0, Optional.of(0), false, true, Optional.empty());
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException _) {
            throw new UsageException("CLOCK_START must be an instant such as 2026-03-29T23:30:00Z");
        }
    }
}
