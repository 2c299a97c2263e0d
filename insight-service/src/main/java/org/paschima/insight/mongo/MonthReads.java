package org.paschima.insight.mongo;

import com.mongodb.client.ClientSession;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;
import org.paschima.contract.MemberId;
import org.paschima.contract.RecordId;
import org.paschima.insight.domain.day.DayCells;
import org.paschima.insight.domain.day.StoredRecord;
import org.paschima.insight.domain.day.Twins;
import org.paschima.insight.domain.experiment.OpenCare;
import org.paschima.insight.mongo.NamePieces.Name;
import org.paschima.insight.store.DayPart;
import org.paschima.insight.store.LastDay;
import org.paschima.insight.store.MemberHistory.RecordsWanted;
import org.paschima.insight.store.RecordFate;
import org.paschima.insight.store.RecordPage;
import org.paschima.insight.store.RecordedDays;
import org.paschima.store.mongo.MongoStore;

/** Reads what {@link MonthRecords} folded. */
final class MonthReads implements RecordReads {

    private final MongoCollection<Document> records;
    private final MongoCollection<RawBsonDocument> months;

    MonthReads(MongoStore store) {
        this.records = store.database().getCollection(RecordDocuments.COLLECTION);
        this.months = store.database().getCollection(MonthDocuments.COLLECTION, RawBsonDocument.class);
    }

    @Override
    public boolean hasChanged(ClientSession session, MemberId member, long from) {
        return months.find(
                                session,
                                Filters.and(
                                        MonthKey.range(member, Keys.FIRST_DAY, Keys.LAST_DAY), Filters.gte("o", from)))
                        .projection(Projections.include("_id"))
                        .first()
                != null;
    }

    @Override
    public Found<RecordedDays> days(
            ClientSession session,
            AskedPosition position,
            MemberId member,
            LocalDate from,
            LocalDate to,
            Set<DayPart> parts,
            Set<String> regions) {
        var days = new MonthDays(from, to, parts, regions);
        var range = MonthKey.range(member, earlier(from, to), to);
        if (position.isKnown()) {
            pages(session, range, Part.of(parts)).forEach(document -> days.add(MonthDocuments.page(document)));
        } else {
            var pipeline = List.of(
                    Aggregates.match(range),
                    Aggregates.sort(Sorts.ascending("_id")),
                    Aggregates.project(MonthDocuments.fields(Part.of(parts))));
            position.getWith(MonthDocuments.COLLECTION, pipeline, document -> days.add(MonthDocuments.page(document)));
        }
        var cells = days.cells(counted(session, member, days), false);
        var last = days.lastDay().or(() -> lastDayBefore(session, member, earlier(from, to)));
        return new Found<>(days.revision(), new RecordedDays(cells, last));
    }

    @Override
    public Found<DayCells> day(ClientSession session, MemberId member, LocalDate date) {
        var days = new MonthDays(date, date, EnumSet.allOf(DayPart.class));
        pages(session, MonthKey.range(member, date, date), EnumSet.allOf(Part.class))
                .forEach(document -> days.add(MonthDocuments.page(document)));
        var cells = days.cells(counted(session, member, days), true);
        return new Found<>(days.revision(), cells.getOrDefault(date, DayCells.EMPTY));
    }

    /** Of a range that ends before it begins there are no days, but there is a last one up to its end. */
    private static LocalDate earlier(LocalDate from, LocalDate to) {
        return from.isAfter(to) ? to : from;
    }

    private FindIterable<RawBsonDocument> pages(ClientSession session, Bson range, Set<Part> parts) {
        return months.find(session, range)
                .projection(MonthDocuments.fields(parts))
                .sort(Sorts.ascending("_id"))
                .batchSize(4_000);
    }

    /** The last day of the months before the one of this date. */
    private Optional<LastDay> lastDayBefore(ClientSession session, MemberId member, LocalDate date) {
        var end = date.withDayOfMonth(1).minusDays(1);
        if (end.isBefore(Keys.FIRST_DAY)) {
            return Optional.empty();
        }
        var scan = new PageScan(Keys.FIRST_DAY, end);
        YearMonth found = null;
        try (var newestFirst = months.find(session, MonthKey.range(member, Keys.FIRST_DAY, end))
                .projection(MonthDocuments.fields(Part.of(Set.of())))
                .sort(Sorts.descending("_id"))
                .batchSize(4)
                .cursor()) {
            while (newestFirst.hasNext()) {
                var page = MonthDocuments.page(newestFirst.next());
                if (found != null && !page.yearMonth().equals(found)) {
                    break;
                }
                scan.add(page);
                if (scan.lastDay().isPresent()) {
                    found = page.yearMonth();
                }
            }
        }
        return scan.lastDay();
    }

    // --- what two sources told

