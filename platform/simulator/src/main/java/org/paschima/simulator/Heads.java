package org.paschima.simulator;

import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import org.paschima.contract.LocalDays;
import org.paschima.contract.RecordHead;
import org.paschima.contract.RecordId;

/** Names the records of one kind of a member, counting. */
final class Heads {

    private static final String SOURCE = "studio-app";

    private final String source;
    private final String kind;
    private int number;

    Heads(String kind) {
        this(SOURCE, kind);
    }

    Heads(String source, String kind) {
        this.source = source;
        this.kind = kind;
    }

    RecordHead at(ZonedDateTime time) {
        OffsetDateTime at = time.toOffsetDateTime();
        var id = new RecordId(source, kind + "-" + ++number);
        return new RecordHead(
                id,
                1,
                at,
                time.getZone(),
                Latent.DAY_START,
                LocalDays.of(at.toInstant(), time.getZone(), Latent.DAY_START));
    }
}
