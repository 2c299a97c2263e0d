package org.paschima.insight.store;

import java.util.List;
import java.util.Optional;

/**
 * Some of a member's records, in the order of their days.
 *
 * @param next where the next page begins; empty when there is none
 */
public record RecordPage(List<KeptRecord> records, Optional<PageMark> next) {
    public RecordPage {
        records = List.copyOf(records);
    }
}
