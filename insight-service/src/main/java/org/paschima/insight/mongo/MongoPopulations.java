package org.paschima.insight.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.not;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.bson.Document;
import org.paschima.contract.Consents;
import org.paschima.insight.domain.helps.Population;
import org.paschima.insight.domain.helps.PopulationSums;
import org.paschima.insight.store.DayPart;
import org.paschima.insight.store.MemberHistory;
import org.paschima.insight.store.Populations;
import org.paschima.log.StoreUnavailableException;
import org.paschima.store.mongo.MongoStore;
import org.paschima.store.mongo.Outages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the last sums of each tenant, one document, and takes them anew when a question finds them old: off the write
 * path, on one thread, by one instance at a time, over a bounded number of members. The question that finds them old is
 * answered with them still, up to {@link #USABLE}; so a consent that was withdrawn is out of all answers after that.
 *
 * <p>Sums are not part of what the log says: losing them loses nothing.
 */
public final class MongoPopulations implements Populations, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MongoPopulations.class);
    private static final Duration USABLE = Duration.ofDays(1);
    private static final Duration CLAIM = Duration.ofMinutes(15);
    private static final int DAYS = 180;
    private static final Set<DayPart> PARTS = Set.of(DayPart.RATINGS, DayPart.SESSIONS);

    private final MongoCollection<Document> population;
    private final ConsentingMembers consenting;
    private final MemberHistory history;
    private final Duration refresh;
    private final int most;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();
    private final ExecutorService taker = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("population").factory());

    /**
     * @param store where the sums are kept
     * @param settings the one that holds the winning settings
     * @param refresh the age at which sums are taken anew
     * @param most how many members of a tenant are looked at
     */
    public MongoPopulations(
            MongoStore store, Supplier<MongoStore> settings, MemberHistory history, Duration refresh, int most) {
        this.population = store.database().getCollection(PopulationDocuments.COLLECTION);
        this.consenting = new ConsentingMembers(settings);
        this.history = history;
        this.refresh = refresh;
        this.most = most;
    }

    @Override
    public Optional<Population> of(String tenant, Instant now) {
        var stored = find(tenant);
        var age = stored.map(known -> Duration.between(known.asOf(), now));
        if (age.isEmpty() || age.get().compareTo(refresh) >= 0) {
            takeSoon(tenant, now);
        }
        return stored.filter(known -> Duration.between(known.asOf(), now).compareTo(USABLE) < 0);
    }

    private Optional<Population> find(String tenant) {
        try {
            return Optional.ofNullable(population
                            .find(and(eq("_id", tenant), exists("at")))
                            .first())
                    .map(PopulationDocuments::population);
        } catch (MongoException e) {
            throw Outages.of(e);
        }
    }

    private void takeSoon(String tenant, Instant now) {
        if (underWay.add(tenant)) {
            try {
                taker.execute(() -> {
                    try {
                        take(tenant, now);
                    } catch (MongoException | StoreUnavailableException e) {
                        // the next question tries again
                        LOG.atDebug()
                                .setMessage("population sums were not taken")
                                .addKeyValue("error", e.getClass().getSimpleName())
                                .log();
                    } catch (RuntimeException e) {
                        LOG.atError()
                                .setMessage("population sums were not taken")
                                .setCause(e)
                                .log();
                    } finally {
                        underWay.remove(tenant);
                    }
                });
            } catch (RejectedExecutionException _) {
                underWay.remove(tenant); // closing
            }
        }
    }

    private void take(String tenant, Instant now) {
        if (!claim(tenant, now)) {
            return;
        }
        var to = now.atZone(ZoneOffset.UTC).toLocalDate();
        var sums = PopulationSums.NONE;
        for (var member : consenting.of(tenant, Consents::research, most)) {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            var seen = history.days(member, to.minusDays(DAYS), to, PARTS);
            sums = sums.plus(PopulationSums.ofMember(seen.content().days()));
        }
        // without a claim again
        population.replaceOne(
                eq("_id", tenant), PopulationDocuments.document(tenant, sums, now), new ReplaceOptions().upsert(true));
    }

    /** Whether it is this instance's to take them: nobody else is taking them, and nobody just has. */
    private boolean claim(String tenant, Instant now) {
        try {
            var free = and(
                    eq("_id", tenant),
                    or(not(exists("claimed")), lt("claimed", Date.from(now))),
                    or(not(exists("at")), lt("at", Date.from(now.minus(refresh).plusMillis(1)))));
            population.updateOne(
                    free, Updates.set("claimed", Date.from(now.plus(CLAIM))), new UpdateOptions().upsert(true));
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false; // it is there, and not free
            }
            throw e;
        }
    }

    @Override
    public void close() {
        taker.shutdownNow();
        try {
            var _ = taker.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
