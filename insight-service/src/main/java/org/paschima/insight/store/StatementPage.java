package org.paschima.insight.store;

import java.util.List;
import java.util.Optional;

/**
 * Some of what was said to a member, in the order of the last days that it speaks about.
 *
 * @param next where the next page begins; empty when there is none
 */
public record StatementPage(List<StatementRecord> items, Optional<StatementMark> next) {
    public StatementPage {
        items = List.copyOf(items);
    }
}
