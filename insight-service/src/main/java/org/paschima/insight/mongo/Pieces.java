package org.paschima.insight.mongo;

import java.util.EnumMap;
import java.util.Map;
import org.paschima.contract.LocalDays;
import org.paschima.insight.domain.day.Contribution;
import org.paschima.insight.domain.day.DayBucket;
import org.paschima.insight.domain.day.StoredRecord;

/**
 * What one record puts into its month, by part. A piece begins with {@value #VERSION}, the version of its form, then day of the month and
 * offset: so what belongs together is found, and what is taken out again.
 */
final class Pieces {

    static final int VERSION = 1;

    private Pieces() {}

    static Map<Part, byte[]> of(StoredRecord stored, DayBucket bucket) {
        var pieces = new EnumMap<Part, byte[]>(Part.class);
        boolean isOfInstruments = bucket.part() != null;
        var place = begun(stored);
        if (!isOfInstruments) {
            NamePieces.write(place, stored.kind(), stored.rank().version(), stored.id());
        }
        place(place, stored, bucket);
        pieces.put(isOfInstruments ? Part.PLACES : Part.NAMES, place.written());
        var contribution = Contribution.of(stored.record());
        if (RatingPieces.isAny(contribution)) {
            var piece = begun(stored);
            RatingPieces.write(piece, contribution, stored.record().head().at().toEpochSecond());
            pieces.put(Part.RATINGS, piece.written());
        }
        var session = contribution.session();
        if (session != null) {
            var piece = begun(stored);
            SessionPieces.write(piece, session);
            pieces.put(Part.SESSIONS, piece.written());
        }
        var check = contribution.check();
        if (check != null) {
            var piece = begun(stored).number(stored.rank().version());
            CheckPieces.write(piece, check);
            boolean isComfortable = Boolean.TRUE.equals(check.comfortable());
            pieces.put(isComfortable ? Part.COMFORTABLE : Part.CHECKS, piece.written());
        }
        return pieces;
    }

    private static PieceWriter begun(StoredRecord stored) {
        return new PieceWriter()
                .octet(VERSION)
                .octet(stored.record().head().localDate().getDayOfMonth())
                .number(stored.offset());
    }

    /** When and where it was, and when its day was over there. */
    private static void place(PieceWriter piece, StoredRecord stored, DayBucket bucket) {
        var head = stored.record().head();
        var end = LocalDays.endOf(head.localDate(), head.zone(), head.dayStart());
        NamePieces.write(
                piece,
                bucket.hour(),
                head.at().toEpochSecond(),
                head.at().getNano(),
                end.toEpochMilli(),
                head.zone().getId());
    }
}
