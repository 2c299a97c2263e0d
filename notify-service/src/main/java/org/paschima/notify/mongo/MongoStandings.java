package org.paschima.notify.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Projections;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
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

/** Asks the nudge log, behind the delivery barrier. A nudge that it does not know any more does not stand. */
public final class MongoStandings implements Standings {

    private final MongoCollection<Document> entries;
    private final DeliveryBarrier barrier;
    private final Function<MemberId, LogPartition> partitionOf;

    public MongoStandings(MongoStore store, DeliveryBarrier barrier, Function<MemberId, LogPartition> partitionOf) {
        this.entries = store.database().getCollection(NudgeEntries.COLLECTION);
        this.barrier = barrier;
        this.partitionOf = partitionOf;
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
        } catch (CompletionException _) {
            return List.of();
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
