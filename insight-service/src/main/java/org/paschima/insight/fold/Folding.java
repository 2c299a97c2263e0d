package org.paschima.insight.fold;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.LogTopics;
import org.paschima.insight.mongo.Cutover;
import org.paschima.insight.mongo.Generations;
import org.paschima.insight.mongo.MemberLogFold;
import org.paschima.insight.mongo.NewerFormatException;
import org.paschima.insight.store.FoldListener;
import org.paschima.log.Batch;
import org.paschima.log.LogPartition;
import org.paschima.log.StoreUnavailableException;
import org.paschima.log.TopicIdentity;
import org.paschima.log.kafka.ConsumerLoops;
import org.paschima.log.kafka.Removed;
import org.paschima.store.BackingConfig;
import org.paschima.store.mongo.FencedBatches;
import org.paschima.store.mongo.MongoStore;
import org.paschima.store.mongo.Positions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds the member log into the generation that is to be folded, and follows when a rebuild switches to another.
 *
 * <p>Then the loops of the new generation start beside the old ones, each generation with a consumer group of its own;
 * partitions are cut over as the new loops reach them; when all are, readers begin in the new generation and the old
 * loops end. Old loops that the new ones cannot catch up with end after {@link #PATIENCE}, so that they are caught up
 * with. The loops are opened and closed on the one thread that looks; the questions may come from any.
 */
public final class Folding implements AutoCloseable {

    /** The service that folds, also the name of its first consumer group. */
    public static final String SERVICE = "insight-service";

    /** What the names of its metrics begin with. */
    public static final String METERS = "insight";

    private static final Logger LOG = LoggerFactory.getLogger(Folding.class);
    private static final int LOOK_MILLIS = 250;
    private static final int POLLED = 2_000;
    private static final int FETCHED = 8 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Parts parts;
    private final Generations generations;
    private final FoldListener onFolded;
    private final Deque<Loops> running = new ArrayDeque<>();
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("generations").factory());
    private volatile @Nullable ConsumerLoops newest;
    private volatile @Nullable NewerFormatException refused;
    private @Nullable Cutover cutOver;
    private long newestSince;

    /** What loops are made of. */
    public record Parts(BackingConfig config, TopicIdentity topic, InstantSource clock, MeterRegistry meters) {

        /** The group of a generation: instances that fold another one do not share partitions with it. */
        public static String group(int generation) {
            return generation == Generations.FIRST ? SERVICE : SERVICE + "-g" + generation;
        }

        /**
         * Starts loops.
         *
         * @param format that the generation was begun in
         */
        public ConsumerLoops start(int generation, int format, MongoStore store, FoldListener onFolded) {
            return ConsumerLoops.start(
                    SERVICE,
                    config.log().bootstrap(),
                    LogTopics.MEMBER_LOG,
                    topic,
                    config.consumers(),
                    new FencedBatches(METERS, store, new MemberLogFold(store, format, meters, onFolded), clock, meters),
                    meters,
                    new ConsumerLoops.Terms(consumers(generation), Removed.REFUSED, ConsumerLoops.Batches.MANY_POLLS));
        }

        /** A record appended to months costs the less the more of them one transaction appends (docs/adr/0076). */
        private Map<String, String> consumers(int generation) {
            var settings = new HashMap<>(config.consumersOf(group(generation)));
            settings.put("max.poll.records", Integer.toString(POLLED));
            settings.put("max.partition.fetch.bytes", Integer.toString(FETCHED));
            settings.put("fetch.max.bytes", Integer.toString(2 * FETCHED));
            return settings;
        }
    }

    private record Loops(int generation, ConsumerLoops loops) {}

    private Folding(Parts parts, Generations generations, FoldListener onFolded) {
        this.parts = parts;
        this.generations = generations;
        this.onFolded = onFolded;
    }

    /**
     * Starts the loops of the generation that is to be folded.
     *
     * @param onFolded told each partition and the position up to which readers see it at least, and with what
     * @throws org.paschima.log.LogChangedException when that generation is of another log
     * @throws NewerFormatException when a newer release folded it
     */
    public static Folding start(Parts parts, Generations generations, FoldListener onFolded) {
        var folding = new Folding(parts, generations, onFolded);
        generations.begin(parts.clock().instant());
        var state = generations.state();
        NewerFormatException.refuse(state.formatOf(state.folding()));
        new Positions(generations.store(state.folding())).refuseOther(LogTopics.MEMBER_LOG, parts.topic());
        if (state.formatOf(state.folding()) != MemberLogFold.FORMAT) {
            LOG.warn("what is stored was folded by another version of this service; run a rebuild to have all of it");
        }
        folding.open(state.folding());
        var _ = folding.looking.scheduleWithFixedDelay(folding::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        return folding;
    }

    private void open(int generation) {
        var store = generations.store(generation);
        int format = generations.state().formatOf(generation);
        var loops = parts.start(generation, format, store, new Reporting(generation));
        running.addLast(new Loops(generation, loops));
        newest = loops;
        newestSince = System.nanoTime();
        LOG.atInfo().setMessage("folding").addKeyValue("generation", generation).log();
    }

    /** A generation that readers do not begin with yet tells nobody: whoever waits asks the stored positions as well. */
    private final class Reporting implements FoldListener {
        private final int generation;

        Reporting(int generation) {
            this.generation = generation;
        }

        @Override
        public void folded(LogPartition partition, long next) {
            if (generation <= generations.reading()) {
                onFolded.folded(partition, next);
            }
        }

        @Override
        public void stored(Batch batch) {
            if (generation <= generations.reading()) {
                onFolded.stored(batch);
            }
        }
    }

    private void look() {
        try {
            follow(generations.state());
        } catch (StoreUnavailableException e) {
            LOG.atDebug()
                    .setMessage("generations cannot be read")
                    .addKeyValue("error", e.getClass().getSimpleName())
                    .log();
        } catch (NewerFormatException e) {
            refused = e; // a newer release was first to switch; its instances go on
        } catch (RuntimeException e) {
            LOG.atError()
                    .setMessage("generations cannot be followed")
                    .setCause(e)
                    .log();
        }
    }

    private void follow(Generations.State state) {
        if (running.getLast().generation() != state.folding()) {
            open(state.folding());
            cutOver = null;
        }
        if (!state.isSettled()) {
            cutOver(state);
        } else {
            cutOver = null;
            closeOld();
        }
    }

    private void cutOver(Generations.State state) {
        if (cutOver == null) {
            cutOver = new Cutover(
                    generations.store(state.reading()),
                    generations.store(state.folding()),
                    parts.topic().partitions());
        }
        if (cutOver.advance()) {
            generations.settle(state.folding());
            LOG.atInfo()
                    .setMessage("readers begin in the new generation")
                    .addKeyValue("generation", state.folding())
                    .log();
        } else if (System.nanoTime() - newestSince > PATIENCE.toNanos()) {
            closeOld();
        }
    }

    private void closeOld() {
        while (running.size() > 1) {
            var old = running.removeFirst();
            old.loops().close();
            LOG.atInfo()
                    .setMessage("folding ended")
                    .addKeyValue("generation", old.generation())
                    .log();
        }
    }

    /** Why folding does not go on, or null. */
    public @Nullable String trouble() {
        return Objects.requireNonNull(newest).trouble();
    }

    /** What ended folding for good, or null. */
    public @Nullable RuntimeException death() {
        return refused != null ? refused : Objects.requireNonNull(newest).death();
    }

    @Override
    public void close() {
        looking.shutdown();
        try {
            if (!looking.awaitTermination(15, TimeUnit.SECONDS)) {
                looking.shutdownNow();
            }
        } catch (InterruptedException _) {
            looking.shutdownNow();
            Thread.currentThread().interrupt();
        }
        running.forEach(each -> each.loops().close());
    }
}
