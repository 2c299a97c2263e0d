package org.paschima.insight.http;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.paschima.http.Blocking;
import org.paschima.http.Route;
import org.paschima.insight.domain.experiment.FairCoin;
import org.paschima.insight.freshness.FreshReads;

/** Every route, over stores in which nothing was ever kept. */
final class RoutesOverNothing {

    private RoutesOverNothing() {}

    static List<Route> all(FreshReads freshness, Blocking blocking) {
        return InsightRoutes.all(
                new NoHistory(),
                new NothingSaid(),
                (_, _) -> Optional.empty(),
                new MemoryExperiments(),
                new FairCoin(new byte[] {1}),
                (_, _) -> {},
                freshness,
                blocking,
                blocking,
                Clock.systemUTC(),
                _ -> 0);
    }
}
