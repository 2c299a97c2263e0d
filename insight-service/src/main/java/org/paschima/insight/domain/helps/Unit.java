package org.paschima.insight.domain.helps;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Moment;

/**
 * What a mean is taken of: a practice or cue, at all moments or at one kind of them.
 *
 * @param moment null for all
 */
public record Unit(String id, @Nullable Moment moment) implements Comparable<Unit> {

    private static final Comparator<Unit> ORDER = Comparator.comparing(Unit::id)
            .thenComparing(Unit::moment, Comparator.nullsFirst(Comparator.<Moment>naturalOrder()));

    @Override
    public int compareTo(Unit other) {
        return ORDER.compare(this, other);
    }
}
