package org.paschima.insight.domain.helps;

import java.time.Instant;
import java.time.LocalDate;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Moment;
import org.paschima.insight.domain.day.DayCells;

/** Histories for tests of other packages. */
public final class Histories {

    private final HelpsFixture history = new HelpsFixture();

    public Histories practised(Instant at, String practice, @Nullable Integer before, @Nullable Integer after) {
        history.practised(at, 10, practice, Moment.ROUTINE, before, after);
        return this;
    }

    public SortedMap<LocalDate, DayCells> days() {
        return history.days();
    }
}
