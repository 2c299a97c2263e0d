package org.paschima.http;

/** A bound was reached and nothing was started; the caller may come back. */
public class OverloadedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public OverloadedException(String message) {
        super(message, null, false, false);
    }
}
