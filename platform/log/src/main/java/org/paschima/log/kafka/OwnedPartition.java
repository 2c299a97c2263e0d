package org.paschima.log.kafka;

import java.time.Duration;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.paschima.log.LogPartition;

/** What a loop knows of one partition it owns. Confined to the loop's thread, but for what {@code reason} shows. */
final class OwnedPartition {

    private static final Duration FIRST_REST = Duration.ofMillis(100);
    private static final Duration LONGEST_REST = Duration.ofSeconds(3);

    final TopicPartition kafka;
    final LogPartition log;

    /** Where folding goes on, once {@link #isPositioned}. */
    long next;

    private boolean positioned;
    private boolean owesFold;
    private long restUntil = Long.MIN_VALUE;
    private Duration rest = FIRST_REST;
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

    boolean isResting(long now) {
        return restUntil != Long.MIN_VALUE && now - restUntil < 0;
    }

    boolean isRested(long now) {
        return restUntil != Long.MIN_VALUE && now - restUntil >= 0;
    }

    void rest(long now, String why) {
        restUntil = now + rest.toNanos();
        rest = rest.multipliedBy(2).compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest.multipliedBy(2);
        reason = why;
    }

    void rested() {
        restUntil = Long.MIN_VALUE;
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
        restUntil = Long.MIN_VALUE;
        rest = FIRST_REST;
        reason = null;
    }

    /** Why the partition rests, or null. */
    @Nullable
    String reason() {
        return reason;
    }
}
