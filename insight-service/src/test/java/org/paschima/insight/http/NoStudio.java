package org.paschima.insight.http;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.CompletableFuture;
import org.paschima.http.Blocking;
import org.paschima.http.FreshReads;
import org.paschima.http.Route;
import org.paschima.insight.domain.cohort.MinimumGroupSize;
import org.paschima.insight.domain.cohort.Sharing;
import org.paschima.insight.domain.cohort.WeekReleases;
import org.paschima.insight.domain.day.IsoWeek;
import org.paschima.insight.store.ParkedRecords;
import org.paschima.insight.store.ReleaseStore;
import org.paschima.insight.store.SharingMembers;
import org.paschima.insight.studio.CohortReads;
import org.paschima.log.Reach;

/** A studio without members. */
final class NoStudio {

    private NoStudio() {}

    static List<Route> routes(FreshReads freshness, Blocking blocking) {
        return InsightRoutes.ofStudio(
                (_, _, _, _, _) -> {},
                new CohortReads(new Nobody(), new NothingReleased(), MinimumGroupSize.STANDARD),
                () -> CompletableFuture.completedFuture(new Reach(Instant.EPOCH, Instant.EPOCH)),
                _ -> new ParkedRecords.Parked(Map.of(), false, Optional.empty()),
                freshness,
                blocking,
                Clock.systemUTC(),
                _ -> 0,
                new Slices(2));
    }

    private static final class Nobody implements SharingMembers {
        @Override
        public Sharing sharing(String tenant) {
            return Sharing.of(Set.of(), Map.of());
        }

        @Override
        public Map<IsoWeek, Map<String, Double>> weeklyMeans(
                String tenant, Set<String> members, SortedSet<IsoWeek> weeks) {
            return Map.of();
        }
    }

    private static final class NothingReleased implements ReleaseStore {
        @Override
        public Map<IsoWeek, Stored> of(String tenant, Set<IsoWeek> weeks) {
            return Map.of();
        }

        @Override
        public boolean replace(String tenant, IsoWeek week, long version, WeekReleases releases) {
            throw new AssertionError("there is nothing to release");
        }
    }
}
