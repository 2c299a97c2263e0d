package org.paschima.insight.mongo;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.RecordId;
import org.paschima.insight.domain.day.CheckDone;
import org.paschima.insight.domain.day.CheckDone.Measured;

/** A posture check as it is kept in its month: measures and posture follow from it, and are not kept a second time. */
final class CheckPieces {

    private static final int NOT_SAID = 0;
    private static final int NO = 1;
    private static final int YES = 2;

    private CheckPieces() {}

    static void write(PieceWriter piece, CheckDone check) {
        var position = check.position();
        var comfortable = check.comfortable();
        piece.text(check.id().source())
                .text(check.id().clientRecordId())
                .signed(check.at())
                .octet(check.localHour())
                .octet(position == null ? NOT_SAID : 1 + Coded.POSITIONS.of(position))
                .textOrNull(check.context())
                .octet(comfortable == null ? NOT_SAID : comfortable ? YES : NO);
        whole(piece, check.frontBack());
        whole(piece, check.sideSide());
        whole(piece, check.ears());
        whole(piece, check.shoulders());
        piece.number(check.measured().size());
        check.measured().forEach(seen -> piece.text(seen.measure()).exact(seen.value()));
        var sideTension = check.sideTension();
        if (sideTension == null) {
            piece.octet(NOT_SAID);
        } else {
            piece.octet(YES).exact(sideTension);
        }
    }

    static CheckDone read(PieceReader piece) {
        var id = new RecordId(piece.text(), piece.text());
        long at = piece.signed();
        int hour = piece.octet();
        int position = piece.octet();
        var context = piece.textOrNull();
        int comfortable = piece.octet();
        var frontBack = whole(piece);
        var sideSide = whole(piece);
        var ears = whole(piece);
        var shoulders = whole(piece);
        return new CheckDone(
                id,
                at,
                hour,
                position == NOT_SAID ? null : Coded.POSITIONS.word(position - 1),
                context,
                comfortable == NOT_SAID ? null : (Boolean) (comfortable == YES),
                frontBack,
                sideSide,
                ears,
                shoulders,
                measured(piece),
                piece.octet() == NOT_SAID ? null : (Double) piece.exact());
    }

    private static List<Measured> measured(PieceReader piece) {
        var measured = new ArrayList<Measured>();
        for (int left = piece.count(); left > 0; left--) {
            measured.add(new Measured(piece.text(), piece.exact()));
        }
        return measured;
    }

    private static void whole(PieceWriter piece, @Nullable Integer value) {
        if (value == null) {
            piece.octet(NOT_SAID);
        } else {
            piece.octet(YES).signed(value);
        }
    }

    private static @Nullable Integer whole(PieceReader piece) {
        return piece.octet() == NOT_SAID ? null : (Integer) (int) piece.signed();
    }
}
