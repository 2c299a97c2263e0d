package org.paschima.contract.codec;

/** What a service stored, which it had read before, cannot be read. The message says where, and nothing of the contents. */
public final class UnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableException(String message) {
        super(message);
    }
}
