package org.paschima.insight.mongo;

import java.time.LocalDate;
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

    /**
     * When and where a record was.
     *
     * @param hour of the part of the day that it is in; −1 of one that is in no part
     * @param end when the day is over there, in milliseconds of the epoch
     * @param tie tells apart what was at the same instant
     */
    record Place(LocalDate date, int hour, long second, int nanos, long end, String zone, String tie) {}

    static void write(PieceWriter piece, RecordKind kind, long version, RecordId id) {
        piece.octet(Coded.KINDS.of(kind)).number(version).text(id.source()).text(id.clientRecordId());
    }

    static void write(PieceWriter piece, int hour, long second, int nanos, long end, String zone) {
        piece.octet(hour + 1)
                .signed(second)
                .number(nanos)
                .signed(end - 1_000 * second)
                .text(zone);
    }

    /** Takes what a page says of its records; of a month's whole, its pages in any order. */
    interface Reader {
        void name(Name name);

        void place(Place place);
    }

    static void read(Page page, Reader reader) {
        var month = page.month();
        for (var piece : page.pieces(Part.NAMES)) {
            var bytes = piece.reader();
            var head = PieceHead.read(bytes);
            var date = month.month().atDay(head.day());
            var kind = Coded.KINDS.word(bytes.octet());
            long version = bytes.number();
            var id = new RecordId(bytes.text(), bytes.text());
            var place = place(bytes, date, id.id());
            reader.name(new Name(new DayBucket(date, null), id, kind, version, head.offset(), place.second()));
            reader.place(place);
        }
        for (var piece : page.pieces(Part.PLACES)) {
            var bytes = piece.reader();
            var head = PieceHead.read(bytes);
            reader.place(place(bytes, month.month().atDay(head.day()), ""));
        }
        if (month.isOfInstruments()) {
            page.pieces(Part.CHECKS).forEach(piece -> reader.name(ofCheck(month, piece)));
            page.pieces(Part.COMFORTABLE).forEach(piece -> reader.name(ofCheck(month, piece)));
        }
    }

    private static Place place(PieceReader bytes, LocalDate date, String tie) {
        int hour = bytes.octet() - 1;
        long second = bytes.signed();
        int nanos = bytes.count();
        long end = bytes.signed() + 1_000 * second;
        var zone = bytes.text();
        return new Place(date, hour, second, nanos, end, zone, tie.isEmpty() ? zone : tie);
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
