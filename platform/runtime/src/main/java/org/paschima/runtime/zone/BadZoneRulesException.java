package org.paschima.runtime.zone;

/** Time zone rules that cannot be used; the message is a sentence for the operator that names the file and what to do. */
public final class BadZoneRulesException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadZoneRulesException(String message) {
        super(message);
    }
}
