package org.paschima.insight.mongo;

import static java.util.stream.Collectors.toMap;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;
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
 * @param days by day key; only those on which something survives
 * @param records the ids and digests of the records each day keeps, by day key
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

    /** What is in the database. */
    public static StoredState of(MongoStore store) {
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
                days.put(document.getString("_id"), DayDocuments.cells(document));
                records.put(document.getString("_id"), keptOn(document));
            }
        }
        var settings = new TreeMap<String, Rank>();
        for (var document :
                store.database().getCollection(SettingDocuments.COLLECTION).find()) {
            settings.put(document.getString("_id"), SettingDocuments.rank(document));
        }
        return new StoredState(index, days, records, settings);
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
            fold.days(member).forEach((bucket, cells) -> days.put(Keys.day(member, bucket), cells));
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
