package org.paschima.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.paschima.contract.LogTopics;
import org.paschima.insight.HistoryFixture.Told;
import org.paschima.insight.mongo.MongoPositions;
import org.paschima.insight.mongo.StoredState;
import org.paschima.log.StoreUnavailableException;
import org.paschima.log.kafka.KeyPartition;
import org.paschima.log.kafka.Topics;
import org.paschima.store.mongo.MongoStore;
import org.paschima.testkit.AtLeastOnce;

/** A long log to fold under faults, and what the store must hold when it is folded. */
final class FoldedLog implements AutoCloseable {

    static final int PARTITIONS = 4;

    private static final int SLICE = 2;

    private final List<Told> delivered;
    private final Map<Integer, Long> ends = new ConcurrentHashMap<>();
    private final AtomicLong told = new AtomicLong();
    private final MongoStore store;
    private final MongoPositions positions;

    private FoldedLog(List<Told> delivered, MongoStore store) {
        this.delivered = delivered;
        this.store = store;
        this.positions = new MongoPositions(store);
        count(delivered);
    }

    /** Facts about many members, so many of them told one to three times, in any order. */
    static FoldedLog of(long seed, int facts, String mongo, String database) {
        var random = new Random(seed);
        var history = new HistoryFixture(random).facts(HistoryFixture.members(40), 30, facts);
        return new FoldedLog(AtLeastOnce.disordered(history, random), MongoStore.connect(mongo, database, true));
    }

    /** Makes the topic and tells all of it; offsets of each partition begin at 0. */
    void tell(String kafka) {
        createTopic(kafka);
        try (var log = new MemberLogFixture(kafka)) {
            tell(log, delivered);
        }
    }

    /** Tells one of so many parts, slowly enough that partitions can move meanwhile. */
    void tellPart(String kafka, int part, int of) {
        var facts = part(part, of);
        try (var log = new MemberLogFixture(kafka)) {
            for (int from = 0; from < facts.size(); from += SLICE) {
                tell(log, facts.subList(from, Math.min(facts.size(), from + SLICE)));
            }
        }
    }

    /** Tells one of so many parts, and then again and again some of it, until it is over: so the log never stands still before. */
    void tellPartUntil(String kafka, int part, int of, BooleanSupplier isOver) {
        tellPart(kafka, part, of);
        var again = part(part, of);
        try (var log = new MemberLogFixture(kafka)) {
            for (int from = 0; !isOver.getAsBoolean(); from = (from + SLICE) % (again.size() - SLICE)) {
                var slice = again.subList(from, from + SLICE);
                tell(log, slice);
                count(slice);
            }
        }
    }

    private List<Told> part(int part, int of) {
        return delivered.subList(delivered.size() * part / of, delivered.size() * (part + 1) / of);
    }

    private void tell(MemberLogFixture log, List<Told> facts) {
        log.tell(facts);
        told.addAndGet(facts.size());
    }

    /** How many entries are on the log by now. */
    long told() {
        return told.get();
    }

    private void count(List<Told> kept) {
        kept.forEach(told -> ends.merge(KeyPartition.of(told.member().key(), PARTITIONS), 1L, Long::sum));
    }

    static void createTopic(String kafka) {
        try (var topics = new Topics(kafka, Duration.ofSeconds(30))) {
            topics.ensure(Topics.Wanted.keptForEver(LogTopics.MEMBER_LOG, PARTITIONS, 1));
        }
    }

    List<Told> delivered() {
        return delivered;
    }

    /** How many entries are folded and stored; −1 while the store is away. */
    long folded() {
        try {
            return positions.of(ends.keySet()).values().stream()
                    .mapToLong(next -> next)
                    .sum();
        } catch (StoreUnavailableException _) {
            return -1;
        }
    }

    /** How many entries there are, those that are told again too. */
    long size() {
        return ends.values().stream().mapToLong(each -> each).sum();
    }

    /** Waits until so many entries are folded, and returns how many are. */
    long awaitFolded(long atLeast) {
        return await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(5))
                .until(this::folded, folded -> folded >= atLeast);
    }

    /** Waits until all is folded; then what is stored equals the pure fold, and nothing was folded past the end. */
    void awaitEqualToPureFold() {
        awaitFolded(size());
        assertThat(positions.of(ends.keySet())).isEqualTo(ends);
        assertThat(StoredState.of(store)).isEqualTo(StoredState.of(delivered));
    }

    @Override
    public void close() {
        store.close();
    }
}
