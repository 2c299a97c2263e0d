package org.paschima.simulator;

import java.util.List;

/** The parameter table does not hold together; nothing can be simulated. */
public final class InvalidParametersException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidParametersException(List<String> problems) {
        super("parameters: " + String.join("; ", problems));
    }
}
