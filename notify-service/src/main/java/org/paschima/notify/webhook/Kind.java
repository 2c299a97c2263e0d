package org.paschima.notify.webhook;

import java.util.Optional;
import java.util.stream.Stream;
import org.paschima.contract.NudgeEvent;

/** What a webhook may be told of. */
public enum Kind {
    ISSUED("nudge.issued"),
    WITHDRAWN("nudge.withdrawn");

    private final String wire;

    Kind(String wire) {
        this.wire = wire;
    }

    public String wire() {
        return wire;
    }

    static Kind of(NudgeEvent event) {
        return switch (event) {
            case NudgeEvent.Issued _ -> ISSUED;
            case NudgeEvent.Withdrawn _ -> WITHDRAWN;
        };
    }

    public static Optional<Kind> named(String wire) {
        return Stream.of(values()).filter(kind -> kind.wire.equals(wire)).findFirst();
    }
}
