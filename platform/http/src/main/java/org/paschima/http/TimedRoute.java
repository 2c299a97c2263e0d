package org.paschima.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** A route with its timers, one for each status, made when first needed. Tags are templates, never ids. */
final class TimedRoute {
    private final Route route;
    private final List<String> variables;
    private final MeterRegistry meters;
    private final AtomicReferenceArray<Timer> byStatus = new AtomicReferenceArray<>(600);

    TimedRoute(Route route, MeterRegistry meters) {
        this.route = route;
        this.meters = meters;
        this.variables = RouteTable.parts(route.path()).stream()
                .filter(TimedRoute::isVariable)
                .map(part -> part.substring(1, part.length() - 1))
                .toList();
    }

    Route route() {
        return route;
    }

    /** The names of the path's variables, in order. */
    List<String> variables() {
        return variables;
    }

    static boolean isVariable(String part) {
        return part.startsWith("{") && part.endsWith("}");
    }

    void answered(int status, long nanos) {
        var timer = byStatus.get(status);
        if (timer == null) {
            // the registry gives the same timer to whoever asks twice
            timer = Timer.builder("http_requests_answered")
                    .description("Requests answered, by route template")
                    .tag("route", route.path())
                    .tag("method", route.method().name())
                    .tag("status", Integer.toString(status))
                    .serviceLevelObjectives(
                            Duration.ofMillis(1),
                            Duration.ofMillis(5),
                            Duration.ofMillis(25),
                            Duration.ofMillis(100),
                            Duration.ofMillis(500),
                            Duration.ofSeconds(2),
                            Duration.ofSeconds(10))
                    .register(meters);
            byStatus.set(status, timer);
        }
        timer.record(nanos, TimeUnit.NANOSECONDS);
    }
}
