package org.paschima.insight.logtools;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.paschima.contract.LogTopics;
import org.paschima.insight.fold.Folding;
import org.paschima.insight.mongo.Cutover;
import org.paschima.insight.mongo.Generations;
import org.paschima.insight.mongo.MongoPositions;
import org.paschima.log.LogChangedException;
import org.paschima.log.LogPartition;
import org.paschima.log.LogUnavailableException;
import org.paschima.log.StoreUnavailableException;
import org.paschima.log.TopicIdentity;
import org.paschima.log.kafka.ConsumerLoops;
import org.paschima.log.kafka.LogExtent;
import org.paschima.log.kafka.Topics;
import org.paschima.runtime.Opened;
import org.paschima.store.BackingConfig;
import org.paschima.store.mongo.MongoStore;
import org.paschima.store.mongo.Positions;

/**
 * Folds the whole member log into a new generation, and lets it answer when it is caught up.
 *
 * <p>The loops are those of the service, in the consumer group that the services will fold the new generation with: so
 * several rebuilds share the work, a killed one is taken up where it was, and at the end the services' loops take the
 * partitions over one by one. Nothing that answers is touched before the last step, which is one compare-and-set; then
 * partitions are cut over as {@link Cutover} says.
 */
final class RebuildCommand implements AutoCloseable {

    private static final long LOOK_MILLIS = 300;
    private static final long SAY_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final Duration DROP_WITHIN = Duration.ofMinutes(2);

    private final BackingConfig config;
    private final InstantSource clock;
    private final PrintStream out;
    private final Opened opened = new Opened();
    private final TopicIdentity topic;
    private final Generations generations;
    private final LogExtent log;

    /**
     * How to rebuild.
     *
     * @param fromScratch whether not to go on with what an earlier rebuild left
     * @param acceptLoss whether to rebuild from a log that lost its beginning
     * @param dropOld whether to delete the generations before, in the end
     */
    record Wanted(boolean fromScratch, boolean acceptLoss, boolean dropOld) {}

