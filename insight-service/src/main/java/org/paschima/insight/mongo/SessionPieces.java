package org.paschima.insight.mongo;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.paschima.contract.RecordId;
import org.paschima.insight.domain.day.CellKey;
import org.paschima.insight.domain.day.SessionDone;

/** A practice session as it is kept in its month. */
final class SessionPieces {

    private SessionPieces() {}

    static void write(PieceWriter piece, SessionDone done) {
        piece.text(done.id().source())
                .text(done.id().clientRecordId())
                .signed(done.startedAt())
                .octet(done.localHour())
                .text(done.context())
                .octet(Coded.MOMENTS.of(done.moment()))
                .octet(done.stoppedEarly() ? 1 : 0);
        var endedAt = done.endedAt();
        if (endedAt == null) {
            piece.octet(0);
        } else {
            piece.octet(1).signed(endedAt - done.startedAt());
        }
        piece.number(done.parts().size());
        for (var part : done.parts()) {
            piece.text(part.practice()).exact(part.minutes()).textOrNull(part.activity());
            texts(piece, part.cues());
        }
        texts(piece, done.concurrent());
        ratings(piece, done.before());
        ratings(piece, done.after());
    }

    static SessionDone read(PieceReader piece) {
        var id = new RecordId(piece.text(), piece.text());
        long startedAt = piece.signed();
        int hour = piece.octet();
        var context = piece.text();
        var moment = Coded.MOMENTS.word(piece.octet());
        boolean isStoppedEarly = piece.octet() == 1;
        Long endedAt = piece.octet() == 0 ? null : (Long) (startedAt + piece.signed());
        var parts = new ArrayList<SessionDone.Part>();
        for (int left = piece.count(); left > 0; left--) {
            var practice = piece.text();
            double minutes = piece.exact();
            var activity = piece.textOrNull();
            parts.add(new SessionDone.Part(practice, minutes, texts(piece), activity));
        }
        var concurrent = texts(piece);
        var before = ratings(piece);
        return new SessionDone(
                id,
                startedAt,
                endedAt,
                hour,
                context,
                moment,
                parts,
                isStoppedEarly,
                concurrent,
                before,
                ratings(piece));
    }

    private static void texts(PieceWriter piece, List<String> texts) {
        piece.number(texts.size());
        texts.forEach(piece::text);
    }

    private static List<String> texts(PieceReader piece) {
        var texts = new ArrayList<String>();
        for (int left = piece.count(); left > 0; left--) {
            texts.add(piece.text());
        }
        return texts;
    }

    private static void ratings(PieceWriter piece, SortedMap<CellKey, Integer> ratings) {
        piece.number(ratings.size());
        ratings.forEach((key, value) ->
                piece.octet(Coded.SIDES.of(key.side())).text(key.region()).signed(value));
    }

    private static SortedMap<CellKey, Integer> ratings(PieceReader piece) {
        var ratings = new TreeMap<CellKey, Integer>();
        for (int left = piece.count(); left > 0; left--) {
            var side = Coded.SIDES.word(piece.octet());
            ratings.put(new CellKey(piece.text(), side), (int) piece.signed());
        }
        return ratings;
    }
}
