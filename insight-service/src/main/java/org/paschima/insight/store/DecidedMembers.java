package org.paschima.insight.store;

import java.time.LocalDate;
import java.util.Set;
import java.util.function.Consumer;
import org.paschima.insight.domain.effect.MemberSpan;

/**
 * Decisions about nudges and what surrounds them, of the members of a tenant who consent to research.
 *
 * <p>Calls block, and throw {@link org.paschima.log.StoreUnavailableException} when the store is away. They cost
 * members times days asked for, read piece by piece: only what {@code each} keeps stays in memory.
 */
@FunctionalInterface
public interface DecidedMembers {

    /**
     * Gives every member who consents to research now, as the winning consents say, and about whom something was decided
     * on these local dates, both included.
     *
     * @param parts what of the days is needed
     */
    void forEach(String tenant, LocalDate from, LocalDate to, Set<DayPart> parts, Consumer<MemberSpan> each);
}
