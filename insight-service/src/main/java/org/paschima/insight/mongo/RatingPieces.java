package org.paschima.insight.mongo;

import java.util.List;
import org.paschima.insight.domain.day.CellKey;
import org.paschima.insight.domain.day.Contribution;
import org.paschima.insight.domain.day.DayCells;
import org.paschima.insight.domain.day.DayDerivation;
import org.paschima.insight.domain.day.Reported;

/**
 * The ratings of one record: its time, then tension and pain, each with region and side, then stress, then pairs of before and after. The
 * time of a rating is told from that of the record.
 */
final class RatingPieces {

    private RatingPieces() {}

    static boolean isAny(Contribution contribution) {
        return !contribution.tension().isEmpty()
                || !contribution.pain().isEmpty()
                || !contribution.stress().isEmpty();
    }

    static void write(PieceWriter piece, Contribution contribution, long at) {
        piece.signed(at);
        rated(piece, contribution.tension(), at);
        rated(piece, contribution.pain(), at);
        piece.number(contribution.stress().size());
        contribution.stress().forEach(report -> report(piece, report, at));
        var session = contribution.session();
        var pairs = session == null ? List.<DayCells.Pair>of() : session.pairs();
        piece.number(pairs.size());
        for (var pair : pairs) {
            key(piece, new CellKey(pair.region(), pair.side()));
            piece.signed(pair.before()).signed(pair.after());
        }
    }

    private static void rated(PieceWriter piece, List<Contribution.Rated> all, long at) {
        piece.number(all.size());
        for (var rated : all) {
            key(piece, rated.key());
            report(piece, rated.report(), at);
        }
    }

    private static void key(PieceWriter piece, CellKey key) {
        piece.octet(Coded.SIDES.of(key.side())).text(key.region());
    }

    private static void report(PieceWriter piece, Reported report, long at) {
        piece.signed(report.epochSecond() - at).octet(report.localHour()).signed(report.value());
    }

    /** Gives a day the ratings of those cells that are wanted. */
    static void read(PieceReader piece, DayDerivation day, RatedCells cells) {
        long at = piece.signed();
        for (int left = piece.count(); left > 0; left--) {
            var key = cells.read(piece);
            if (key == null) {
                skipReport(piece);
            } else {
                day.tension(key, report(piece, at));
            }
        }
        for (int left = piece.count(); left > 0; left--) {
            var key = cells.read(piece);
            if (key == null) {
                skipReport(piece);
            } else {
                day.pain(key, report(piece, at));
            }
        }
        for (int left = piece.count(); left > 0; left--) {
            day.stress(report(piece, at));
        }
        for (int left = piece.count(); left > 0; left--) {
            var key = cells.read(piece);
            int before = (int) piece.signed();
            int after = (int) piece.signed();
            if (key != null) {
                day.pair(key, before, after);
            }
        }
    }

    private static void skipReport(PieceReader piece) {
        piece.number();
        piece.octet();
        piece.number();
    }

    private static Reported report(PieceReader piece, long at) {
        long second = at + piece.signed();
        int hour = piece.octet();
        return new Reported(second, hour, (int) piece.signed());
    }
}
