package org.paschima.notify;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.paschima.notify.mongo.NotifyFold;

/** What notify-service counts of its own work; tags come from closed sets. */
final class Metrics implements NotifyFold.Counts {

    private final Counter skipped;
    private final Counter sent;
    private final Counter withheld;
    private final Counter withdrawn;
    private final Counter tooLate;

    Metrics(MeterRegistry meters) {
        this.skipped = meters.counter("notify_records_skipped_total");
        this.sent = meters.counter("notify_decisions_made_total", "outcome", "sent");
        this.withheld = meters.counter("notify_decisions_made_total", "outcome", "withheld");
        this.withdrawn = meters.counter("notify_nudges_withdrawn_total");
        this.tooLate = meters.counter("notify_decisions_dropped_total");
    }

    @Override
    public void skipped() {
        skipped.increment();
    }

    @Override
    public void decided(boolean wasSent) {
        (wasSent ? sent : withheld).increment();
    }

    @Override
    public void withdrawn() {
        withdrawn.increment();
    }

    @Override
    public void tooLate() {
        tooLate.increment();
    }
}
