package org.paschima.insight.mongo;

import com.mongodb.client.model.Filters;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Locale;
import org.bson.conversions.Bson;
import org.paschima.contract.MemberId;
import org.paschima.insight.domain.day.DayBucket;

/**
 * Where a member's records of a month lie; what only instruments made lies apart, so that a wearable's thousand checks a day are not read
 * by who asks for ratings. A month has pages, one of them for nearly everyone.
 */
record MonthKey(MemberId member, YearMonth month, boolean isOfInstruments) {

    static final String INSTRUMENTS = "i";

    /** Sorts behind whatever may follow a month in the id of a page. */
    private static final String AFTER_ANY_PAGE = "~";

    static final int MONTH_LENGTH = "2026-03".length();

    static MonthKey of(MemberId member, DayBucket bucket) {
        return new MonthKey(member, YearMonth.from(bucket.localDate()), bucket.part() != null);
    }

    /** {@code tenant/member/2026-03}, or {@code …-03i}. */
    String id() {
        return member.key() + "/" + month + (isOfInstruments ? INSTRUMENTS : "");
    }

    /** The id of a page, from 0. */
    String page(int number) {
        return number == 0 ? id() : String.format(Locale.ROOT, "%s.%06d", id(), number);
    }

    /** Of any page. */
    static MonthKey ofPage(String id) {
        int slash = id.lastIndexOf('/');
        var rest = id.substring(slash + 1);
        return new MonthKey(
                MemberId.parse(id.substring(0, slash)),
                YearMonth.parse(rest.substring(0, MONTH_LENGTH)),
                rest.startsWith(INSTRUMENTS, MONTH_LENGTH));
    }

    /** All pages of the months from one day's to the other's. */
    static Bson range(MemberId member, LocalDate from, LocalDate to) {
        return Filters.and(
                Filters.gte("_id", member.key() + "/" + YearMonth.from(from)),
                Filters.lt("_id", member.key() + "/" + YearMonth.from(to) + AFTER_ANY_PAGE));
    }
}
