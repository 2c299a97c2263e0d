package org.paschima.insight.domain.cohort;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a group in a week.
 *
 * @param members how many reported
 * @param mean over the members, of their weekly means, to one decimal
 * @param bands how many members there are in each of {@link Band#ALL}; null where that is suppressed
 */
public record Numbers(int members, double mean, List<@Nullable Integer> bands) {
    public Numbers {
        bands = Collections.unmodifiableList(new ArrayList<>(bands));
        if (bands.size() != Band.ALL.size()) {
            throw new IllegalArgumentException("there is one count a band, not " + bands.size());
        }
    }
}
