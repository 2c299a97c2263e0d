package org.paschima.insight.mongo;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Fact;
import org.paschima.contract.MemberId;
import org.paschima.contract.Rank;
import org.paschima.contract.RecordId;
import org.paschima.contract.RecordKind;
import org.paschima.insight.HistoryFixture;
import org.paschima.insight.HistoryFixture.Told;
import org.paschima.insight.domain.day.DayCells;
import org.paschima.insight.domain.day.IndexEntry;
import org.paschima.insight.domain.day.PureFold;
import org.paschima.insight.store.MemberSettings;
import org.paschima.store.mongo.MongoStore;

/**
 * All that insight-service stores, without offsets: to be compared with what the pure fold of the same facts says.
 *
 * @param index by record key
 * @param days by member and local date; only those on which something survives
 * @param records the ids and digests of the records each day and part of a day keeps, by its key
 * @param settings ranks by setting key
 */
public record StoredState(
        Map<String, Known> index,
        Map<String, DayCells> days,
        Map<String, Map<String, String>> records,
        Map<String, Rank> settings) {

    /** What the index says of a record, but for where in the log it was said. */
    public record Known(
            Rank rank, @Nullable RecordKind kind, @Nullable String bucket) {
        static Known of(IndexEntry entry) {
            var bucket = entry.bucket();
            return new Known(entry.rank(), entry.kind(), bucket == null ? null : bucket.key());
        }
    }

    /** What is in the database of a generation of the present format. */
    public static StoredState of(MongoStore store) {
        return of(store, MemberLogFold.FORMAT);
    }

    static StoredState of(MongoStore store, int format) {
        return format >= MemberLogFold.MONTHS_SINCE ? ofMonths(store) : ofDays(store);
    }

    private static StoredState ofMonths(MongoStore store) {
        var index = new TreeMap<String, Known>();
        var records = new TreeMap<String, Map<String, String>>();
        var surviving = new TreeMap<String, Set<Long>>();
        for (var document :
                store.database().getCollection(RecordDocuments.COLLECTION).find()) {
            var key = document.getString("_id");
            var entry = RecordDocuments.state(RecordDocuments.id(document), document)
                    .entry();
            index.put(key, Known.of(entry));
            var bucket = entry.bucket();
            if (bucket != null) {
                var member = Keys.memberIdOf(key);
                records.computeIfAbsent(Keys.day(member, bucket.key()), _ -> new TreeMap<>())
                        .put(
                                entry.id().id(),
                                entry.rank().digest() + " "
                                        + document.get("j", Binary.class).length());
                surviving.computeIfAbsent(member.key(), _ -> new HashSet<>()).add(entry.offset());
            }
        }
        holdsPiecesOf(surviving, store);
        var days = new TreeMap<String, DayCells>();
        var history = new MongoHistory(store, _ -> 0, MemberLogFold.FORMAT);
        for (var bucket : records.keySet()) {
            var member = Keys.memberIdOf(bucket);
            var date = Keys.dateOf(bucket);
            days.put(
                    Keys.day(member, date.toString()), history.day(member, date).content());
        }
        return new StoredState(index, days, records, settings(store));
    }

    /** Of each record that survives each part has one piece at most, and of all others none. */
    private static void holdsPiecesOf(Map<String, Set<Long>> surviving, MongoStore store) {
        var seen = new HashSet<String>();
        var named = new TreeMap<String, Set<Long>>();
        for (var document : store.database()
                .getCollection(MonthDocuments.COLLECTION, RawBsonDocument.class)
                .find()) {
            var page = MonthDocuments.page(document);
            var member = page.month().member().key();
            page.forEachPiece((part, piece) -> {
                long offset = PieceHead.read(piece.reader()).offset();
                assertThat(seen.add(member + part + offset))
                        .as("one piece of %s at %s", part, offset)
                        .isTrue();
                assertThat(surviving.getOrDefault(member, Set.of()))
                        .as("%s of a record that survives", part)
                        .contains(offset);
                if (part == Part.NAMES || part == Part.PLACES) {
                    named.computeIfAbsent(member, _ -> new HashSet<>()).add(offset);
                }
            });
        }
        assertThat(named).isEqualTo(surviving);
    }

    private static StoredState ofDays(MongoStore store) {
        var index = new TreeMap<String, Known>();
        for (var document :
                store.database().getCollection(IndexDocuments.COLLECTION).find()) {
            var key = document.getString("_id");
            var id = RecordId.parse(key.substring(key.lastIndexOf('/') + 1));
            index.put(key, Known.of(IndexDocuments.entry(id, document)));
        }
        var days = new TreeMap<String, DayCells>();
        var records = new TreeMap<String, Map<String, String>>();
        for (var document :
                store.database().getCollection(DayDocuments.COLLECTION).find()) {
            if (document.containsKey("c")) {
                var key = document.getString("_id");
                days.merge(dateOf(key), DayDocuments.cells(document), DayCells::plus);
                records.put(key, keptOn(document));
            }
        }
        return new StoredState(index, days, records, settings(store));
    }

    private static String dateOf(String bucket) {
        return Keys.day(Keys.memberIdOf(bucket), Keys.dateOf(bucket).toString());
    }

    private static TreeMap<String, Rank> settings(MongoStore store) {
        var settings = new TreeMap<String, Rank>();
        for (var document :
                store.database().getCollection(SettingDocuments.COLLECTION).find()) {
            settings.put(document.getString("_id"), SettingDocuments.rank(document));
        }
        return settings;
    }

    private static Map<String, String> keptOn(Document day) {
        return new TreeMap<>(DayDocuments.recordDocuments(day).stream()
                .collect(toMap(
                        record -> record.getString("i"),
                        record -> record.getString("g") + " "
                                + record.get("j", Binary.class).length())));
    }

    /** What these facts amount to. */
    public static StoredState of(Iterable<Told> facts) {
        var fold = new PureFold();
        for (var told : facts) {
            fold.add(told.member(), told.fact(), 0, 0);
        }
        var index = new TreeMap<String, Known>();
        var days = new TreeMap<String, DayCells>();
        var records = new TreeMap<String, Map<String, String>>();
        var settings = new TreeMap<String, Rank>();
        var winning = winning(facts);
        for (var member : fold.members()) {
            fold.index(member).forEach((id, entry) -> {
                index.put(Keys.record(member, id), Known.of(entry));
                var bucket = entry.bucket();
                if (bucket != null) {
                    records.computeIfAbsent(Keys.day(member, bucket.key()), _ -> new TreeMap<>())
                            .put(id.id(), winning.get(Keys.record(member, id)));
                }
            });
            fold.days(member)
                    .forEach((bucket, cells) -> days.merge(dateOf(Keys.day(member, bucket)), cells, DayCells::plus));
            rank(settings, member, MemberSettings.Kind.PROFILE, fold.setting(member, Fact.ProfileChanged.class));
            rank(settings, member, MemberSettings.Kind.CONSENTS, fold.setting(member, Fact.ConsentsChanged.class));
            rank(settings, member, MemberSettings.Kind.SCREENING, fold.setting(member, Fact.ScreeningChanged.class));
        }
        return new StoredState(index, days, records, settings);
    }

    private static Map<String, String> winning(Iterable<Told> facts) {
        var ranks = new HashMap<String, Rank>();
        var kept = new HashMap<String, String>();
        for (var told : facts) {
            if (told.fact() instanceof Fact.OfRecord fact) {
                var key = Keys.record(told.member(), fact.id());
                var before = ranks.get(key);
                if (before == null || fact.rank().beats(before)) {
                    ranks.put(key, fact.rank());
                    kept.put(
                            key,
                            fact.rank().digest() + " "
                                    + HistoryFixture.message(told).value().length);
                }
            }
        }
        return kept;
    }

    private static void rank(
            Map<String, Rank> settings, MemberId member, MemberSettings.Kind kind, Fact.@Nullable OfMember fact) {
        if (fact != null) {
            settings.put(Keys.setting(member, kind), fact.rank());
        }
    }
}
