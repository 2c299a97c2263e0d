package org.paschima.notify.delivery;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.paschima.log.LogPartition;
import org.paschima.log.LogWriter;
import org.paschima.log.StoreUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes what was committed, of the partitions owned here, in order per member, until it is acknowledged.
 *
 * <p>A nudge that is over is not published any more: whoever reads the topic would remind of what is past. Its withdrawal
 * is, since an owner that crashed may have published the nudge and not noted that.
 *
 * <p>One thread does it. A crash in between leaves messages in the outbox: the next owner publishes them again, with the same
 * ids. A message that failed keeps back the later ones of its member.
 */
public final class OutboxRelay implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
    private static final int AT_ONCE = 500;
    private static final long LOOK_AGAIN_MS = 1_000;
    private static final Duration LONGEST_GATHERED = Duration.ofMillis(20);

    private final Outbox outbox;
    private final LogWriter log;
    private final InstantSource clock;
    private final Set<Integer> owned = ConcurrentHashMap.newKeySet();
    private final LinkedBlockingQueue<Integer> hints = new LinkedBlockingQueue<>();
    private final Set<Integer> pending = new HashSet<>();
    private final Thread thread;
    private volatile boolean closed;

    /** Until when what comes is let gather: after a round as long as it took, since most of that is not for its messages. */
    private long gathersUntil = System.nanoTime();

    public OutboxRelay(Outbox outbox, LogWriter log, InstantSource clock) {
        this.outbox = outbox;
        this.log = log;
        this.clock = clock;
        this.thread = Thread.ofPlatform().name("notify-publication").daemon().start(this::run);
    }

    /** From now on this partition's messages are published here; what an earlier owner left, first. */
    public void owned(LogPartition partition) {
        owned.add(partition.partition());
        hints.add(partition.partition());
    }

    public void disowned(LogPartition partition) {
        owned.remove(partition.partition());
    }

    /** There is something new. Never blocks. */
    public void hint(LogPartition partition) {
        hints.add(partition.partition());
    }

    private void run() {
        while (!closed) {
            try {
                collectHints();
                pending.retainAll(owned);
                if (!pending.isEmpty() && areDrained(List.copyOf(pending))) {
                    pending.clear();
                }
            } catch (StoreUnavailableException e) {
                LOG.atWarn()
                        .setMessage("the outbox cannot be read; it is tried again")
                        .addKeyValue("error", e.getClass().getSimpleName())
                        .log();
                pause();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void collectHints() throws InterruptedException {
        var hint = pending.isEmpty() ? hints.poll(LOOK_AGAIN_MS, TimeUnit.MILLISECONDS) : hints.poll();
        if (hint != null && pending.isEmpty()) {
            TimeUnit.NANOSECONDS.sleep(gathersUntil - System.nanoTime());
        }
        while (hint != null) {
            pending.add(hint);
            hint = hints.poll();
        }
    }

    /** Whether nothing is left to publish. */
    private boolean areDrained(List<Integer> partitions) {
        long began = System.nanoTime();
        var next = outbox.next(partitions, AT_ONCE);
        if (next.isEmpty()) {
            return true;
        }
        var left = publish(next);
        outbox.published(next, left);
        if (!left.isEmpty()) {
            pause();
            return false;
        }
        long ended = System.nanoTime();
        gathersUntil = ended + Math.min(ended - began, LONGEST_GATHERED.toNanos());
        return next.size() < AT_ONCE;
    }

    /** Those that are to be published once more. */
    private List<Outbox.Unpublished> publish(List<Outbox.Unpublished> messages) {
        var sent = new ArrayList<CompletableFuture<?>>();
        for (var each : messages) {
            sent.add(
                    clock.instant().isBefore(each.validUntil())
                            ? log.append(each.message())
                            : CompletableFuture.completedFuture(each));
        }
        var left = new ArrayList<Outbox.Unpublished>();
        var failed = new HashSet<Stream>();
        for (int i = 0; i < messages.size(); i++) {
            var each = messages.get(i);
            try {
                sent.get(i).join();
                if (!failed.isEmpty() && failed.contains(Stream.of(each))) {
                    left.add(each);
                }
            } catch (CompletionException e) {
                failed.add(Stream.of(each));
                left.add(each);
                LOG.atDebug()
                        .setMessage("not published yet")
                        .addKeyValue("error", String.valueOf(e.getCause()))
                        .log();
            }
        }
        return left;
    }

    /** Whose order is kept: that of one member's messages in one topic. */
    private record Stream(String topic, String key) {
        static Stream of(Outbox.Unpublished unpublished) {
            return new Stream(
                    unpublished.message().topic(), unpublished.message().key());
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MS / 4);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(5_000);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
