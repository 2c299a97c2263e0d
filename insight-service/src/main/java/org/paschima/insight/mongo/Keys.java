package org.paschima.insight.mongo;

import com.mongodb.client.model.Filters;
import java.time.LocalDate;
import org.bson.conversions.Bson;
import org.paschima.contract.MemberId;
import org.paschima.contract.RecordId;
import org.paschima.insight.domain.day.DayBucket;
import org.paschima.insight.store.MemberSettings;

/**
 * The ids of what is stored. All of one member begin with {@code tenant/member/}, so a member's days of a range are a
 * range of ids, and no index but the one on ids is needed. Neither part of a member holds a slash.
 */
final class Keys {

    static final LocalDate FIRST_DAY = LocalDate.of(1999, 12, 31);
    static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 30);

    private Keys() {}

    static String record(MemberId member, RecordId id) {
        return member.key() + "/" + id.id();
    }

    /** A day, or an hourly part of one: {@code bucket} is {@code 2026-03-02} or {@code 2026-03-02T14}. */
    static String day(MemberId member, String bucket) {
        return member.key() + "/" + bucket;
    }

    static String setting(MemberId member, MemberSettings.Kind kind) {
        return member.key() + "/" + kind.wire();
    }

    static String bucketOf(String dayKey) {
        return dayKey.substring(dayKey.lastIndexOf('/') + 1);
    }

    /** {@code tenant/member}, the key of the member's facts in the log. */
    static String memberOf(String dayKey) {
        return dayKey.substring(0, dayKey.lastIndexOf('/'));
    }

    static LocalDate dateOf(String dayKey) {
        return DayBucket.parse(bucketOf(dayKey)).localDate();
    }

    /** The days from one to the other, both included, with their parts. */
    static Bson days(MemberId member, LocalDate from, LocalDate to) {
        return Filters.and(
                Filters.gte("_id", day(member, from.toString())),
                Filters.lt("_id", day(member, to.plusDays(1).toString())));
    }

    /** The member whose day or setting it is. */
    static MemberId memberIdOf(String key) {
        return MemberId.parse(memberOf(key));
    }
}
