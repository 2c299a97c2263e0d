package org.paschima.notify.webhook;

import java.util.Collection;
import java.util.Set;

/** Which nudges still stand. Blocks. */
@FunctionalInterface
public interface Standings {

    /**
     * Of issued nudges those that may be told now, by the ids of their lines: what was acknowledged until now is folded and
     * withdrew none of them (P6).
     *
     * @return null where that cannot be known now
     */
    @org.jspecify.annotations.Nullable
    Set<String> standing(Collection<Line> issued) throws InterruptedException;
}
