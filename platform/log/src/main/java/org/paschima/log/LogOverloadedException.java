package org.paschima.log;

/** More is in flight than the bound allows; nothing was handed to the log. */
public final class LogOverloadedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LogOverloadedException(String message) {
        super(message);
    }
}
