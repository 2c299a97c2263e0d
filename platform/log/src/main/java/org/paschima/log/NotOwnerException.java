package org.paschima.log;

/** The stored position is not where this owner left it: another owner has the partition. */
public final class NotOwnerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NotOwnerException(String message) {
        super(message);
    }
}
