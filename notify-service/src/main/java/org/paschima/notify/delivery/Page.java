package org.paschima.notify.delivery;

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

    boolean hasIssued() {
        return items.stream().anyMatch(NudgeEntry::issued);
    }
}
