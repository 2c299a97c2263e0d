package org.paschima.insight.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.paschima.contract.MemberId;
import org.paschima.contract.json.JsonWriter;
import org.paschima.insight.domain.AxisCell;
import org.paschima.insight.domain.DayCells;
import org.paschima.insight.domain.Posture;
import org.paschima.insight.history.MemberHistory;
import org.paschima.runtime.http.Call;
import org.paschima.runtime.http.Route;

/** Balance over a range of days: both axes, the score, and what prevails. */
final class BalanceRoute {

    static final String PATH = "/v1/members/{member}/balance";

    private final MemberHistory history;

    BalanceRoute(MemberHistory history) {
        this.history = history;
    }

    Route route(FreshRoute fresh) {
        return fresh.get(PATH, this::balance);
    }

    private FreshRoute.Reading balance(MemberId member, Parameters parameters, Call call) {
        var range = DayRange.of(parameters);
        return () -> {
            var seen = history.days(member, range.from(), range.to());
            var posture = seen.content().days().values().stream()
                    .map(DayCells::posture)
                    .reduce(Posture.EMPTY, Posture::merge);
            return FreshRoute.ok(seen, json -> write(json, posture));
        };
    }

    private static void write(JsonGenerator json, Posture posture) throws IOException {
        axis(json, "frontBack", posture.frontBack());
        axis(json, "sideSide", posture.sideSide());
        if (posture.checks() == 0) {
            json.writeNullField("balance");
            json.writeNullField("pattern");
        } else {
            json.writeFieldName("balance");
            JsonWriter.number(json, posture.balance());
            json.writeStringField("pattern", posture.pattern().name());
        }
        json.writeBooleanField("oscillating", posture.isOscillating());
        json.writeNumberField("checks", posture.checks());
        if (posture.checks() == 0) {
            json.writeStringField("reason", "NOT_ENOUGH_DATA");
        }
    }

    private static void axis(JsonGenerator json, String name, AxisCell axis) throws IOException {
        json.writeObjectFieldStart(name);
        if (axis.n() == 0) {
            json.writeNullField("signed");
            json.writeNullField("absolute");
        } else {
            json.writeFieldName("signed");
            JsonWriter.number(json, axis.mean());
            json.writeFieldName("absolute");
            JsonWriter.number(json, axis.meanAbsolute());
        }
        json.writeEndObject();
    }
}
