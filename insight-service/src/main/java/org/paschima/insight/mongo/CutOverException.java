package org.paschima.insight.mongo;

/** What was asked is read in another generation now. */
final class CutOverException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String successor;

    CutOverException(String successor) {
        super("read in " + successor, null, false, false);
        this.successor = successor;
    }

    /** The database to ask instead. */
    String successor() {
        return successor;
    }
}
