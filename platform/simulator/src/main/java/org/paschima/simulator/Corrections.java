package org.paschima.simulator;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.MemberRecord.Felt;
import org.paschima.contract.MemberRecord.PostureCheck;
import org.paschima.contract.MemberRecord.Practice;
import org.paschima.contract.MemberRecord.Ratings;
import org.paschima.contract.MemberRecord.SymptomReport;
import org.paschima.contract.MemberRecord.TensionReport;
import org.paschima.contract.RecordHead;
import org.paschima.contract.Tension;

/** How a member corrects a record: a rating one lower, a felt imbalance nearer the middle, the symptoms again. */
final class Corrections {

    private Corrections() {}

    static MemberRecord of(MemberRecord record, long version) {
        var old = record.head();
        var head = new RecordHead(old.id(), version, old.at(), old.zone(), old.dayStart(), old.localDate());
        return switch (record) {
            case TensionReport report ->
                new TensionReport(head, lower(report.tension()), report.stress(), report.pain(), report.moment());
            case Practice practice ->
                new Practice(
                        head,
                        practice.endedAt(),
                        practice.context(),
                        practice.moment(),
                        practice.segments(),
                        practice.before(),
                        lower(practice.after()),
                        true,
                        practice.concurrent(),
                        practice.note());
            case PostureCheck check ->
                new PostureCheck(
                        head,
                        check.position(),
                        check.context(),
                        nearer(check.felt()),
                        check.tadasana(),
                        check.observations(),
                        check.breath(),
                        check.tension(),
                        check.comfortable());
            case SymptomReport report -> new SymptomReport(head, report.symptoms(), report.statement());
        };
    }

    private static List<Tension> lower(List<Tension> ratings) {
        return ratings.stream()
                .map(rating -> new Tension(rating.region(), rating.side(), Math.max(0, rating.value() - 1)))
                .toList();
    }

    private static @Nullable Ratings lower(@Nullable Ratings ratings) {
        return ratings == null ? null : new Ratings(lower(ratings.tension()), ratings.stress(), ratings.mood());
    }

    private static @Nullable Felt nearer(@Nullable Felt felt) {
        var frontBack = felt == null ? null : felt.frontBack();
        return felt == null || frontBack == null
                ? felt
                : new Felt(frontBack - Integer.signum(frontBack), felt.sideSide());
    }
}
