package org.paschima.http;

/** The caller has all of its own share; nothing was started, and others are served. */
public final class ShareTakenException extends OverloadedException {
    private static final long serialVersionUID = 1L;

    public ShareTakenException(String message) {
        super(message);
    }
}
