package org.paschima.insight.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.paschima.insight.domain.cohort.Numbers;
import org.paschima.insight.domain.cohort.Released;
import org.paschima.insight.domain.cohort.WeekReleases;
import org.paschima.insight.domain.day.IsoWeek;
import org.paschima.insight.store.ReleaseStore;
import org.paschima.store.mongo.MongoStore;
import org.paschima.store.mongo.Outages;

/**
 * What was released of weeks: {@code {_id: tenant/monday, v, s}}: version, sets in the order they were released, each
 * {@code {g, n, m, c, a, b}}: group, generation, members counted; and unless they were taken back how many they are,
 * their mean, and the count of each band or null.
 */
public final class MongoReleases implements ReleaseStore {

    static final String COLLECTION = "cohortReleases";

    private final MongoCollection<Document> releases;

    public MongoReleases(MongoStore store) {
        store.ensureCollections(COLLECTION);
        this.releases = store.database().getCollection(COLLECTION);
    }

    @Override
    public Map<IsoWeek, Stored> of(String tenant, Set<IsoWeek> weeks) {
        var found = new HashMap<IsoWeek, Stored>();
        try {
            var ids = weeks.stream().map(week -> key(tenant, week)).toList();
            releases.find(Filters.in("_id", ids)).forEach(document -> {
                var key = document.getString("_id");
                found.put(
                        new IsoWeek(LocalDate.parse(key.substring(key.indexOf('/') + 1))),
                        new Stored(document.getLong("v"), releases(document)));
            });
        } catch (MongoException e) {
            throw Outages.of(e);
        }
        return found;
    }

    @Override
    public boolean replace(String tenant, IsoWeek week, long version, WeekReleases released) {
        var document = document(key(tenant, week), version + 1, released);
        try {
            if (version == 0) {
                releases.insertOne(document);
                return true;
            }
            return releases.replaceOne(
                                    Filters.and(Filters.eq("_id", key(tenant, week)), Filters.eq("v", version)),
                                    document)
                            .getMatchedCount()
                    == 1;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false; // another read released it first
            }
            throw Outages.of(e);
        } catch (MongoException e) {
            throw Outages.of(e);
        }
    }

    private static String key(String tenant, IsoWeek week) {
        return tenant + "/" + week.monday();
    }

    private static Document document(String key, long version, WeekReleases released) {
        return new Document("_id", key)
                .append("v", version)
                .append("s", released.all().stream().map(MongoReleases::set).toList());
    }

    private static Document set(Released released) {
        var document = new Document("g", released.group())
                .append("n", released.generation())
                .append("m", List.copyOf(released.counted()));
        var numbers = released.numbers();
        if (numbers != null) {
            document.append("c", numbers.members())
                    .append("a", numbers.mean())
                    .append("b", new ArrayList<@Nullable Integer>(numbers.bands()));
        }
        return document;
    }

    private static WeekReleases releases(Document document) {
        return new WeekReleases(document.getList("s", Document.class).stream()
                .map(MongoReleases::released)
                .toList());
    }

    private static Released released(Document set) {
        var numbers = set.containsKey("c")
                ? new Numbers(
                        set.getInteger("c"),
                        set.getDouble("a"),
                        new ArrayList<@Nullable Integer>(set.getList("b", Integer.class)))
                : null;
        return new Released(
                set.getString("g"), set.getInteger("n"), new TreeSet<>(set.getList("m", String.class)), numbers);
    }
}
