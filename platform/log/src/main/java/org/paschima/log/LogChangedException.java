package org.paschima.log;

/** The topic is not the one whose positions are stored; going on would mix two logs. */
public final class LogChangedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LogChangedException(String message) {
        super(message);
    }
}
