package org.paschima.insight.http;

import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.paschima.http.Blocking;
import org.paschima.http.FreshReads;
import org.paschima.http.HttpConfig;
import org.paschima.http.HttpEndpoint;
import org.paschima.http.Route;
import org.paschima.http.auth.DevelopmentTokens;
import org.paschima.http.auth.TokenConfig;
import org.paschima.http.auth.TokenVerifier;
import org.paschima.insight.RunningInsight;
import org.paschima.insight.domain.experiment.FairCoin;
import org.paschima.insight.store.MemberHistory;
import org.paschima.insight.store.MemberNews;
import org.paschima.runtime.Opened;

/** Every route, over stores in which nothing was ever kept. */
final class RoutesOverNothing {

    /** So many may wait for changes at once. */
    static final int PLACES = 8;

    private RoutesOverNothing() {}

    /** Serves routes on a port of its own, to who has tokens of this issuer, until all is closed. */
    static URI served(Opened opened, DevelopmentTokens tokens, List<Route> routes) throws Exception {
        var vertx = Vertx.vertx();
        opened.add(() -> vertx.close().await(10, TimeUnit.SECONDS));
        var verifier =
                opened.add(new TokenVerifier(TokenConfig.withKeysIn(RunningInsight.jwksOf(tokens)), Clock.systemUTC()));
        return opened.add(HttpEndpoint.on(vertx, HttpConfig.onLoopback(0))
                        .tokens(verifier)
                        .routes(routes)
                        .open())
                .address();
    }

    static List<Route> all(FreshReads freshness, Blocking blocking) {
        return with(new NoHistory(), freshness, blocking, blocking);
    }

    /** The same over a history, with threads of their own for exports. */
    static List<Route> with(MemberHistory history, FreshReads freshness, Blocking reads, Blocking exports) {
        return with(history, freshness, reads, exports, (_, _) -> CompletableFuture.completedFuture(false));
    }

    /** The same with news. */
    static List<Route> with(
            MemberHistory history, FreshReads freshness, Blocking reads, Blocking exports, MemberNews news) {
        return InsightRoutes.all(
                history,
                new NoStatements(),
                (_, _) -> Optional.empty(),
                new MemoryExperiments(),
                new FairCoin(new byte[] {1}),
                (_, _) -> {},
                freshness,
                reads,
                exports,
                Clock.systemUTC(),
                _ -> 0,
                new Slices(2),
                news,
                PLACES);
    }
}
