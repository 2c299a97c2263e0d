package org.paschima.insight.odd;

import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a member notes, at a local time. */
public sealed interface Entry {

    LocalDateTime at();

    /** A number that was felt somewhere; {@code side} is left, right or both. */
    record Felt(String region, String side, int value) {}

    record Rated(LocalDateTime at, List<Felt> tension, List<Felt> pain, String source) implements Entry {}

    record Practised(
            LocalDateTime at,
            int minutes,
            String practice,
            @Nullable Integer before,
            @Nullable Integer after) implements Entry {}

    /** Steps from the middle: forward below 0, lifted above; left below 0, right above. */
    record Checked(LocalDateTime at, int frontBack, int sideSide) implements Entry {}
}
