package org.paschima.notify.domain;

import org.jspecify.annotations.Nullable;
import org.paschima.contract.Rank;

/** The winning version of something so far, with the rank it won by. */
public record Ranked<T>(Rank rank, T value) {

    /** The one of the two that wins, whatever order they came in. */
    static <T> Ranked<T> winner(@Nullable Ranked<T> kept, Rank rank, T value) {
        return kept != null && !rank.beats(kept.rank()) ? kept : new Ranked<>(rank, value);
    }
}
