package org.paschima.session.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.paschima.contract.Language;
import org.paschima.contract.catalog.Labels;
import org.paschima.http.Answer;
import org.paschima.http.Handler;
import org.paschima.http.QueryParameters;
import org.paschima.http.Route;
import org.paschima.log.LogWriter;

/** All that session-service answers. */
public final class SessionRoutes {

    private SessionRoutes() {}

    /**
     * Every route, on this log and this time.
     *
     * @param insight where insight-service is reached, for the {@code Location} of what was created
     * @param ids a new unique id each time, an identifier of the contract
     * @param memory what batches may use of it
     * @param stall how long a batch may be without anything of its client, while it is the client's turn
     */
    public static List<Route> all(
            LogWriter log, InstantSource clock, Supplier<String> ids, URI insight, BatchMemory memory, Duration stall) {
        var appender = new LogAppender(log, clock, ids);
        var routes = new ArrayList<Route>();
        routes.addAll(new RecordRoutes(appender, new Locations(insight)).routes());
        routes.addAll(new SettingsRoutes(appender).routes());
        routes.add(new BatchRoute(appender, memory, stall).route());
        routes.add(catalog());
        return List.copyOf(routes);
    }

    private static Route catalog() {
        var bodies = new EnumMap<Language, byte[]>(Language.class);
        for (var language : Language.values()) {
            bodies.put(language, Labels.in(language).json().getBytes(StandardCharsets.UTF_8));
        }
        return Route.get("/v1/catalog", Handler.immediate(call -> {
                    QueryParameters.refuseAny(call);
                    var language = call.language().orElse(Language.EN);
                    return Answer.bytes(200, Route.JSON, Objects.requireNonNull(bodies.get(language)))
                            .in(language);
                }))
                .signedIn();
    }
}
