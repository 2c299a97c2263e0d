package org.paschima.notify.mongo;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.paschima.notify.domain.Inputs;

/**
 * In which order the members of one partition are decided for (docs/adr/0054, 0080): of whom a decision is due now, then whom an outage
 * left that has a slot now too, of which a nudge may still come, and then the others whom it left.
 *
 * <p>The order alone depends on it: whoever is named is decided for by what is due of it then, which may be nothing. Confined
 * to the thread that owns the partition.
 */
final class WhoseTurn {

    private static final int MINUTES_A_DAY = 24 * 60;

    /** So many are looked for at once, as each look goes over all whose slots are in these minutes. */
    private static final int MOST_LOOKED_FOR = 20_000;

    private final Members members;
    private final int partition;
    private final Deque<String> first = new ArrayDeque<>();

    /** How many of them were named last. */
    private int named;

    /** Up to which minute those were looked for who have a slot then; null: not yet. */
    private @Nullable Instant lookedTo;

    WhoseTurn(Members members, int partition) {
        this.members = members;
        this.partition = partition;
    }

    /** Who is next, at most so many, and again until they are {@link #decided}; empty when nothing is due of anybody. */
    List<String> due(Instant by, int most) {
        named = 0;
        var due = members.due(partition, by, most);
        if (!due.isEmpty()) {
            return due;
        }
        var left = members.left(partition, by, most);
        if (left.isEmpty()) {
            first.clear();
            return left;
        }
        if (first.isEmpty()) {
            look(by);
        }
        return first.isEmpty() ? left : firstOf(most);
    }

    /** Those who were named last are decided for. */
    void decided() {
        for (; named > 0; named--) {
            first.remove();
        }
    }

    private void look(Instant by) {
        var minute = by.truncatedTo(ChronoUnit.MINUTES);
        if (minute.equals(lookedTo)) {
            return;
        }
        first.addAll(members.leftWithSlotIn(partition, by, minutes(minute), MOST_LOOKED_FOR));
        if (first.size() < MOST_LOOKED_FOR) {
            lookedTo = minute;
        }
    }

    /** Minutes of the day up to one, of which a nudge may still come, and that were not looked at; all of them where the clock went back. */
    private List<Integer> minutes(Instant minute) {
        var from = minute.minus(Inputs.VALID);
        var last = lookedTo;
        if (last != null && !last.isAfter(minute) && last.isAfter(from)) {
            from = last.plus(1, ChronoUnit.MINUTES);
        }
        return LongStream.rangeClosed(from.getEpochSecond() / 60, minute.getEpochSecond() / 60)
                .mapToObj(each -> (int) Math.floorMod(each, (long) MINUTES_A_DAY))
                .toList();
    }

    private List<String> firstOf(int most) {
        var next = first.stream().limit(most).toList();
        named = next.size();
        return next;
    }
}
