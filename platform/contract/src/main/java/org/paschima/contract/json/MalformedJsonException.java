package org.paschima.contract.json;

/** The bytes are not JSON, or not within the bounds that {@link JsonReader} sets. The message quotes no content. */
public final class MalformedJsonException extends Exception {

    private static final long serialVersionUID = 1L;

    public MalformedJsonException(String message) {
        super(message);
    }
}
