package org.paschima.notify.webhook;

/**
 * How much of the service webhooks may have.
 *
 * @param inFlight messages on their way to one receiver
 * @param waiting messages that wait to be sent again to one receiver; beyond it the log is read no further for it
 * @param ofATenant webhooks of one tenant
 * @param isOneReceiver whether what fails for one message tells of all: then the receiver is left alone for a while
 */
public record Terms(int inFlight, int waiting, int ofATenant, boolean isOneReceiver) {

    public Terms(int inFlight, int waiting, int ofATenant) {
        this(inFlight, waiting, ofATenant, true);
    }

    /** The defaults. */
    public static Terms usual() {
        return new Terms(16, 1_000, 20);
    }
}
