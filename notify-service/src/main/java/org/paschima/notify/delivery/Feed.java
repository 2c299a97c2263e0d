package org.paschima.notify.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import org.paschima.contract.MemberId;
import org.paschima.contract.NudgeChannel;
import org.paschima.log.LogPartition;
import org.paschima.notify.domain.SentNudge;

/**
 * Reads a member's nudge log from a cursor, as every transport sends it (api §5): each number once and in order, nothing
 * that was withdrawn or over before it was sent, no nudge before the delivery barrier, none that the member does not want on
 * clients. Blocks: for virtual threads.
 */
public final class Feed {

    private static final Duration CURSORS_HOLD = Duration.ofDays(30);

    private final NudgeStore store;
    private final DeliveryBarrier barrier;
    private final Function<MemberId, LogPartition> partitionOf;
    private final InstantSource clock;

    public Feed(
            NudgeStore store,
            DeliveryBarrier barrier,
            Function<MemberId, LogPartition> partitionOf,
            InstantSource clock) {
        this.store = store;
        this.barrier = barrier;
        this.partitionOf = partitionOf;
        this.clock = clock;
    }

    /** What is before the cursor; empty when a nudge has to be held back for now. Without a cursor: the open nudges. */
    public Optional<Page> read(MemberId member, OptionalLong cursor) throws InterruptedException {
        var seen = look(member, cursor);
        if (!seen.hasIssued()) {
            return Optional.of(seen);
        }
        var vouched = barrier.vouch(partitionOf.apply(member));
        if (vouched.isEmpty()) {
            return Optional.empty();
        }
        var page = seen.isReset() ? look(member, OptionalLong.empty()) : look(member, cursor, seen.next());
        return vouched.get().holds() ? Optional.of(page) : Optional.empty();
    }

    /**
     * The page that news make for who has all that is before them: the same as is read, but nothing is. Empty where it has to
     * be: what is not told there, or is issued there, before which the barrier stands. Does not block.
     */
    public static Optional<Page> page(News news, OptionalLong cursor) {
        var entries = news.entries();
        boolean isNext =
                !entries.isEmpty() && cursor.isPresent() && entries.getFirst().seq() == cursor.getAsLong() + 1;
        return isNext && entries.stream().noneMatch(NudgeEntry::issued)
                ? Optional.of(
                        new Page(entries.stream().filter(Feed::isForClients).toList(), news.upTo(), false))
                : Optional.empty();
    }

    private Page look(MemberId member, OptionalLong cursor) {
        return look(member, cursor, Long.MAX_VALUE);
    }

    /** Nudges issued after the barrier was asked need one of their own: what follows the first of them waits. */
    private Page look(MemberId member, OptionalLong cursor, long vouchedTo) {
        if (cursor.isEmpty()) {
            return reset(member);
        }
        long after = cursor.getAsLong();
        var entries = store.after(member, after);
        if (entries.isEmpty()) {
            return isBehindWhatIsKept(member, after) ? reset(member) : new Page(List.of(), after, false);
        }
        // Numbers have no gaps in the store; one that is missing has expired.
        if (entries.getFirst().seq() > after + 1
                || entries.getFirst().at().isBefore(clock.instant().minus(CURSORS_HOLD))) {
            return reset(member);
        }
        return visible(entries, clock.instant(), vouchedTo);
    }

    /** Ahead of the log; or behind, where all that came after it has expired and is not just being written. */
    private boolean isBehindWhatIsKept(MemberId member, long after) {
        long last = store.member(member).lastSeq();
        return after > last || (after < last && store.after(member, after).isEmpty());
    }

    /**
     * Leaves out what was withdrawn before it was sent, together with its withdrawal, and what is over. The entries may
     * not be of one moment: a withdrawal is left out only with its issue, and an issue whose withdrawal is not there yet
     * waits for it. So does one that lies ahead of the clock, which was set back: it is about to be withdrawn.
     */
    private static Page visible(List<NudgeEntry> entries, Instant now, long vouchedTo) {
        long last = entries.getLast().seq();
        var items = new ArrayList<NudgeEntry>();
        var leftOut = new TreeMap<Long, Long>();
        for (var entry : entries) {
            if (!isForClients(entry)) {
                continue; // an issue and its withdrawal alike
            }
            boolean isLeftOut = entry.issued() && (entry.counterpart() > 0 || entry.isOverAt(now));
            if (entry.issued()
                    && (entry.counterpart() > last
                            || entry.isAheadOf(now)
                            || (!isLeftOut && entry.seq() > vouchedTo))) {
                return cut(items, leftOut, entry.seq() - 1);
            }
            if (isLeftOut) {
                leftOut.put(entry.seq(), entry.counterpart());
            } else if (entry.issued() || !leftOut.containsKey(entry.counterpart())) {
                items.add(entry);
            }
        }
        return new Page(items, last, false);
    }

    private static boolean isForClients(NudgeEntry entry) {
        return entry.channels().contains(NudgeChannel.CLIENT);
    }

    /** An issue is left out only together with its withdrawal: where that lies beyond the end, the page ends before it. */
    private static Page cut(List<NudgeEntry> items, NavigableMap<Long, Long> leftOut, long end) {
        long next = end;
        for (var issue : leftOut.descendingMap().entrySet()) {
            if (issue.getKey() <= next && issue.getValue() > next) {
                next = issue.getKey() - 1;
            }
        }
        long last = next;
        return new Page(items.stream().filter(entry -> entry.seq() <= last).toList(), last, false);
    }

    private Page reset(MemberId member) {
        var state = store.member(member);
        Instant now = clock.instant();
        var open = state.openNudges(now).stream()
                .filter(nudge -> nudge.channels().contains(NudgeChannel.CLIENT))
                .map(SentNudge::seq)
                .toList();
        return new Page(open.isEmpty() ? List.of() : store.numbered(member, open), state.lastSeq(), true);
    }
}
