package org.paschima.insight.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Set;
import org.paschima.contract.MemberId;
import org.paschima.contract.json.JsonWriter;
import org.paschima.insight.domain.AxisCell;
import org.paschima.insight.domain.BalanceOverTime;
import org.paschima.insight.history.DayPart;
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
            var seen = history.days(member, range.from(), range.to(), Set.of(DayPart.POSTURE));
            var balance = BalanceOverTime.of(seen.content().days().values());
            return FreshRoute.ok(seen, json -> write(json, balance));
        };
    }

    private static void write(JsonGenerator json, BalanceOverTime over) throws IOException {
        axis(json, "frontBack", over.frontBack());
        axis(json, "sideSide", over.sideSide());
        var balance = over.balance();
        if (balance == null) {
            json.writeNullField("balance");
            json.writeNullField("pattern");
        } else {
            json.writeFieldName("balance");
            JsonWriter.number(json, balance);
            json.writeStringField("pattern", over.pattern().name());
        }
        json.writeBooleanField("oscillating", over.isOscillating());
        json.writeNumberField("checks", over.checks());
        if (balance == null) {
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
            JsonWriter.number(json, axis.meanSigned());
            json.writeFieldName("absolute");
            JsonWriter.number(json, axis.meanAbsolute());
        }
        json.writeEndObject();
    }
}
