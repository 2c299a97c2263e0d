package org.paschima.insight.mongo;

/** What was asked is read in another generation now. */
final class HandedOverException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String heir;

    HandedOverException(String heir) {
        super("read in " + heir, null, false, false);
        this.heir = heir;
    }

    /** The database to ask instead. */
    String heir() {
        return heir;
    }
}
