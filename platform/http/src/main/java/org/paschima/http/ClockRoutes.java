package org.paschima.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paschima.runtime.time.SettableClock;

/** Drives the service's clock over HTTP, without a token; only there when the service runs with a clock to set. */
final class ClockRoutes {
    private static final JsonFactory JSON = new JsonFactory();

    private final SettableClock clock;

    ClockRoutes(SettableClock clock) {
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/v1/clock", Handler.immediate(_ -> shown())).open(),
                Route.put("/v1/clock", Handler.immediate(call -> set(call.body())))
                        .open());
    }

    private Answer shown() {
        return Answer.ok(json -> {
            json.writeStringField("now", clock.instant().toString());
            json.writeNumberField("rate", clock.rate());
        });
    }

    private Answer set(Buffer body) throws IOException {
        var wanted = new Wanted();
        try (var json = JSON.createParser(body.getBytes())) {
            wanted.read(json);
        } catch (JsonProcessingException e) {
            throw Problem.of(ProblemType.MALFORMED, "the body is not a JSON object")
                    .asException();
        }
        if (wanted.now == null && wanted.faults.isEmpty()) {
            wanted.fault("/now", "REQUIRED", "is required");
        }
        if (wanted.now == null || !wanted.faults.isEmpty()) {
            throw Problem.validation(wanted.faults).asException();
        }
        clock.set(wanted.now, wanted.rate);
        return shown();
    }

    /** What the body asks for; a rate left out means that time goes on as it does. */
    private static final class Wanted {
        private final List<Problem.Fault> faults = new ArrayList<>();
        private @Nullable Instant now;
        private double rate = 1;

        void read(JsonParser json) throws IOException {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw Problem.of(ProblemType.MALFORMED, "the body is not a JSON object")
                        .asException();
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                var name = json.currentName();
                var value = json.nextToken();
                switch (name) {
                    case "now" -> readNow(value, json.getText());
                    case "rate" -> readRate(value, json);
                    default -> {
                        fault("/" + name.replace("~", "~0").replace("/", "~1"), "UNKNOWN_FIELD", "is not known");
                        json.skipChildren();
                    }
                }
            }
            if (json.nextToken() != null) {
                throw Problem.of(ProblemType.MALFORMED, "there is something after the JSON object")
                        .asException();
            }
        }

        private void readNow(JsonToken token, String text) {
            try {
                if (token == JsonToken.VALUE_STRING) {
                    now = OffsetDateTime.parse(text).toInstant();
                    return;
                }
            } catch (DateTimeException e) {
                // falls through to the fault, which says what would be right
            }
            fault("/now", "INVALID", "must be an instant such as 2026-03-29T07:15:00+02:00");
        }

        private void readRate(JsonToken token, JsonParser json) throws IOException {
            if (token.isNumeric()) {
                rate = json.getDoubleValue();
                if (rate >= 0 && rate <= SettableClock.FASTEST) {
                    return;
                }
            }
            json.skipChildren();
            fault("/rate", "OUT_OF_RANGE", "must be a number from 0 to 100000");
        }

        private void fault(String pointer, String code, String detail) {
            faults.add(Problem.Fault.pointer(pointer, code, detail));
        }
    }
}
