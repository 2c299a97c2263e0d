package org.paschima.insight.mongo;

/**
 * How every piece begins.
 *
 * @param day of the month
 * @param offset of the record in the log
 */
record PieceHead(int day, long offset) {

    /** Reads it, so that what is the part's own comes next. */
    static PieceHead read(PieceReader piece) {
        int version = piece.octet();
        if (version != Pieces.VERSION) {
            throw new IllegalStateException("a piece was written by a newer version of this service: " + version);
        }
        return new PieceHead(piece.octet(), piece.number());
    }
}
