package org.paschima.log.kafka;

import java.time.Duration;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.paschima.log.LogPartition;

/** What a loop knows of one partition it owns. Confined to the loop's thread, but for what {@code reason} shows. */
final class OwnedPartition {

    private static final Duration FIRST_BACKOFF = Duration.ofMillis(100);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(3);

    final TopicPartition kafka;
    final LogPartition log;

    /** Where folding goes on, once {@link #isPositioned}. */
    long next;

    private boolean positioned;
    private boolean owesFold;
    private long backoffUntil = Long.MIN_VALUE;
    private Duration backoff = FIRST_BACKOFF;
    private volatile @Nullable String reason;

    OwnedPartition(TopicPartition kafka) {
        this.kafka = kafka;
        this.log = new LogPartition(kafka.topic(), kafka.partition());
    }

    boolean isPositioned() {
        return positioned;
    }

    void positionedAt(long position) {
        next = position;
        positioned = true;
        foldWentWell();
    }

    /** Somebody else moved the position: it has to be read again. */
    void losePosition() {
        positioned = false;
    }

    /** Whether it can be folded now. */
    boolean isAtWork(long now) {
        return positioned && !isBackingOff(now);
    }

    private boolean isBackingOff(long now) {
        return backoffUntil != Long.MIN_VALUE && now - backoffUntil < 0;
    }

    boolean isBackoffOver(long now) {
        return backoffUntil != Long.MIN_VALUE && now - backoffUntil >= 0;
    }

    void backOff(long now, String why) {
        backoffUntil = now + backoff.toNanos();
        backoff = backoff.multipliedBy(2).compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : backoff.multipliedBy(2);
        reason = why;
    }

    void endBackoff() {
        backoffUntil = Long.MIN_VALUE;
    }

    /** A batch is about to be folded: until that succeeds, nothing else that succeeds ends the trouble. */
    void owesFold() {
        owesFold = true;
    }

    void foldWentWell() {
        owesFold = false;
        workWentWell();
    }

    void workWentWell() {
        if (owesFold) {
            return;
        }
        backoffUntil = Long.MIN_VALUE;
        backoff = FIRST_BACKOFF;
        reason = null;
    }

    /** Why the partition backs off, or null. */
    @Nullable
    String reason() {
        return reason;
    }
}