    /** Of records that say what another source says as well, the one that counts in their place. */
    private Map<RecordId, RecordId> counted(ClientSession session, MemberId member, MonthDays days) {
        var alike = days.alike();
        if (alike.isEmpty()) {
            return Map.of();
        }
        var stored = new HashMap<RecordId, StoredRecord>();
        find(session, member, alike.stream().flatMap(List::stream).map(Name::id).toList())
                .forEach((id, document) -> stored.put(id, RecordDocuments.stored(document)));
        var counted = new HashMap<RecordId, RecordId>();
        for (var group : alike) {
            var twins =
                    Twins.of(group.stream().map(name -> kept(stored, name.id())).toList());
            for (var name : group) {
                var sameAs = twins.countedInPlaceOf(name.id());
                if (sameAs != null) {
                    counted.put(name.id(), sameAs);
                }
            }
        }
        return counted;
    }

    private Map<RecordId, Document> find(ClientSession session, MemberId member, Collection<RecordId> ids) {
        var found = new HashMap<RecordId, Document>();
        var keys = ids.stream().map(id -> Keys.record(member, id)).toList();
        records.find(session, Filters.in("_id", keys))
                .batchSize(4_000)
                .forEach(document -> found.put(RecordDocuments.id(document), document));
        return found;
    }

    private static <T> T kept(Map<RecordId, T> found, RecordId id) {
        var record = found.get(id);
        if (record == null) {
            throw new IllegalStateException("a month names a record that is not there");
        }
        return record;
    }

    // --- records

    @Override
    public Found<RecordFate> record(ClientSession session, MemberId member, RecordId id) {
        var document = records.find(session, Filters.eq("_id", Keys.record(member, id)))
                .first();
        if (document == null) {
            return new Found<>(new Revision(), new RecordFate.NeverSeen());
        }
        var entry = RecordDocuments.state(id, document).entry();
        return new Found<>(
                Revision.at(entry.offset()),
                entry.isDeleted()
                        ? new RecordFate.Deleted(entry.rank().version())
                        : new RecordFate.Kept(RecordDocuments.kept(document)));
    }

    @Override
    public Found<RecordPage> records(ClientSession session, MemberId member, RecordsWanted wanted) {
        var page = new ListedRecords(wanted);
        if (!page.isEmpty()) {
            try (var months = new NamedMonths(named(session, member, page.begin(), wanted.to()))) {
                while (months.hasNext() && page.takes(months.next(), months.hasNext())) {}
            }
        }
        var found = find(session, member, page.ids());
        var records = page.ids().stream()
                .map(id -> RecordDocuments.kept(kept(found, id)))
                .toList();
        return new Found<>(page.revision(), new RecordPage(records, page.next()));
    }

    private FindIterable<RawBsonDocument> named(ClientSession session, MemberId member, LocalDate from, LocalDate to) {
        return months.find(session, MonthKey.range(member, from, to))
                .projection(MonthDocuments.fields(EnumSet.of(Part.NAMES, Part.CHECKS, Part.COMFORTABLE)))
                .sort(Sorts.ascending("_id"))
                .batchSize(12);
    }

    @Override
    public Survivors all(ClientSession session, MemberId member) {
        var months = new NamedMonths(named(session, member, Keys.FIRST_DAY, Keys.LAST_DAY));
        return new AllRecords(months, ids -> {
            var found = find(session, member, ids);
            return ids.stream().map(id -> RecordDocuments.kept(kept(found, id))).toList();
        });
    }

    @Override
    public OpenCare withSurvivors(ClientSession session, MemberId member, OpenCare known) {
        return known; // every version was kept since before there were months
    }

    // --- many members

    @Override
    public void cells(
            ClientSession session,
            Collection<MemberId> members,
            LocalDate from,
            LocalDate to,
            Set<DayPart> parts,
            EachDay each) {
        if (members.isEmpty()) {
            return;
        }
        var ranges =
                members.stream().map(member -> MonthKey.range(member, from, to)).toList();
        // in the order of members, so that the pages of one at a time are in memory
        try (var pages = months.find(session, Filters.or(ranges))
                .projection(MonthDocuments.fields(Part.of(parts)))
                .sort(Sorts.ascending("_id"))
                .batchSize(400)
                .cursor()) {
            MemberId member = null;
            var days = new MonthDays(from, to, parts);
            while (pages.hasNext()) {
                var page = MonthDocuments.page(pages.next());
                var owner = page.month().member();
                if (member != null && !member.equals(owner)) {
                    cells(session, member, days, each);
                    days = new MonthDays(from, to, parts);
                }
                member = owner;
                days.add(page);
            }
            if (member != null) {
                cells(session, member, days, each);
            }
        }
    }

    private void cells(ClientSession session, MemberId member, MonthDays days, EachDay each) {
        days.cells(counted(session, member, days), false).forEach((date, cells) -> each.day(member, date, cells));
    }
}
