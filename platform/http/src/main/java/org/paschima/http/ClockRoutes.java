package org.paschima.http;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.json.Fields;
import org.paschima.contract.json.Problems;
import org.paschima.runtime.time.SettableClock;

/** Drives the service's clock over HTTP, without a token; only there when the service runs with a clock to set. */
final class ClockRoutes {

    private final SettableClock clock;

    ClockRoutes(SettableClock clock) {
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/v1/clock", Handler.immediate(_ -> shown())).open(),
                Route.put("/v1/clock", Handler.immediate(this::set)).open());
    }

    private Answer shown() {
        return Answer.ok(json -> {
            json.writeStringField("now", clock.instant().toString());
            json.writeNumberField("rate", clock.rate());
        });
    }

    private Answer set(Call call) {
        var wanted = JsonBody.read(call, new QueryParameters(call), Wanted::of);
        clock.set(wanted.now, wanted.rate);
        return shown();
    }

    /** What the body asks for; a rate left out means that time goes on as it does. */
    private record Wanted(Instant now, double rate) {

        static @Nullable Wanted of(Fields fields, Problems problems) {
            fields.require("now");
            var now = fields.instant("now");
            var rate = fields.number("rate", 0, SettableClock.FASTEST);
            fields.end();
            return now == null ? null : new Wanted(now.toInstant(), rate == null ? 1 : rate);
        }
    }
}
