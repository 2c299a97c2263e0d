package org.paschima.contract.codec;

import java.time.Instant;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.MemberRecord.Observation;
import org.paschima.contract.MemberRecord.PostureCheck;
import org.paschima.contract.MemberRecord.Practice;
import org.paschima.contract.MemberRecord.Segment;
import org.paschima.contract.MemberRecord.SymptomReport;
import org.paschima.contract.MemberRecord.TensionReport;
import org.paschima.contract.Rank;
import org.paschima.contract.Side;

/** Whether a record that a request plainly says is taken as it is: not refused, not changed, and nothing noted about it. */
final class AsItIs {

    private AsItIs() {}

    static boolean isTaken(MemberRecord record, Instant now) {
        if (record.head().version() > Rank.mostAt(now)) {
            return false;
        }
        return switch (record) {
            case Practice practice -> practice.segments().stream().allMatch(AsItIs::isKept);
            case PostureCheck check ->
                saysSomething(check) && check.observations().stream().allMatch(AsItIs::isOfASide);
            case TensionReport report -> !report.tension().isEmpty();
            case SymptomReport _ -> false;
        };
    }

    private static boolean isKept(Segment segment) {
        boolean isFit = segment.practice().equals(Segment.OTHER)
                || (segment.activity() == null
                        && segment.label() == null
                        && segment.minutes() <= SegmentReader.MOST_MINUTES);
        var arms = segment.armVariation();
        return isFit && (arms == null || SegmentReader.allowsArms(segment.practice(), arms));
    }

    private static boolean saysSomething(PostureCheck check) {
        return check.observations().isEmpty()
                ? check.felt() != null
                        || check.tadasana() != null
                        || check.breath() != null
                        || !check.tension().isEmpty()
                : check.position() != null;
    }

    private static boolean isOfASide(Observation seen) {
        return seen.side() != Side.BOTH
                || RecordReader.CATALOG.measure(seen.measure()).stream().noneMatch(measure -> measure.sided());
    }
}
