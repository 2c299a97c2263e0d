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
        this.skipped = counter("notify_records_skipped_total", "Records of a type that is not known here", meters);
        this.sent = decided("sent", meters);
        this.withheld = decided("withheld", meters);
        this.withdrawn = counter(
                "notify_nudges_withdrawn_total",
                "Nudges taken back, since the deed was done or they may not stand",
                meters);
        this.tooLate = counter(
                "notify_decisions_dropped_total",
                "Groups of decisions that took too long to keep, and were made again: the store is too slow",
                meters);
    }

    private static Counter counter(String name, String what, MeterRegistry meters) {
        return Counter.builder(name).description(what).register(meters);
    }

    private static Counter decided(String outcome, MeterRegistry meters) {
        return Counter.builder("notify_decisions_made_total")
                .description(
                        "Receipts made: a nudge was sent, or withheld; a run of decision points that went by is one")
                .tag("outcome", outcome)
                .register(meters);
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