    static void run(BackingConfig config, Wanted wanted, InstantSource clock, PrintStream out) throws Exception {
        try (var rebuild = new RebuildCommand(config, clock, out)) {
            var hook = Thread.ofPlatform().name("shutdown").unstarted(rebuild::close);
            Runtime.getRuntime().addShutdownHook(hook); // leaves the group, so that the next run need not wait
            rebuild.run(wanted);
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }

    private RebuildCommand(BackingConfig config, InstantSource clock, PrintStream out) throws Exception {
        this.config = config;
        this.clock = clock;
        this.out = out;
        try (var topics = new Topics(config.log().bootstrap(), config.log().patience())) {
            this.topic = topics.existing(Topics.Wanted.keptForEver(LogTopics.MEMBER_LOG, 1, 1));
        }
        this.generations = new Generations(opened.add(MongoStore.connect(
                config.mongoUri(),
                config.mongoDatabase(),
                config.mongoInitiate(),
                config.log().patience())));
        this.log = opened.add(new LogExtent(config.log().bootstrap()));
    }

    private void run(Wanted wanted) throws InterruptedException {
        var before = generations.state();
        if (before.isSettled()) {
            build(wanted);
        } else {
            out.println("generation " + before.folding() + " was built before; its cutover goes on");
            cutOver(start(before.folding()));
        }
        var now = generations.state();
        out.println("generation " + now.reading() + " answers now");
        if (wanted.dropOld()) {
            dropOld();
        } else if (!generations.old().isEmpty()) {
            out.println("the ones before are kept until: generations drop");
        }
    }

    // --- building

    private void build(Wanted wanted) throws InterruptedException {
        var begins = log.begins(LogTopics.MEMBER_LOG, topic.partitions());
        refuseLoss(begins, wanted);
        var building = generations.build(topic, wanted.fromScratch(), clock.instant());
        int number = building.number();
        out.println("generation " + number + (building.isResumed() ? " is taken up again" : " is begun"));
        var positions = new Positions(generations.store(number));
        begins.forEach((partition, begin) -> {
            if (begin > 0) {
                positions.beginAt(memberLog(partition), topic, begin);
            }
        });
        var loops = start(number);
        foldToEnd(number, loops, begins);
        if (!generations.switchTo(number, clock.instant())
                && generations.state().folding() != number) {
            throw new IllegalStateException("another rebuild began from scratch; this one ends");
        }
        cutOver(loops);
    }

    private static void refuseLoss(Map<Integer, Long> begins, Wanted wanted) {
        var lost =
                begins.entrySet().stream().filter(each -> each.getValue() > 0).findFirst();
        if (lost.isPresent() && !wanted.acceptLoss()) {
            throw new LogChangedException(
                    "the log begins at offset " + lost.get().getValue() + " in partition "
                            + lost.get().getKey() + ": facts before it are gone, and a rebuild would forget them; "
                            + "--accept-loss rebuilds without them");
        }
    }

    private ConsumerLoops start(int generation) {
        var parts = new Folding.Parts(config, topic, clock, new SimpleMeterRegistry());
        return opened.add(parts.start(
                generation, generations.state().formatOf(generation), generations.store(generation), (_, _) -> {}));
    }

    /** Until every partition is folded to where the log ended a moment ago. */
    private void foldToEnd(int generation, ConsumerLoops loops, Map<Integer, Long> begins) throws InterruptedException {
        var folded = new MongoPositions(generations.store(generation));
        var progress = new Progress(generation, sum(begins), System.nanoTime());
        Map<Integer, Long> ended = new HashMap<>();
        while (true) {
            refuseDeath(loops);
            try {
                var next = folded.of(begins.keySet());
                boolean isCaughtUp = ended.entrySet().stream()
                        .allMatch(each -> next.getOrDefault(each.getKey(), 0L) >= each.getValue());
                if (!ended.isEmpty() && isCaughtUp) {
                    progress.sayDone(sum(next));
                    return;
                }
                ended = log.ends(LogTopics.MEMBER_LOG, topic.partitions());
                progress.say(sum(next), sum(ended), System.nanoTime());
                if (!generations.state().building().equals(Optional.of(generation))) {
                    return; // the next step finds out who was faster
                }
            } catch (StoreUnavailableException | LogUnavailableException e) {
                out.println("waiting: " + e.getMessage()); // the loops go on by themselves too
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    private static void refuseDeath(ConsumerLoops loops) {
        var death = loops.death();
        if (death != null) {
            throw death;
        }
    }

    /** How far it is, as lines: one every two seconds. */
    private final class Progress {
        private final int generation;
        private final long begin;
        private final long startedAt;
        private long saidAt;
        private long doneAtStart = -1;

        Progress(int generation, long begin, long now) {
            this.generation = generation;
            this.begin = begin;
            this.startedAt = now;
            this.saidAt = now - SAY_NANOS;
        }

        void sayDone(long next) {
            out.println("generation " + generation + ": " + (next - begin) + " records, caught up");
        }

        void say(long next, long end, long now) {
            if (doneAtStart < 0) {
                doneAtStart = next;
            }
            if (now - saidAt < SAY_NANOS) {
                return;
            }
            saidAt = now;
            long done = next - begin;
            long all = Math.max(end - begin, done);
            double rate = (next - doneAtStart) / Math.max(1e-3, (now - startedAt) / 1e9);
            out.println(String.format(
                    Locale.ROOT,
                    "generation %d: %d of %d records (%d %%), %.0f a second%s",
                    generation,
                    done,
                    all,
                    all == 0 ? 100 : done * 100 / all,
                    rate,
                    done == all || rate < 1 ? "" : ", about " + Math.round((all - done) / rate) + " s left"));
            out.flush();
        }
    }

    // --- switching

    /** The loops go on meanwhile: what answers has to be folded further, by whoever it may be. */
    private void cutOver(ConsumerLoops loops) throws InterruptedException {
        var state = generations.state();
        if (!state.isSettled()) {
            out.println("switching to generation " + state.folding());
        }
        var cutOver =
                new Cutover(generations.store(state.reading()), generations.store(state.folding()), topic.partitions());
        while (!generations.state().isSettled()) {
            refuseDeath(loops);
            try {
                if (cutOver.advance()) {
                    generations.settle(state.folding());
                }
            } catch (StoreUnavailableException e) {
                out.println("waiting: " + e.getMessage());
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS / 3);
        }
    }

    private void dropOld() throws InterruptedException {
        long deadline = System.nanoTime() + DROP_WITHIN.toNanos();
        for (int old : generations.old()) {
            while (log.members(Folding.Parts.group(old)) > 0) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("generation " + old
                            + " is kept: instances of the service still fold it; later: generations drop");
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
            generations.drop(old);
            log.forget(Folding.Parts.group(old));
            out.println("generation " + old + " is deleted");
        }
    }

    private static LogPartition memberLog(int partition) {
        return new LogPartition(LogTopics.MEMBER_LOG, partition);
    }

    private static long sum(Map<Integer, Long> offsets) {
        return offsets.values().stream().mapToLong(offset -> offset).sum();
    }

    @Override
    public void close() {
        opened.close();
    }
}
