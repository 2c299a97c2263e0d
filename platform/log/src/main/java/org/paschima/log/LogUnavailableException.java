package org.paschima.log;

import org.jspecify.annotations.Nullable;

/** The log did not acknowledge a record in time, or refuses records now. */
public final class LogUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean mayHaveBeenWritten;

    public LogUnavailableException(String message, boolean mayHaveBeenWritten, @Nullable Throwable cause) {
        super(message, cause);
        this.mayHaveBeenWritten = mayHaveBeenWritten;
    }

    /** Whether the record was handed to the producer: then its fate is unknown, and the same record can be sent again. */
    public boolean mayHaveBeenWritten() {
        return mayHaveBeenWritten;
    }
}
