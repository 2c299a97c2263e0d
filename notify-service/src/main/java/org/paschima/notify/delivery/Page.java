package org.paschima.notify.delivery;

import java.time.Instant;
import java.util.List;

/**
 * What a cursor has before it.
 *
 * @param next the cursor after it
 * @param isReset whether the items are the open nudges, to replace all that the client held
 */
public record Page(List<NudgeEntry> items, long next, boolean isReset) {
    public Page {
        items = List.copyOf(items);
    }

    /** The same up to so many items; what is left out is before the cursor after it. */
    public Page limited(int most) {
        return items.size() <= most
                ? this
                : new Page(items.subList(0, most), items.get(most - 1).seq(), isReset);
    }

    /** Whether it may be sent as it is: nothing in it is over. */
    public boolean isTrueAt(Instant now) {
        return items.stream().noneMatch(entry -> entry.isOverAt(now));
    }

    public boolean hasIssued() {
        return items.stream().anyMatch(NudgeEntry::issued);
    }
}
