package org.paschima.insight.http;

import java.time.Clock;
import java.util.List;
import org.paschima.insight.freshness.FreshReads;
import org.paschima.runtime.Blocking;
import org.paschima.runtime.http.Route;

/** A studio without members. */
final class NoStudio {

    private NoStudio() {}

    static List<Route> routes(FreshReads freshness, Blocking blocking) {
        return InsightRoutes.ofStudio((_, _, _, _, _) -> {}, freshness, blocking, Clock.systemUTC(), _ -> 0);
    }
}
