package org.paschima.insight.domain;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.paschima.contract.Side;

/** One series of a trend: what, where, which side. */
public sealed interface SeriesWanted {

    /** The sides whose cells are merged. */
    Set<Side> sides();

    Set<Side> ANY = Set.of(Side.LEFT, Side.RIGHT, Side.BOTH);

    /**
     * Ratings of some regions, merged exactly.
     *
     * @param regions empty for stress, which has none
     */
    record Rated(Quantity quantity, List<String> regions, Set<Side> sides) implements SeriesWanted {
        public Rated {
            regions = List.copyOf(regions);
            sides = Set.copyOf(sides);
        }
    }

    /** Values of a measure of the catalogue. */
    record Measured(String measure, Set<Side> sides) implements SeriesWanted {
        public Measured {
            sides = Set.copyOf(sides);
        }
    }

    /** The regions whose mean is a member's primary index (domain.md §2.9). */
    List<String> PRIMARY = List.of("neck", "shoulder", "upper-back");

    /** {@code left}, {@code right}, {@code both} as given, or {@code any} of them. */
    static Optional<Set<Side>> sidesNamed(String name) {
        if (name.equals("any")) {
            return Optional.of(ANY);
        }
        for (var side : Side.values()) {
            if (side.wire().equals(name)) {
                return Optional.of(Set.of(side));
            }
        }
        return Optional.empty();
    }
}
