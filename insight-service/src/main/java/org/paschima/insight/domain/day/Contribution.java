package org.paschima.insight.domain.day;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.MemberRecord.PostureCheck;
import org.paschima.contract.MemberRecord.Practice;
import org.paschima.contract.MemberRecord.Ratings;
import org.paschima.contract.MemberRecord.SymptomReport;
import org.paschima.contract.MemberRecord.TensionReport;
import org.paschima.contract.RecordHead;
import org.paschima.contract.Tension;

/**
 * What one record adds to its day, if it counts: a pure function of the record, so it can be kept in its place. A day is the sum of the
 * contributions of what survives on it ({@link DayDerivation}).
 *
 * @param session of a practice
 * @param check of a posture check
 */
public record Contribution(
        List<Rated> tension,
        List<Rated> pain,
        List<Reported> stress,
        @Nullable SessionDone session,
        @Nullable CheckDone check) {

    /** A rating of a place. */
    public record Rated(CellKey key, Reported report) {}

    public Contribution {
        tension = List.copyOf(tension);
        pain = List.copyOf(pain);
        stress = List.copyOf(stress);
    }

    public static Contribution of(MemberRecord record) {
        return switch (record) {
            case Practice practice -> of(practice);
            case PostureCheck check ->
                new Contribution(
                        rated(check.head(), check.tension(), check.head().at().toEpochSecond()),
                        List.of(),
                        List.of(),
                        null,
                        CheckDone.of(check));
            case TensionReport report -> {
                long at = report.head().at().toEpochSecond();
                yield new Contribution(
                        rated(report.head(), report.tension(), at),
                        rated(report.head(), report.pain(), at),
                        stress(report.head(), report.stress(), at),
                        null,
                        null);
            }
            // A matter of care, not of trends.
            case SymptomReport _ -> new Contribution(List.of(), List.of(), List.of(), null, null);
        };
    }

    private static Contribution of(Practice practice) {
        var session = SessionDone.of(practice);
        var tension = new ArrayList<Rated>();
        var stress = new ArrayList<Reported>();
        add(tension, stress, practice.head(), practice.before(), session.startedAt());
        add(tension, stress, practice.head(), practice.after(), session.ratedAfterAt());
        return new Contribution(tension, List.of(), stress, session, null);
    }

    private static void add(
            List<Rated> tension, List<Reported> stress, RecordHead head, @Nullable Ratings ratings, long epochSecond) {
        if (ratings != null) {
            tension.addAll(rated(head, ratings.tension(), epochSecond));
            stress.addAll(stress(head, ratings.stress(), epochSecond));
        }
    }

    private static List<Rated> rated(RecordHead head, List<Tension> ratings, long epochSecond) {
        return ratings.stream()
                .map(rating -> new Rated(
                        new CellKey(rating.region(), rating.side()), reported(head, rating.value(), epochSecond)))
                .toList();
    }

    private static List<Reported> stress(RecordHead head, @Nullable Integer value, long epochSecond) {
        return value == null ? List.of() : List.of(reported(head, value, epochSecond));
    }

    private static Reported reported(RecordHead head, int value, long epochSecond) {
        return new Reported(epochSecond, SessionDone.hour(epochSecond, head.zone()), value);
    }
}
