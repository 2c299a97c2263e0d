package org.paschima.notify;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.paschima.notify.busy.CalendarSource;
import org.paschima.notify.busy.Looking;
import org.paschima.notify.delivery.DueRounds;
import org.paschima.notify.delivery.NudgeStore;
import org.paschima.notify.http.BusyRoutes;
import org.paschima.notify.mongo.MongoBusy;
import org.paschima.notify.webhook.Targets;
import org.paschima.runtime.Opened;

/** Members' calendars, wired: those that are due are read, and when members are busy is kept. */
final class BusyReading {

    private BusyReading() {}

    /** What the rest of the service lends. */
    record Lent(
            CalendarSource source,
            MongoBusy store,
            NudgeStore nudges,
            Targets targets,
            InstantSource clock,
            MeterRegistry meters) {}

    /** Begins to read; what the routes need. */
    static BusyRoutes.Terms open(Opened opened, BusySettings settings, Lent lent) {
        var counters = counters(lent.meters());
        var looking = new Looking(
                lent.source(),
                lent.store(),
                lent.nudges(),
                lent.clock(),
                settings.every(),
                settings.mostOfOneHost(),
                () -> ThreadLocalRandom.current().nextDouble(),
                outcome -> Objects.requireNonNull(counters.get(outcome)).increment());
        opened.add(new DueRounds<>(
                "calendars", lent.store().due(), looking, lent.clock(), new Semaphore(settings.atOnce())));
        return new BusyRoutes.Terms(lent.store(), lent.targets());
    }

    private static Map<String, Counter> counters(MeterRegistry meters) {
        return Stream.of("read", "unchanged", "failed")
                .collect(Collectors.toMap(
                        Function.identity(),
                        outcome -> Counter.builder("notify_calendars_read_total")
                                .description("Calendars of members that were looked into, by what came of it")
                                .tag("outcome", outcome)
                                .register(meters)));
    }
}
