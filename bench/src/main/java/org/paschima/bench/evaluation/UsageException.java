package org.paschima.bench.evaluation;

/** The command was given something that it does not take. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
