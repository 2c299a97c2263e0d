package org.paschima.notify.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Projections;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.MemberId;
import org.paschima.log.LogPartition;
import org.paschima.notify.delivery.DeliveryBarrier;
import org.paschima.notify.delivery.DeliveryBarrier.Vouched;
import org.paschima.notify.webhook.Line;
import org.paschima.notify.webhook.Standings;
import org.paschima.store.mongo.MongoStore;
import org.paschima.store.mongo.Outages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the nudge log, behind the delivery barrier. A nudge that it does not know any more does not stand. */
public final class MongoStandings implements Standings {

    private static final Logger LOG = LoggerFactory.getLogger(MongoStandings.class);
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final MongoCollection<Document> entries;
    private final DeliveryBarrier barrier;
    private final Function<MemberId, LogPartition> partitionOf;
    private final LongSupplier ticks;

    /** When a fault was told last, in ticks. Each webhook has a thread that asks. */
    private final AtomicLong told;

    public MongoStandings(MongoStore store, DeliveryBarrier barrier, Function<MemberId, LogPartition> partitionOf) {
        this(store.database(), barrier, partitionOf, System::nanoTime);
    }

    /** @param ticks nanoseconds, of which differences alone count */
    MongoStandings(
            MongoDatabase database,
            DeliveryBarrier barrier,
            Function<MemberId, LogPartition> partitionOf,
            LongSupplier ticks) {
        this.entries = database.getCollection(NudgeEntries.COLLECTION);
        this.barrier = barrier;
        this.partitionOf = partitionOf;
        this.ticks = ticks;
        this.told = new AtomicLong(ticks.getAsLong() - MINUTE);
    }

    @Override
    public @Nullable Set<String> standing(Collection<Line> issued) throws InterruptedException {
        var partitions =
                issued.stream().map(line -> partitionOf.apply(line.member())).collect(Collectors.toSet());
        var vouched = vouched(partitions);
        if (vouched.size() < partitions.size()) {
            return null;
        }
        var standing = lookedUp(issued);
        return vouched.stream().allMatch(Vouched::holds) ? standing : null;
    }

    /** All at once, since their ends are asked for together. */
    private List<Vouched> vouched(Set<LogPartition> partitions) {
        var asked = partitions.stream().map(this::vouched).toList();
        try {
            return asked.stream().flatMap(each -> each.join().stream()).toList();
        } catch (CompletionException e) {
            tell(e.getCause() == null ? e : e.getCause());
            return List.of();
        }
    }

    /** Once a minute: a fault that stays would keep all nudges from webhooks, and is met with every look. */
    private void tell(Throwable fault) {
        long now = ticks.getAsLong();
        long before = told.get();
        if (now - before >= MINUTE && told.compareAndSet(before, now)) {
            LOG.atWarn()
                    .setMessage(
                            "whether nudges stand could not be asked by a fault; none of them is sent, and it is tried again")
                    .addKeyValue("error", fault.getClass().getName())
                    .addKeyValue("at", fault.getStackTrace().length == 0 ? "?" : fault.getStackTrace()[0])
                    .log();
        }
    }

    private CompletableFuture<Optional<Vouched>> vouched(LogPartition partition) {
        var vouched = new CompletableFuture<Optional<Vouched>>();
        Thread.startVirtualThread(() -> {
            try {
                vouched.complete(barrier.vouch(partition));
            } catch (InterruptedException | RuntimeException e) {
                vouched.completeExceptionally(e);
            }
        });
        return vouched;
    }

    private Set<String> lookedUp(Collection<Line> issued) {
        var members =
                issued.stream().map(line -> line.member().key()).distinct().toList();
        var nudges = issued.stream().map(line -> line.event().nudgeId()).toList();
        var standing = new HashSet<String>();
        try {
            entries.find(and(in("member", members), in("nudgeId", nudges), eq("issued", true)))
                    .projection(Projections.include("member", "nudgeId", "counterpart"))
                    .forEach(entry -> {
                        if (entry.getLong("counterpart") == null) {
                            standing.add(entry.getString("member") + " " + entry.getString("nudgeId"));
                        }
                    });
        } catch (MongoException e) {
            throw Outages.of(e);
        }
        return issued.stream()
                .filter(line -> standing.contains(
                        line.member().key() + " " + line.event().nudgeId()))
                .map(Line::id)
                .collect(Collectors.toSet());
    }
}
