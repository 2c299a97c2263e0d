package org.paschima.insight.store;

import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import org.paschima.insight.domain.cohort.Sharing;
import org.paschima.insight.domain.day.IsoWeek;

/**
 * The members of a tenant who share with the teacher, and what they reported. Calls block, and throw
 * {@link org.paschima.log.StoreUnavailableException} when the store is away.
 */
public interface SharingMembers {

    /** Who shares now, as the winning consents say, in which groups, as the winning profiles say. Costs members. */
    Sharing sharing(String tenant);

    /**
     * The mean primary tension of each of these members who reported any in a week. Costs members times the days of these
     * weeks.
     */
    Map<IsoWeek, Map<String, Double>> weeklyMeans(String tenant, Set<String> members, SortedSet<IsoWeek> weeks);
}
