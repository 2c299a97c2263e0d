package org.paschima.insight.mongo;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.paschima.contract.MemberId;
import org.paschima.contract.RecordId;
import org.paschima.contract.RecordKind;
import org.paschima.insight.HistoryFixture;
import org.paschima.insight.store.DayPart;
import org.paschima.insight.store.KeptRecord;
import org.paschima.insight.store.MemberHistory;
import org.paschima.insight.store.MemberHistory.RecordsWanted;
import org.paschima.insight.store.PageMark;
import org.paschima.insight.store.RecordFate;

/** What a history answers, as lines to compare with what another one does. */
final class Answers {

    private Answers() {}

    /** All that can be asked of a member, over all days on which a record of {@link HistoryFixture} can be. */
    static List<String> all(MemberHistory history, MemberId member) throws IOException {
        var from = HistoryFixture.firstDay();
        var to = HistoryFixture.lastDay();
        var all = new ArrayList<String>();
        all.add(history.days(member, from, to, EnumSet.allOf(DayPart.class))
                .content()
                .toString());
        for (var part : DayPart.values()) {
            all.add(history.days(member, from, to, EnumSet.of(part)).content().toString());
        }
        from.datesUntil(to)
                .forEach(date -> all.add(history.day(member, date).content().toString()));
        all.addAll(listed(history, member, from, to, Optional.empty(), 7));
        all.addAll(exported(history, member));
        all.add(history.care(member).content().toString());
        return all;
    }

    /** Page by page, each with the mark where it ends. */
    static List<String> listed(
            MemberHistory history,
            MemberId member,
            LocalDate from,
            LocalDate to,
            Optional<RecordKind> kind,
            int limit) {
        var listed = new ArrayList<String>();
        var after = Optional.<PageMark>empty();
        do {
            var page = history.records(member, new RecordsWanted(from, to, kind, after, limit))
                    .content();
            page.records().forEach(record -> listed.add(text(record)));
            after = page.next();
            listed.add(after.map(PageMark::text).orElse("end"));
        } while (after.isPresent());
        return listed;
    }

    static List<String> exported(MemberHistory history, MemberId member) throws IOException {
        var exported = new ArrayList<String>();
        history.export(member, export -> export.records().forEach(record -> exported.add(text(record))));
        return exported;
    }

    static String fate(MemberHistory history, MemberId member, RecordId id) {
        var fate = history.record(member, id);
        return fate.revision() + " "
                + (fate.content() instanceof RecordFate.Kept(var kept) ? text(kept) : fate.content());
    }

    private static String text(KeptRecord record) {
        return record.id() + " " + record.kind() + " " + record.version() + " " + record.localDate() + " "
                + record.record();
    }
}
