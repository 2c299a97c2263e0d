package org.paschima.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** A route with its timers, one for each status, made when first needed. Tags are templates, never ids. */
final class TimedRoute {
    private final Route route;
    private final PathTemplate template;
    private final MeterRegistry meters;
    private final AtomicReferenceArray<Timer> byStatus = new AtomicReferenceArray<>(600);

    TimedRoute(Route route, MeterRegistry meters) {
        this.route = route;
        this.meters = meters;
        this.template = PathTemplate.of(route.path());
    }

    Route route() {
        return route;
    }

    PathTemplate template() {
        return template;
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
