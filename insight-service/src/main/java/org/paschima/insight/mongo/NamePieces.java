package org.paschima.insight.mongo;

import java.util.function.Consumer;
import org.paschima.contract.RecordId;
import org.paschima.contract.RecordKind;
import org.paschima.insight.domain.day.DayBucket;
import org.paschima.insight.mongo.MonthDocuments.Page;
import org.paschima.insight.mongo.MonthDocuments.Piece;

/** What a month says of its records by name, and where in time they were. */
final class NamePieces {

    private NamePieces() {}

    /** A record of a month; {@code second} is of the epoch. */
    record Name(DayBucket bucket, RecordId id, RecordKind kind, long version, long offset, long second) {}

    static void write(PieceWriter piece, RecordKind kind, long version, RecordId id) {
        piece.octet(Coded.KINDS.of(kind)).number(version).text(id.source()).text(id.clientRecordId());
    }

    /**
     * When and where a record was, which {@link PageScan} reads.
     *
     * @param hour of the part of the day that it is in; −1 of one that is in no part
     * @param end when the day is over there, in milliseconds of the epoch
     */
    static void write(PieceWriter piece, int hour, long second, int nanos, long end, String zone) {
        piece.octet(hour + 1)
                .signed(second)
                .number(nanos)
                .signed(end - 1_000 * second)
                .text(zone);
    }

    /** The names in a page; of those that only instruments made, if their checks were read. */
    static void read(Page page, Consumer<Name> each) {
        var month = page.month();
        for (var piece : page.pieces(Part.NAMES)) {
            var bytes = piece.reader();
            var head = PieceHead.read(bytes);
            var date = month.month().atDay(head.day());
            var kind = Coded.KINDS.word(bytes.octet());
            long version = bytes.number();
            var id = new RecordId(bytes.text(), bytes.text());
            bytes.octet(); // the part of the day
            each.accept(new Name(new DayBucket(date, null), id, kind, version, head.offset(), bytes.signed()));
        }
        if (month.isOfInstruments()) {
            page.pieces(Part.CHECKS).forEach(piece -> each.accept(ofCheck(month, piece)));
            page.pieces(Part.COMFORTABLE).forEach(piece -> each.accept(ofCheck(month, piece)));
        }
    }

    private static Name ofCheck(MonthKey month, Piece piece) {
        var bytes = piece.reader();
        var head = PieceHead.read(bytes);
        long version = bytes.number();
        var check = CheckPieces.read(bytes);
        var bucket = new DayBucket(month.month().atDay(head.day()), DayBucket.part(check.localHour()));
        return new Name(bucket, check.id(), RecordKind.POSTURE_CHECK, version, head.offset(), check.at());
    }
}
