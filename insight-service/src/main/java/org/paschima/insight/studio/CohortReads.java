package org.paschima.insight.studio;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.paschima.insight.domain.cohort.MinimumGroupSize;
import org.paschima.insight.domain.cohort.Numbers;
import org.paschima.insight.domain.cohort.Released;
import org.paschima.insight.domain.cohort.Sharing;
import org.paschima.insight.domain.cohort.WeekReleases;
import org.paschima.insight.domain.day.IsoWeek;
import org.paschima.insight.store.ReleaseStore;
import org.paschima.insight.store.ReleaseStore.Stored;
import org.paschima.insight.store.SharingMembers;
import org.paschima.log.StoreUnavailableException;

/**
 * Answers what may be said of a group, week by week, and keeps what was said.
 *
 * <p>Each read first takes back what is about members who withdrew since, then releases what can be, of every group of
 * the week at once, and only then answers: from what is stored, so several instances that read at a time say the same.
 * Costs the members of the tenant, times the days of those weeks in which a group may still be released. Any thread.
 */
public final class CohortReads {

    /** A week is looked at when it has been over for so many days, so that late uploads are in. */
    public static final int DAYS_UNTIL_CLOSED = 7;

    private static final int ATTEMPTS = 10;

    private final SharingMembers members;
    private final ReleaseStore store;
    private final MinimumGroupSize atLeast;

    public CohortReads(SharingMembers members, ReleaseStore store, MinimumGroupSize atLeast) {
        this.members = members;
        this.store = store;
        this.atLeast = atLeast;
    }

    /**
     * What is said of a group in a week.
     *
     * @param numbers empty when suppressed
     */
    public record Week(IsoWeek week, boolean isClosed, Optional<Numbers> numbers) {}

    /**
     * The weeks from one to the other, both included.
     *
     * @param group null for the whole studio
     * @param today the date where it is earliest
     */
    public List<Week> weeks(String tenant, @Nullable String group, IsoWeek first, IsoWeek last, LocalDate today) {
        var closed = closed(first, last, today);
        var releases = settled(tenant, closed);
        var answered = new ArrayList<Week>();
        for (var week = first; week.compareTo(last) <= 0; week = week.plus(1)) {
            var numbers =
                    releases.getOrDefault(week, WeekReleases.NONE).numbers(group == null ? Released.WHOLE : group);
            answered.add(new Week(week, closed.contains(week), numbers));
        }
        return answered;
    }

    /**
     * The groups of which something is said in any of the weeks from one to the other, and in how many: exactly those that
     * {@link #weeks} shows numbers of, so a list of them says nothing that asking for each by its name would not.
     */
    public SortedMap<String, Integer> groups(String tenant, IsoWeek first, IsoWeek last, LocalDate today) {
        var weeks = new TreeMap<String, Integer>();
        settled(tenant, closed(first, last, today))
                .values()
                .forEach(releases -> releases.groups().forEach(group -> weeks.merge(group, 1, Integer::sum)));
        return weeks;
    }

    private static SortedSet<IsoWeek> closed(IsoWeek first, IsoWeek last, LocalDate today) {
        var closed = new TreeSet<IsoWeek>();
        for (var week = first; week.compareTo(last) <= 0; week = week.plus(1)) {
            if (week.sunday().plusDays(DAYS_UNTIL_CLOSED).isBefore(today)) {
                closed.add(week);
            }
        }
        return closed;
    }

    /** The releases of these weeks after all that this read has to change was stored. */
    private Map<IsoWeek, WeekReleases> settled(String tenant, SortedSet<IsoWeek> weeks) {
        if (weeks.isEmpty()) {
            return Map.of();
        }
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var before = store.of(tenant, weeks);
            // After what is stored was read: who had withdrawn when it was stored is seen to have withdrawn.
            var sharing = members.sharing(tenant);
            var after = after(tenant, weeks, before, sharing);
            if (keep(tenant, before, after)) {
                return after;
            }
        }
        throw new StoreUnavailableException(
                "others keep changing the same weeks", new ConcurrentModificationException());
    }

    private Map<IsoWeek, WeekReleases> after(
            String tenant, SortedSet<IsoWeek> weeks, Map<IsoWeek, Stored> before, Sharing sharing) {
        var after = new HashMap<IsoWeek, WeekReleases>();
        var open = new TreeSet<IsoWeek>();
        for (var week : weeks) {
            var releases = before.getOrDefault(week, Stored.NOTHING).releases().withoutWithdrawn(sharing);
            after.put(week, releases);
            if (releases.mayRelease(sharing, atLeast)) {
                open.add(week);
            }
        }
        if (!open.isEmpty()) {
            var means = members.weeklyMeans(tenant, sharing.everyone(), open);
            open.forEach(week -> after.computeIfPresent(
                    week, (_, releases) -> releases.plus(sharing, means.getOrDefault(week, Map.of()), atLeast)));
        }
        return after;
    }

    private boolean keep(String tenant, Map<IsoWeek, Stored> before, Map<IsoWeek, WeekReleases> after) {
        boolean kept = true;
        for (var week : after.entrySet()) {
            var stored = before.getOrDefault(week.getKey(), Stored.NOTHING);
            if (!week.getValue().equals(stored.releases())) {
                kept &= store.replace(tenant, week.getKey(), stored.version(), week.getValue());
            }
        }
        return kept;
    }
}
