package org.paschima.notify.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Fact;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.MemberRecord.Observation;
import org.paschima.contract.MemberRecord.PostureCheck;
import org.paschima.contract.MemberRecord.Practice;
import org.paschima.contract.MemberRecord.Ratings;
import org.paschima.contract.MemberRecord.SymptomReport;
import org.paschima.contract.MemberRecord.TensionReport;
import org.paschima.contract.Rank;
import org.paschima.contract.Side;
import org.paschima.contract.Tension;

/**
 * What is remembered of the winning version of a record for the rules that suggest a check, and of where it was made.
 *
 * @param rank the winning one
 * @param at when it happened; of a deletion, when it was deleted
 * @param date its local day
 * @param offset where the winning version first stood in the log
 * @param zone where it was recorded; null when nothing survives
 * @param tension the highest rating of any region; {@value #NONE} for none
 * @param pain the highest rating of any region; {@value #NONE} for none
 * @param rose whether a region was rated higher by 2 or more after a practice than before it
 * @param wings whether one shoulder blade clearly stands off, and the other does not
 * @param symptom whether it names a symptom
 */
public record Report(
        Rank rank,
        Instant at,
        LocalDate date,
        long offset,
        @Nullable ZoneId zone,
        int tension,
        int pain,
        boolean rose,
        boolean wings,
        boolean symptom) {

    public static final int NONE = -1;

    private static final int STRONG_PAIN = 7;
    static final int HIGH_TENSION = 5;
    private static final int RISE = 2;
    private static final double CLEARLY = 2;

    static Report of(Fact.OfRecord fact, FactPosition position) {
        return switch (fact) {
            case Fact.Deleted deleted -> gone(deleted, position);
            case Fact.Recorded recorded -> of(recorded.record(), recorded.rank(), position);
        };
    }

    private static Report gone(Fact.Deleted deleted, FactPosition position) {
        var at = deleted.at().toInstant();
        var date = LocalDate.ofInstant(at, ZoneOffset.UTC);
        return new Report(deleted.rank(), at, date, position.offset(), null, NONE, NONE, false, false, false);
    }

    private static Report of(MemberRecord record, Rank rank, FactPosition position) {
        var head = record.head();
        return new Report(
                rank,
                head.at().toInstant(),
                head.localDate(),
                position.offset(),
                head.zone(),
                highest(tension(record)),
                record instanceof TensionReport report ? highest(report.pain()) : NONE,
                record instanceof Practice practice && rose(practice.before(), practice.after()),
                record instanceof PostureCheck check && wings(check),
                record instanceof SymptomReport report && !report.symptoms().isEmpty());
    }

    private static List<Tension> tension(MemberRecord record) {
        return switch (record) {
            case Practice practice ->
                Stream.concat(tension(practice.before()), tension(practice.after()))
                        .toList();
            case PostureCheck check -> check.tension();
            case TensionReport report -> report.tension();
            case SymptomReport _ -> List.of();
        };
    }

    private static Stream<Tension> tension(@Nullable Ratings ratings) {
        return ratings == null ? Stream.empty() : ratings.tension().stream();
    }

    private static int highest(List<Tension> ratings) {
        return ratings.stream().mapToInt(Tension::value).max().orElse(NONE);
    }

    private static boolean rose(@Nullable Ratings before, @Nullable Ratings after) {
        return tension(after)
                .anyMatch(now -> tension(before)
                        .anyMatch(then -> then.region().equals(now.region())
                                && then.side() == now.side()
                                && now.value() - then.value() >= RISE));
    }

    private static boolean wings(PostureCheck check) {
        return isClear(check, Side.LEFT) != isClear(check, Side.RIGHT) && !isClear(check, Side.BOTH);
    }

    private static boolean isClear(PostureCheck check, Side side) {
        return winging(check.observations(), side).orElse(0) >= CLEARLY;
    }

    private static OptionalInt winging(List<Observation> observations, Side side) {
        return observations.stream()
                .filter(seen -> seen.measure().equals("winging") && seen.side() == side)
                .mapToInt(seen -> (int) seen.value())
                .max();
    }

    boolean survives() {
        return zone != null;
    }

    /** Whether it tells of something that, for the first time in a life, is better looked at early. */
    boolean isEpisode() {
        return survives() && (pain > 0 || isOfHighTension() || symptom);
    }

    /** Whether anything was rated: the six weeks that the rules look at end with the last such day. */
    boolean isRated() {
        return tension >= 0 || pain >= 0;
    }

    boolean isOfStrongPain() {
        return pain >= STRONG_PAIN;
    }

    boolean isOfHighTension() {
        return tension >= HIGH_TENSION;
    }
}
