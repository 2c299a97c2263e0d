package org.paschima.insight.store;

import java.util.Map;
import java.util.Set;
import org.paschima.insight.domain.cohort.WeekReleases;
import org.paschima.insight.domain.day.IsoWeek;

/**
 * What was ever released of the weeks of a tenant. It is not derived from the log and survives every rebuild: what was
 * once seen cannot be forgotten by computing it again.
 */
public interface ReleaseStore {

    /**
     * The releases of a week as they are stored.
     *
     * @param version 0 when there is nothing stored
     */
    record Stored(long version, WeekReleases releases) {
        public static final Stored NOTHING = new Stored(0, WeekReleases.NONE);
    }

    /** Weeks of which nothing was ever released are left out. */
    Map<IsoWeek, Stored> of(String tenant, Set<IsoWeek> weeks);

    /** Replaces what has this version. False when somebody else was faster: then nothing was written. */
    boolean replace(String tenant, IsoWeek week, long version, WeekReleases releases);
}
