package org.paschima.insight.domain.day;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.MemberRecord.PostureCheck;
import org.paschima.contract.Position;
import org.paschima.contract.RecordId;

/**
 * One posture check as conclusions over many checks need it: personal bands, episodes, variety (domain.md §1.2).
 *
 * @param at seconds of the epoch
 * @param localHour 0 to 23, in the zone it was recorded under
 * @param comfortable null when it was not said
 * @param frontBack felt, −3 to +3
 * @param sideSide felt, −3 to +3
 * @param ears offset from the ankles, −2 to +2; also {@code shoulders}
 * @param sideTension side tension index, −1 to +1; null unless a region was rated on both sides
 */
public record CheckDone(
        RecordId id,
        long at,
        int localHour,
        @Nullable Position position,
        @Nullable String context,
        @Nullable Boolean comfortable,
        @Nullable Integer frontBack,
        @Nullable Integer sideSide,
        @Nullable Integer ears,
        @Nullable Integer shoulders,
        List<Measured> measured,
        @Nullable Double sideTension) {

    /** A measured value, in the unit of its measure (domain.md §1.1). */
    public record Measured(String measure, double value) {

        /** As the measure that has a band: the same angle from the other side is converted, never mixed (domain.md §1.1). */
        public Measured asBanded() {
            return measure.equals("c7Tragus") ? new Measured("cva", STRAIGHT_ANGLE - value) : this;
        }
    }

    private static final double STRAIGHT_ANGLE = 180;

    public CheckDone {
        measured = List.copyOf(measured);
    }

    static CheckDone of(PostureCheck check) {
        var head = check.head();
        long at = head.at().toEpochSecond();
        var felt = check.felt();
        var plumbLine = check.tadasana();
        return new CheckDone(
                head.id(),
                at,
                SessionDone.hour(at, head.zone()),
                check.position(),
                check.context(),
                check.comfortable(),
                felt == null ? null : felt.frontBack(),
                felt == null ? null : felt.sideSide(),
                plumbLine == null ? null : plumbLine.ears(),
                plumbLine == null ? null : plumbLine.shoulders(),
                check.observations().stream()
                        .map(seen -> new Measured(seen.measure(), seen.value()))
                        .toList(),
                Posture.sideTension(check.tension()));
    }
}
