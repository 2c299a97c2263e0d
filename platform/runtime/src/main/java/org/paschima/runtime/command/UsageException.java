package org.paschima.runtime.command;

/** A command that cannot be carried out as it was written; the message says what would be right. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message);
    }
}
