package org.paschima.insight.mongo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.paschima.contract.RecordId;
import org.paschima.insight.domain.day.DayBucket;
import org.paschima.insight.mongo.NamePieces.Name;
import org.paschima.insight.store.MemberHistory.RecordsWanted;
import org.paschima.insight.store.PageMark;

/** A page of a list of records in the making: which ones are on it, and where the next begins. */
final class ListedRecords {

    /** So many pages of months are looked at for one page of records, whatever the filter finds in them. */
    private static final int MOST_PAGES = 500;

    private final RecordsWanted wanted;
    private final LocalDate begin;
    private final List<RecordId> ids = new ArrayList<>();
    private final Revision revision = new Revision();
    private Optional<PageMark> next = Optional.empty();
    private String bucketOfLast = "";
    private int seen;

    ListedRecords(RecordsWanted wanted) {
        this.wanted = wanted;
        this.begin = wanted.after()
                .map(mark -> DayBucket.parse(mark.bucket()).localDate())
                .filter(marked -> marked.isAfter(wanted.from()))
                .orElse(wanted.from());
    }

    /** The first day on which anything of the page may be. */
    LocalDate begin() {
        return begin;
    }

    boolean isEmpty() {
        return begin.isAfter(wanted.to());
    }

    /** Whether more is to be taken after this month. */
    boolean takes(NamedMonths.Named month, boolean isMore) {
        revision.add(month.revision());
        seen += month.pages();
        for (var name : month.names()) {
            if (isWanted(name)) {
                if (ids.size() == wanted.limit()) {
                    next = Optional.of(new PageMark(bucketOfLast, ids.getLast().id()));
                    return false;
                }
                ids.add(name.id());
                bucketOfLast = name.bucket().key();
            }
        }
        if (isMore && seen >= MOST_PAGES) {
            next = Optional.of(new PageMark(month.month().atEndOfMonth() + DayBucket.part(DayBucket.LAST_HOUR), ""));
            return false;
        }
        return isMore;
    }

    private boolean isWanted(Name name) {
        var date = name.bucket().localDate();
        return !date.isBefore(begin)
                && !date.isAfter(wanted.to())
                && wanted.kind().map(name.kind()::equals).orElse(true)
                && wanted.after()
                        .map(mark ->
                                mark.isBefore(name.bucket().key(), name.id().id()))
                        .orElse(true);
    }

    List<RecordId> ids() {
        return ids;
    }

    Optional<PageMark> next() {
        return next;
    }

    Revision revision() {
        return revision;
    }
}
