package org.paschima.insight.statement;

import java.util.List;
import java.util.Optional;

/**
 * Some of what was said to a member, in the order of the last days that it speaks about.
 *
 * @param next where the next page begins; empty when there is none
 */
public record SaidPage(List<Said> items, Optional<SaidMark> next) {
    public SaidPage {
        items = List.copyOf(items);
    }
}
